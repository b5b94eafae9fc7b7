"""A second, slow answer to "when does this limit end?", written only to disagree with the engine.

It walks one day (or one minute) at a time and asks of each only "does it count?": no arithmetic on the calendar, no
tables, no spans. Pauses are plain sets of local days.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from datetime import date, timedelta

NOTHING: Set[date] = frozenset()


def rests(day: date, exceptions: Mapping[date, bool]) -> bool:
    if day in exceptions:
        return not exceptions[day]
    return day.strftime("%w") in ("0", "6")


def days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day


def walk(start: date, steps: int, counts: Callable[[date], bool]) -> date:
    """The day of the last step, when only days that count are steps; `start` is where one stands before the first."""
    for day in days_after(start):
        if counts(day):
            steps -= 1
            if steps == 0:
                return day
    raise AssertionError("time ended")


def last_day_by_days(
    start: date, days: int, exceptions: Mapping[date, bool], *, rollover: bool, paused: Set[date] = NOTHING
) -> date:
    day = walk(start, days, lambda d: d not in paused)
    while rollover and (rests(day, exceptions) or day in paused):
        day += timedelta(days=1)
    return day


def last_day_by_workdays(start: date, days: int, exceptions: Mapping[date, bool], paused: Set[date] = NOTHING) -> date:
    return walk(start, days, lambda d: not rests(d, exceptions) and d not in paused)


def last_half(
    start: date, hour: int, halves: int, exceptions: Mapping[date, bool], paused: Set[date] = NOTHING
) -> tuple[date, int]:
    """Day and hour (12 or 18) at which the last half working day ends, hour by hour."""
    day, clock, standing_in = start, hour, half_of(start, hour, exceptions, paused)
    while True:
        clock += 1
        if clock == 24:
            day, clock = day + timedelta(days=1), 0
        here = half_of(day, clock, exceptions, paused)
        if here is not None and here != standing_in:
            halves -= 1
            if halves == 0:
                return day, 12 if here[1] == "morning" else 18
        standing_in = here


def half_of(day: date, hour: int, exceptions: Mapping[date, bool], paused: Set[date]) -> tuple[date, str] | None:
    if hour >= 18 or rests(day, exceptions) or day in paused:
        return None
    return day, "morning" if hour < 12 else "afternoon"
