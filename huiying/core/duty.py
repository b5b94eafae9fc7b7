"""Who is on duty 值班 at a moment, where nobody is, and who is called next. Spans are half-open: without their end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiying.core.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` on until just before `end`; both are instants with their zone."""

    start: datetime
    end: datetime

    def covers(self, at: datetime) -> bool:
        """Whether `at` lies in it."""
        return self.start <= at < self.end

    def meets(self, other: "Span") -> bool:
        """Whether both have an instant in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Watch:
    """One shift. `people`: ids, who is on duty first, then the substitutes in the order in which they are called."""

    span: Span
    people: tuple[int, ...]


def span_on(day: date, begins: time, ends: time, calendar: Calendar) -> Span:
    """The shift that begins on the local `day`; one that does not end later than it begins ends on the next day."""
    last = day if ends > begins else day + timedelta(days=1)
    return Span(calendar.instant(day, begins), calendar.instant(last, ends))


def moved(span: Span, days: int, calendar: Calendar) -> Span:
    """The same local hours so many days later: where clocks are put forward the shift is shorter, not moved."""

    def later(at: datetime) -> datetime:
        here = calendar.local(at)
        return calendar.instant(here.date() + timedelta(days=days), here.time())

    return Span(later(span.start), later(span.end))


def on_duty(watches: Iterable[Watch], at: datetime) -> tuple[int, ...]:
    """Everybody who stands in a shift at `at`, in the order in which they are called, each once.

    Of shifts that overlap the one that began last comes first: it is the exception that somebody put in.
    """
    now = sorted((one for one in watches if one.span.covers(at)), key=lambda one: one.span.start, reverse=True)
    first = [one.people[0] for one in now if one.people]
    rest = [person for one in now for person in one.people[1:]]
    return tuple(dict.fromkeys([*first, *rest]))


def gaps(watches: Iterable[Watch], within: Span) -> list[Span]:
    """The parts of `within` in which nobody is on duty, in order. A shift without people covers nothing."""
    found, reached = [], within.start
    manned = (one.span for one in watches if one.people and one.span.meets(within))
    for one in sorted(manned, key=lambda span: span.start):
        if one.start > reached:
            found.append(Span(reached, one.start))
        reached = max(reached, one.end)
    if reached < within.end:
        found.append(Span(reached, within.end))
    return found


def next_to_call(
    order: Sequence[int], called: Sequence[int], last_at: datetime | None, *, now: datetime, wait: timedelta
) -> int | None:
    """Who is called now: the first of `order` who was not, once the last call has waited; None for nobody yet or left.

    `called`: those who were, `last_at` the last time. A clock that was put back only makes the wait longer, and one
    that jumps ahead brings one call, not many.
    """
    if last_at is not None and now - last_at < wait:
        return None
    return next((person for person in order if person not in called), None)
