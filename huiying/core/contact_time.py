"""The times that a contact report is about: quarters and half-years of the calendar."""

import re
from dataclasses import dataclass
from datetime import date

from huiying.core.economy import Quarter, quarter_of, read_quarter

_HALF = re.compile(r"(20[0-9]{2})-h([12])")
HALF = 2


@dataclass(frozen=True, slots=True)
class Period:
    """`first` to `last`, both included. `written`: 2026-4 or 2026-h2, as it stands in addresses."""

    first: date
    last: date
    written: str

    @property
    def half(self) -> bool:
        """Whether it is a half-year."""
        return "h" in self.written


def of_quarter(quarter: Quarter) -> Period:
    """The quarter as a period."""
    return Period(quarter.first, quarter.last, str(quarter))


def of_half(year: int, half: int) -> Period:
    """The first or second half of a year."""
    last = Quarter(year, HALF * half)
    return Period(last.moved(-1).first, last.last, f"{year}-h{half}")


def read_period(written: str) -> Period | None:
    """What 2026-4 or 2026-h2 means; None for anything else."""
    if (quarter := read_quarter(written)) is not None:
        return of_quarter(quarter)
    found = _HALF.fullmatch(written)
    return of_half(int(found[1]), int(found[2])) if found else None


def period_between(first: date, last: date) -> Period:
    """The quarter or half-year with these ends. Raises ValueError for other ends."""
    start, end = quarter_of(first), quarter_of(last)
    if (start.first, end.last) == (first, last):
        if start == end:
            return of_quarter(start)
        if end.number % HALF == 0 and end.moved(-1) == start:
            return of_half(end.year, end.number // HALF)
    raise ValueError(f"{first} to {last} is neither a quarter nor a half-year")


def periods_up_to(today: date, quarters: int) -> list[Period]:
    """The running and the last quarters, as many as asked for, and the half-years that end in them, newest first."""
    found: list[Period] = []
    for back in range(quarters):
        quarter = quarter_of(today).moved(-back)
        if quarter.number % HALF == 0:
            found.append(of_half(quarter.year, quarter.number // HALF))
        found.append(of_quarter(quarter))
    return found
