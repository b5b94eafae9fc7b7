"""What waits for a meeting, overdue promises among it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import commitment_for_viewer, commitments_for, late_days
from huiying.serve.coordination.enums import ItemKind
from huiying.serve.coordination.models import AgendaItem
from huiying.serve.coordination.selectors.candidates import Candidate, Waiting, on_agenda, waiting_for_meeting
from huiying.serve.coordination.services.agenda import ItemPlan, add_item

MOST = 50
LATE = Text(zh="过期 {days} 天；{reason}", en="{days} days late; {reason}")
NO_REASON = Text(zh="没有说明原因", en="no reason given")


def candidates(grants: Sequence[Grant], today: date) -> Waiting:
    """Everything that may be put on an agenda: put off, issues, disputes, cases and promises that are overdue.

    Adding one of kind OVERDUE goes through `add_overdue`, the others through the room's `add_item`.
    """
    found = waiting_for_meeting(grants, today)
    there = {item.commitment for item in on_agenda()}
    late = commitments_for(grants, today=today, late=True).exclude(pk__in=[one for one in there if one])[:MOST]
    return replace(found, candidates=(*found.candidates, *(_overdue(one, today) for one in late)))


def add_overdue(
    meeting_id: int,
    commitment_id: int,
    plan: ItemPlan,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> AgendaItem:
    """Put an overdue promise that the actor may read on the agenda, as an item of its own; what is not promised in
    public is not public there either.

    Raises CommitmentNotFound and what `add_item` raises.
    """
    with transaction.atomic(durable=True):
        found = commitment_for_viewer(commitment_id, grants, today=calendar().local_date(now)).commitment
        asked = replace(plan, kind=ItemKind.OVERDUE, commitment=found.pk, public=plan.public and found.public)
        return add_item(meeting_id, asked, actor=actor, grants=grants, now=now, key=key)


def _overdue(promise: Commitment, today: date) -> Candidate:
    days = late_days(promise, today)
    why = Text(
        zh=LATE.zh.format(days=days, reason=promise.late_reason or NO_REASON.zh),
        en=LATE.en.format(days=days, reason=promise.late_reason or NO_REASON.en),
    )
    title = Text(zh=promise.words[:160], en=(promise.words_en or promise.words)[:160])
    return Candidate(ItemKind.OVERDUE, title, why, commitment=promise.pk, units=(promise.owner,))
