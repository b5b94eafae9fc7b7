"""The joint from the yearly list to promises: publishing it makes a commitment of every line; votes whose last day is
over are counted."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.services.making import PartOf, Promise, make_commitment
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.errors import NotNow
from huiying.serve.matters.models import Matter, MatterYear
from huiying.serve.matters.selectors.needs import cases_of, nominations_of
from huiying.serve.matters.services.listing import hold_draft, note_listed
from huiying.serve.matters.services.voting import count_votes


def publish_list(
    year_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> MatterYear:
    """Publish the draft: each line becomes a promise of its owner, linked to the voices behind it, who are told.

    Raises YearNotFound, MayNotKeepList, NotNow, ListEmpty, ListIncomplete and what `make_commitment` raises.
    """
    with transaction.atomic(durable=True):
        try:
            year = hold_draft(year_id, grants=grants)
        except NotNow:
            if key is not None and (before := Event.objects.filter(key=key).first()):
                return MatterYear.objects.get(pk=before.subject_id)
            raise
        lines = year.matters.order_by("position")
        made = {line.pk: make_commitment(_promise(year, line), actor=actor, grants=None, now=now) for line in lines}
        note_listed(year, made, actor=actor, now=now, key=key)
    return year


def _promise(year: MatterYear, line: Matter) -> Promise:
    """What the line promises. One issue behind it stands by itself; the cases of several are named one by one."""
    needs = nominations_of(line)
    issues = {one.issue_id for one in needs if one.issue_id is not None}
    return Promise(
        words=line.words,
        owner_id=line.owner_id,
        due_on=line.due_on,
        source=Source.MATTER,
        evidence_wanted=line.evidence_wanted,
        issue_id=issues.pop() if len(issues) == 1 else None,
        case_ids=tuple(cases_of([one.pk for one in needs]).values_list("pk", flat=True)),
        parts=tuple(_part(one) for one in line.milestones),
        office_id=year.office_id,
    )


def _part(milestone: dict[str, str | int]) -> PartOf:
    due_on = str(milestone["due_on"])
    return PartOf(str(milestone["words"]), int(milestone["weight"]), date.fromisoformat(due_on) if due_on else None)


def count_votes_due(now: datetime) -> int:
    """Count the votes whose last day is over; how many were."""
    today = calendar().local_date(now)
    due = MatterYear.objects.filter(stage=Stage.VOTING.value, vote_until__lt=today).values_list("pk", flat=True)
    for year_id in list(due):
        count_votes(year_id, now=now)
    return len(due)
