"""On which day a meeting with a fixed period comes together.

信访工作条例 Art 13(2) asks for sound rules of the local joint meeting and names no period: how often it meets is the
office's choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from huiying.core.workdays import Calendar

LAST = 5
"""As `nth`: the last such weekday of the month, be it the fourth or the fifth."""
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `every` months on the `nth` (1 to 4, LAST) weekday `weekday` (0: Monday) of the month.

    ValueError for what no month has.
    """

    every: int
    nth: int
    weekday: int

    def __post_init__(self) -> None:
        if not (1 <= self.every <= MOST_MONTHS and 1 <= self.nth <= LAST and 0 <= self.weekday <= 6):
            raise ValueError("no month has such a day")


def day_in_month(rhythm: Rhythm, month: date, calendar: Calendar) -> date:
    """The day of the meeting of that month (any day of it names it); a day of rest moves to the next working day.

    The moved day may lie in the next month.
    """
    first = month.replace(day=1)
    day = first + timedelta(days=(rhythm.weekday - first.weekday()) % 7 + 7 * (rhythm.nth - 1))
    if rhythm.nth == LAST and day.month != first.month:
        day -= timedelta(days=7)
    return calendar.next_workday(day)


def next_day(rhythm: Rhythm, after: date, calendar: Calendar, *, last: date | None = None) -> date:
    """The first day of the series later than `after`. `last`: its latest meeting, from whose month months are counted.

    A meeting that was moved by hand counts for the month whose regular day is nearest.
    """
    if last is None:
        months = _months(_add(after, -1), 1)
    else:
        months = _months(_add(_month_of(rhythm, last, calendar), rhythm.every), rhythm.every)
    return next(day for month in months if (day := day_in_month(rhythm, month, calendar)) > after)


def _month_of(rhythm: Rhythm, day: date, calendar: Calendar) -> date:
    """The first day of the month to which a meeting on `day` belongs."""
    near = [_add(day, step) for step in (-1, 0, 1)]
    return min(near, key=lambda month: abs(day_in_month(rhythm, month, calendar) - day))


def _months(first: date, every: int) -> Iterator[date]:
    month = first
    while True:
        yield month
        month = _add(month, every)


def _add(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
