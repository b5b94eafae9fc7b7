"""A year's notice of holidays is out: limits that were counted without it are counted anew.

A limit keeps its length, its start and its extension; only the days of rest it is counted over change. Limits whose
day was named by a person, and limits that are met or stopped, stay as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from huiying.core.deadlines import Due, Limit, Measure, due
from huiying.core.procedures import procedure
from huiying.core.procedures.model import Holder
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.foundation.office.models import CalendarYear
from huiying.foundation.office.selectors import calendar
from huiying.foundation.office.services import publish_calendar_year
from huiying.foundation.office.services.notices import NoticeDay
from huiying.serve.casework.models import Case, Deadline

BATCH = 200
_MEASURES = {
    Measure.days: (Measure.days,),
    Measure.workdays: (Measure.workdays,),
    # A clock in half days that stood while the case was withdrawn goes on in whole ones.
    Measure.half_workdays: (Measure.half_workdays, Measure.workdays),
    Measure.minutes: (),
}


@dataclass(frozen=True, slots=True)
class Published:
    """`moved`: limits whose last day changed; `settled`: those that are no longer provisional, moved or not."""

    year: CalendarYear
    moved: int
    settled: int


def publish_year(
    year: int, *, actor: Actor, now: datetime, days: Iterable[NoticeDay], source: str, key: str | None = None
) -> Published:
    """Enter a year's notice and count the running limits anew that it touches, in one transaction.

    Raises what `publish_calendar_year` raises.
    """
    with transaction.atomic():
        old = calendar()
        row = publish_calendar_year(year, actor=actor, now=now, days=days, source=source, key=key)
        moved, settled = _recount(year, old, calendar(), actor, now)
    return Published(row, moved, settled)


def _recount(year: int, old: Calendar, new: Calendar, actor: Actor, now: datetime) -> tuple[int, int]:
    """The provisional running limits, and those due in the year or in the December before it."""
    first = date(year - 1, 12, 1)
    rows = Deadline.objects.filter(
        Q(provisional=True) | Q(due_on__gte=first, due_on__year__lte=year), met_at__isnull=True, stopped_at__isnull=True
    ).select_related("case")
    changes = [(row, ends) for row in rows if (ends := recounted(row, old, new)) is not None]
    settled = sum(row.provisional and not ends.provisional for row, ends in changes)
    moved = [(row, row.due_on, ends) for row, ends in changes if (row.due_on, row.due_at) != (ends.on, ends.at)]
    for row, ends in changes:
        row.due_on, row.target_on, row.due_at, row.provisional = ends.on, ends.target, ends.at, ends.provisional
    Deadline.objects.bulk_update([row for row, _ in changes], ["due_on", "target_on", "due_at", "provisional"], BATCH)
    _repeat_on_cases(row.case for row, _, _ in moved)
    record_many(_entries(moved, actor, now))
    return len(moved), settled


def recounted(row: Deadline, old: Calendar, new: Calendar) -> Due | None:
    """Where the limit ends by the new calendar; None when the old one does not explain its day, or nothing changes."""
    for measure in _measures(row):
        for length in _lengths(row, measure, old):
            for rollover in (True, False):
                if _explains(row, due(row.started_at, Limit(length, measure), old, rollover=rollover)):
                    ends = due(row.started_at, Limit(length, measure), new, rollover=rollover)
                    return None if _explains(row, ends) and row.provisional == ends.provisional else ends
    return None


def _measures(row: Deadline) -> tuple[Measure, ...]:
    limit = procedure(row.case.procedure).clock(row.clock).limit
    return _MEASURES[limit.measure] if limit is not None else ()


def _lengths(row: Deadline, measure: Measure, old: Calendar) -> range:
    """The whole length, extension included, that reaches the unmoved last day."""
    start = old.local_date(row.started_at)
    if measure is Measure.days:
        whole = (row.target_on - start).days
        return range(whole, whole + 1) if whole > 0 else range(0)
    whole = old.workdays_between(start, row.target_on)
    if measure is Measure.half_workdays:
        return range(max(1, 2 * whole - 1), 2 * whole + 2)
    return range(whole, whole + 1) if whole > 0 else range(0)


def _explains(row: Deadline, ends: Due) -> bool:
    return (row.due_on, row.target_on, row.due_at) == (ends.on, ends.target, ends.at)


def _repeat_on_cases(cases: Iterable[Case]) -> None:
    """`next_due_at` and `next_clock` repeat the first limit of the office that still runs."""
    for case in {case.pk: case for case in cases}.values():
        rows = Deadline.objects.filter(case=case, met_at__isnull=True, stopped_at__isnull=True)
        table = procedure(case.procedure)
        owed = [row for row in rows if table.clock(row.clock).holder is Holder.OFFICE]
        if first := min(owed, key=lambda row: row.due_at, default=None):
            Case.objects.filter(pk=case.pk).update(next_due_at=first.due_at, next_clock=first.clock)


def _entries(moved: list[tuple[Deadline, date, Due]], actor: Actor, now: datetime) -> Iterator[Entry]:
    for row, before, ends in moved:
        public = {"clock": row.clock, "before": before.isoformat(), "after": ends.on.isoformat()}
        yield Entry("office.clocks_recounted", row.case, actor, now, public=public)
