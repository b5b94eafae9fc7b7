"""Limits that come near, that passed, and that nobody met days later; an opinion that was not delivered.

A limit gives a signal where it still ran at the moment itself, whatever became of it later: so a sweep that comes late
writes the same rows as one that came in time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from huiying.core.deadlines import Measure
from huiying.core.procedures import PROCEDURES
from huiying.core.supervision.reminding import (
    LEVELS,
    Moment,
    Pace,
    at_instant,
    has_reminder,
    last_reminded,
    last_told_higher,
    pace_of_clock,
    told_higher_at,
)
from huiying.core.supervision.rules import NEAR, OFFICE_OWES, PAST, SENDER_OWES, UNSENT, WATCHED
from huiying.loop.supervise.watch import Watch, clean
from huiying.serve.casework.models import Deadline, Document
from huiying.serve.supervision.models import Signal
from huiying.serve.supervision.services.signals import Found

GROUPS = tuple(sorted(clock for clock in WATCHED if clock.startswith(prefix)) for prefix in ("C-", "H-"))
"""The clocks of each procedure: they share one pace."""
IN_MINUTES = frozenset(
    clock.id
    for table in PROCEDURES.values()
    for clock in table.clocks
    if clock.limit is not None and clock.limit.measure is Measure.minutes
)
DELIVERY, OPINION = "C-DELIVER", "D11"
RUNNING = Q(met_at=None, stopped_at=None)
_COLUMNS = (
    "pk", "case_id", "clock", "unit_id", "case__unit_id", "case__office_id", "case__sender_id",
    "started_at", "due_on", "due_at", "met_at", "stopped_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A limit of a case that the rules may look at."""

    pk: int
    case_id: int
    clock: str
    unit_id: int | None
    case_unit_id: int
    office_id: int
    sender_id: int | None
    started_at: datetime
    due_on: date
    due_at: datetime
    met_at: datetime | None
    stopped_at: datetime | None

    @property
    def ended_at(self) -> datetime | None:
        """When it was met or stopped."""
        return self.met_at or self.stopped_at

    @property
    def owes(self) -> int:
        """The unit that owed it: the one at which the clock began, or the office or sender that was to act on it."""
        if self.clock in OFFICE_OWES:
            return self.office_id
        if self.clock in SENDER_OWES:
            return self.sender_id or self.office_id
        return self.unit_id or self.case_unit_id

    def ran_at(self, at: datetime) -> bool:
        """Whether it still ran just before that instant: what ends with the very limit was not met in time."""
        return self.started_at <= at and (self.ended_at is None or self.ended_at >= at)


def near(watch: Watch) -> Iterator[Found]:
    """The unit is reminded some working days before its limit ends."""
    for clocks in GROUPS:
        pace = pace_of_clock(clocks[0], watch.settings)
        if pace.before:
            wanted = [clock for clock in clocks if clock not in IN_MINUTES]
            after, last = (last_reminded(day, watch.calendar, pace) for day in (watch.day_before, watch.today))
            for row in _rows(_of_days(wanted, after, last, watch)):
                moment = _reminder(row, pace, watch)
                if moment is not None and row.ran_at(moment.at):
                    yield _found(NEAR, row, moment, watch, days=pace.before)


def _reminder(row: Row, pace: Pace, watch: Watch) -> Moment | None:
    days = watch.calendar
    if not has_reminder(row.due_on, days, pace, days.local_date(row.started_at)):
        return None
    on = days.workday_before(row.due_on, pace.before)
    return Moment(0, days.instant(on, time.min), on)


def past(watch: Watch) -> Iterator[Found]:
    """A limit is over, and nobody met it days later: told one unit higher each time, three levels at most."""
    for level in LEVELS:
        for clocks in GROUPS:
            pace = pace_of_clock(clocks[0], watch.settings)
            for row in _late(clocks, level, pace, watch):
                moment = _moment(row, level, pace, watch)
                if row.ran_at(moment.at) and moment.at <= watch.now:
                    yield _found(PAST, row, moment, watch)


def _moment(row: Row, level: int, pace: Pace, watch: Watch) -> Moment:
    at = row.due_at if level == 1 else told_higher_at(row.due_on, level, watch.calendar, pace)
    return at_instant(level, at, watch.calendar)


def _late(clocks: list[str], level: int, pace: Pace, watch: Watch) -> list[Row]:
    """Those that still run and have no signal of this level, however long ago their moment was; and those that ended
    meanwhile, whose moment came since the last sweep."""
    if level == 1:
        still = RUNNING & Q(due_at__lte=watch.now)
        meanwhile = Deadline.objects.filter(clock__in=clocks, due_at__gte=watch.since, due_at__lte=watch.now)
    else:
        after, last = (last_told_higher(day, level, watch.calendar, pace) for day in (watch.day_before, watch.today))
        still = RUNNING & Q(due_at__lte=watch.calendar.end_of(last))
        meanwhile = _of_days(clocks, after, last, watch)
    ended = meanwhile.filter(Q(met_at__gte=F("due_at")) | Q(stopped_at__gte=F("due_at")))
    running = Deadline.objects.filter(still, clock__in=clocks, started_at__lte=watch.now)
    return [*_rows(_unsaid(running, PAST, level)), *_rows(_unsaid(ended, PAST, level))]


def _unsaid(rows: QuerySet[Deadline], rule: str, level: int) -> QuerySet[Deadline]:
    said = Signal.objects.filter(rule=rule, level=level, deadline=OuterRef("pk"), due_on=OuterRef("due_on"))
    return rows.filter(~Exists(said))


def _of_days(clocks: Iterable[str], after: date, last: date, watch: Watch) -> QuerySet[Deadline]:
    """Limits whose last day lies after `after` and no later than `last`; the instants are there for the index."""
    if after >= last:
        return Deadline.objects.none()
    ends = {"due_at__gt": watch.calendar.instant(after, time.min), "due_at__lte": watch.calendar.end_of(last)}
    return Deadline.objects.filter(clock__in=clocks, due_on__gt=after, due_on__lte=last, **ends)


def _rows(deadlines: QuerySet[Deadline]) -> list[Row]:
    """Of cases that rules may look at, the earliest first."""
    return [Row(*row) for row in deadlines.filter(clean("case__")).order_by("due_at", "pk").values_list(*_COLUMNS)]


def unsent(watch: Watch) -> Iterator[Found]:
    """An opinion is to reach the person within days of being signed, or it is noted why it cannot (条例 Art 23(2))."""
    seen = Deadline.objects.filter(clock=DELIVERY, due_at__gte=watch.since, due_at__lte=watch.now)
    still = Deadline.objects.filter(RUNNING, clock=DELIVERY, due_at__lte=watch.now, started_at__lte=watch.now)
    for row in {row.pk: row for rows in (seen, still) for row in _rows(_unsaid(rows, UNSENT, 1))}.values():
        made = Document.objects.filter(case=row.case_id, code=OPINION, made_at__lte=row.due_at).order_by("-made_at")
        paper = made.first()
        if row.ran_at(row.due_at) and paper is not None and not paper.exception:
            moment = at_instant(1, row.due_at, watch.calendar)
            day = watch.calendar.local_date(paper.made_at).isoformat()
            yield _found(UNSENT, row, moment, watch, paper=OPINION, made=day)


def _found(rule: str, row: Row, moment: Moment, watch: Watch, **facts: str | int) -> Found:
    unit, due = row.owes, row.due_on.isoformat()
    ended = row.ended_at
    return Found(
        rule=rule,
        key=f"{rule}:{row.pk}:{due}:{moment.level}",
        at=moment.at,
        on=moment.on,
        unit_id=unit,
        told_id=watch.told(unit, moment.level),
        level=moment.level,
        case_id=row.case_id,
        deadline_id=row.pk,
        due_on=row.due_on,
        clock=row.clock,
        facts={"clock": row.clock, "due": due, **facts},
        settled_at=ended if ended is not None and ended <= watch.now else None,
    )
