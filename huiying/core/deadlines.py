"""When a limit ends and how a running limit stands. docs/algorithms/deadlines.md has the worked examples.

Sources: 民法典 Arts 200-204; 信访工作条例 Arts 22, 23, 34-36. A limit in 日 counts calendar days and its last day moves
past days of rest; a limit in 工作日 counts working days and never needs to move.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from huiying.core.workdays import Calendar

_Point = TypeVar("_Point", int, datetime)
_Spans = list[tuple[int, int]]


class Measure(StrEnum):
    """What a limit counts. Minutes run round the clock; half working days end at noon and at closing."""

    days = "days"
    workdays = "workdays"
    half_workdays = "half_workdays"
    minutes = "minutes"


_PER_DAY = {Measure.days: 1, Measure.workdays: 1, Measure.half_workdays: 2, Measure.minutes: 24 * 60}
_COUNTS_WORKDAYS = frozenset({Measure.workdays, Measure.half_workdays})
_SOON = {Measure.days: 3, Measure.workdays: 2}


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of at least 1 in its measure, as the article states it, without extension."""

    length: int
    measure: Measure

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("a limit is at least 1 long")


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that is not counted; every local day it touches, its first and last included. `end` None: still on."""

    start: datetime
    end: datetime | None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or (self.end is not None and self.end.tzinfo is None):
            raise ValueError("an instant needs a time zone")
        if self.end is not None and self.end < self.start:
            raise ValueError("a pause cannot end before it starts")


@dataclass(frozen=True, slots=True)
class Due:
    """Where a limit ends.

    `on`: local date, the last day in time. `target`: the last day before it moved past days of rest.
    `at`: UTC, the first instant that is late. `provisional`: a day beyond the published calendar had a say.
    `paused_on`: local day on which a pause began that is still on; the dates then assume that it ends on that day.
    """

    on: date
    target: date
    at: datetime
    measure: Measure
    provisional: bool
    paused_on: date | None = None


def due(
    started_at: datetime,
    limit: Limit,
    calendar: Calendar,
    *,
    rollover: bool = True,
    extra_days: int = 0,
    pauses: Sequence[Pause] = (),
) -> Due:
    """Where `limit` ends when the event that starts it was at `started_at`.

    The local day (half day) of the event is 0. `extra_days`: the extension, in working days where the limit counts
    those; the total is counted from the first day and moved once. `rollover` False: a last day of rest stays.
    ValueError for a datetime without a time zone or a negative extension.
    """
    day = calendar.local_date(started_at)
    if limit.measure is Measure.minutes:
        return _due_by_minutes(started_at.astimezone(UTC), _total(limit, extra_days), calendar, pauses)
    if limit.measure is Measure.half_workdays:
        in_morning = calendar.local(started_at).time() < calendar.noon
        return _due_by_halves(day, _total(limit, extra_days), calendar, pauses, in_morning=in_morning)
    return due_from_day(day, limit, calendar, rollover=rollover, extra_days=extra_days, pauses=pauses)


def due_from_day(
    day: date,
    limit: Limit,
    calendar: Calendar,
    *,
    rollover: bool = True,
    extra_days: int = 0,
    pauses: Sequence[Pause] = (),
) -> Due:
    """As `due`, from a local day without an hour (a paper stamped on that day): that whole day is day 0.

    ValueError for a limit in minutes, which needs an instant, and for a negative extension.
    """
    total = _total(limit, extra_days)
    if limit.measure is Measure.minutes:
        raise ValueError("a limit in minutes starts at an instant, not on a day")
    if limit.measure is Measure.half_workdays:
        return _due_by_halves(day, total, calendar, pauses, in_morning=False)
    works = limit.measure is Measure.workdays
    spans = _paused_days(pauses, calendar)
    target = _last_day(day, total, calendar, spans, workdays=works)
    on = _roll(target, calendar, spans) if rollover else target
    at = calendar.end_of(on)
    provisional = (works or rollover) and on > calendar.published_through
    return Due(on, target, at, limit.measure, provisional, _paused_on(day, at, calendar, pauses))


def _total(limit: Limit, extra_days: int) -> int:
    if extra_days < 0:
        raise ValueError("an extension cannot shorten a limit")
    return limit.length + extra_days * _PER_DAY[limit.measure]


def _due_by_minutes(start: datetime, minutes: int, calendar: Calendar, pauses: Sequence[Pause]) -> Due:
    at = start + timedelta(minutes=minutes)
    for begin, end in _disjoint((p.start.astimezone(UTC), (p.end or p.start).astimezone(UTC)) for p in pauses):
        begin = max(begin, start)
        if begin < at and begin < end:
            at += end - begin
    on = calendar.local_date(at - timedelta.resolution)
    return Due(on, on, at, Measure.minutes, False, _paused_on(calendar.local_date(start), at, calendar, pauses))


def _due_by_halves(day: date, halves: int, calendar: Calendar, pauses: Sequence[Pause], *, in_morning: bool) -> Due:
    """The half day of the event is half 0; from the morning of a working day its afternoon is the first to count."""
    spans = _paused_days(pauses, calendar)
    if in_morning and calendar.is_workday(day) and not _covers(spans, day.toordinal()):
        halves -= 1
    on = _last_day(day, (halves + 1) // 2, calendar, spans, workdays=True) if halves else day
    at = calendar.instant(on, calendar.noon if halves % 2 else calendar.closing)
    provisional = on > calendar.published_through
    return Due(on, on, at, Measure.half_workdays, provisional, _paused_on(day, at, calendar, pauses))


def _last_day(start: date, total: int, calendar: Calendar, spans: _Spans, *, workdays: bool) -> date:
    """The day on which `total` days that count have passed since `start`, paused days left out."""
    target = _reach(start, total, calendar, workdays=workdays)
    for first, last in spans:
        first = max(first, start.toordinal() + 1)
        if first <= last and first <= target.toordinal():
            before, through = date.fromordinal(first - 1), date.fromordinal(last)
            total += calendar.workdays_between(before, through) if workdays else (through - before).days
            target = _reach(start, total, calendar, workdays=workdays)
    return target


def _reach(start: date, days: int, calendar: Calendar, *, workdays: bool) -> date:
    return calendar.add_workdays(start, days) if workdays else start + timedelta(days=days)


def _roll(target: date, calendar: Calendar, spans: _Spans) -> date:
    """`target`, or the first working day after it that is not paused (民法典 Art 203)."""
    on = calendar.next_workday(target)
    for first, last in spans:
        if first <= on.toordinal() <= last:
            on = calendar.next_workday(date.fromordinal(last + 1))
    return on


def _paused_days(pauses: Sequence[Pause], calendar: Calendar) -> _Spans:
    """Local days touched by the pauses as ordinals, both ends inclusive, ascending, disjoint."""
    return _disjoint(
        (calendar.local_date(p.start).toordinal(), calendar.local_date(p.end or p.start).toordinal()) for p in pauses
    )


def _disjoint(spans: Iterable[tuple[_Point, _Point]]) -> list[tuple[_Point, _Point]]:
    """The same points covered, ascending, overlaps merged."""
    merged: list[tuple[_Point, _Point]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _covers(spans: _Spans, ordinal: int) -> bool:
    return any(first <= ordinal <= last for first, last in spans)


def _paused_on(day: date, at: datetime, calendar: Calendar, pauses: Sequence[Pause]) -> date | None:
    """The local day on which a pause that is still on stopped the clock, not before day 0; none once it was late."""
    still_on = [max(calendar.local_date(p.start), day) for p in pauses if p.end is None and p.start < at]
    return min(still_on, default=None)


class Mark(StrEnum):
    """How a limit stands, for the due tag."""

    far = "far"
    soon = "soon"
    today = "today"
    over = "over"
    met = "met"
    paused = "paused"


@dataclass(frozen=True, slots=True)
class Standing:
    """`count` in `unit` (days 日 or workdays 工作日): left when far, soon, today or paused; days late when over or met.

    `late`: over, or met after the end. A limit in minutes or half days may be late by 0 days.
    """

    kind: Mark
    count: int
    unit: Measure
    late: bool = False


def standing(due: Due, now: datetime, calendar: Calendar, *, met_at: datetime | None = None) -> Standing:
    """How the limit stands at `now`: soon is at most 3 days or 2 working days before the last day.

    `met_at`: when it was met, if it was; then `now` plays no part. Lateness counts calendar days after the last day.
    ValueError for a datetime without a time zone.
    """
    today = calendar.local_date(now)
    if met_at is not None:
        return _past(Mark.met, due, met_at, calendar)
    if due.paused_on is not None:
        return _left(Mark.paused, due, due.paused_on, due.target, calendar)
    if now >= due.at:
        return _past(Mark.over, due, now, calendar)
    if today >= due.on:
        return _left(Mark.today, due, due.on, due.on, calendar)
    left = _left(Mark.far, due, today, due.on, calendar)
    return replace(left, kind=Mark.soon) if left.count <= _SOON[left.unit] else left


def _past(kind: Mark, due: Due, instant: datetime, calendar: Calendar) -> Standing:
    days = max(0, (calendar.local_date(instant) - due.on).days)
    return Standing(kind, days, Measure.days, late=instant >= due.at)


def _left(kind: Mark, due: Due, since: date, until: date, calendar: Calendar) -> Standing:
    if due.measure in _COUNTS_WORKDAYS:
        return Standing(kind, calendar.workdays_between(since, until), Measure.workdays)
    return Standing(kind, (until - since).days, Measure.days)
