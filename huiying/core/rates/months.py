"""A calendar month, as it stands in addresses, files and keys: 2026-10."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = 12
_WRITTEN = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar; `number` from 1 to 12."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    def moved(self, by: int) -> "Month":
        """The month that is `by` months later, or earlier."""
        years, number = divmod(self.number - 1 + by, MONTHS)
        return Month(self.year + years, number + 1)


def month_of(day: date) -> Month:
    """The month that `day` is in."""
    return Month(day.year, day.month)


def read_month(said: str) -> Month | None:
    """The month that is written as 2026-10; None for anything else."""
    found = _WRITTEN.fullmatch(said)
    return Month(int(found[1]), int(found[2])) if found else None
