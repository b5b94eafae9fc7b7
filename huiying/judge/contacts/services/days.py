"""Noting how a leader spent a day, until a calendar tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff
from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.errors import DayWrong, ReportNamesSomebody, ReportNotFound
from huiying.judge.contacts.events import DAY_NOTED, DAY_REMOVED
from huiying.judge.contacts.models import ContactDay
from huiying.judge.contacts.selectors.rights import LEADER_OR_OFFICE, need, prepares
from huiying.serve.coordination.services.holding import somebody_named

WHOLE_DAY = 2
MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Spent:
    """`halves`: 1 or 2 half-days; `place_id` None: not of one place."""

    on: date
    kind: DayKind
    halves: int = 1
    place_id: int | None = None
    words: str = ""


@once
def note_day(
    leader: Staff,
    spent: Spent,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> ContactDay:
    """Note it, or note it anew. Raises MayNotReport, ReportNotFound, DayWrong, ReportNamesSomebody."""
    with transaction.atomic():
        if (before := done_before(key)) is not None:
            if (there := ContactDay.objects.filter(pk=before.subject_id).first()) is None:
                raise ReportNotFound  # noted once, and taken out since
            return there
        need(prepares(leader, actor, grants), LEADER_OR_OFFICE)
        leader = Staff.objects.select_for_update().get(pk=leader.pk)  # two notes of one day after each other
        _refuse(leader, spent, now)
        told = {"halves": spent.halves, "place_id": spent.place_id, "words": spent.words.strip()[:MOST_WORDS]}
        by = {"source": "typed", "noted_at": now, "noted_by_id": actor.staff_id or 0}
        day, _ = ContactDay.objects.update_or_create(
            leader=leader, on=spent.on, kind=spent.kind.value, defaults=told | by
        )
        plain = {"leader": leader.pk, "on": spent.on.isoformat(), "kind": day.kind, "halves": day.halves}
        private = {"words": day.words} if day.words else {}
        record(DAY_NOTED.name, day, actor=actor, now=now, public=plain, private=private, key=key)
    return day


def remove_day(day_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None) -> None:
    """Take out what was noted wrongly. Raises ReportNotFound, MayNotReport."""
    with transaction.atomic():
        if key is not None and Event.objects.filter(key=key).exists():
            return
        day = (
            ContactDay.objects.select_for_update(of=("self",)).select_related("leader__unit").filter(pk=day_id).first()
        )
        if day is None:
            raise ReportNotFound
        need(prepares(day.leader, actor, grants), LEADER_OR_OFFICE)
        plain = {"leader": day.leader_id, "on": day.on.isoformat(), "kind": day.kind, "halves": day.halves}
        record(DAY_REMOVED.name, day, actor=actor, now=now, public=plain, key=key)
        day.delete()


def _refuse(leader: Staff, spent: Spent, now: datetime) -> None:
    others = ContactDay.objects.filter(leader=leader, on=spent.on).exclude(kind=spent.kind.value)
    whole = (others.aggregate(sum=Sum("halves"))["sum"] or 0) + spent.halves
    if spent.on > calendar().local_date(now) or spent.halves not in (1, WHOLE_DAY) or whole > WHOLE_DAY:
        raise DayWrong
    if (what := somebody_named([spent.words], [], now=now)) is not None:
        raise ReportNamesSomebody(what=what)
