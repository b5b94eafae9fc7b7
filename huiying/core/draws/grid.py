"""Where and when an unannounced check may go: every channel × place × week of the period is one cell.

A cell is written "phone 12 柳河镇 2026-W49": the channel, the number and name of the place, the week of ISO 8601.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `place`: its number; `monday`: the first day of the week."""

    channel: str
    place: int
    place_name: str
    monday: date

    @property
    def name(self) -> str:
        """As it stands in the list."""
        year, week, _day = self.monday.isocalendar()
        return f"{self.channel} {self.place} {'_'.join(self.place_name.split())} {year}-W{week:02d}"


def cells(channels: Iterable[str], places: Iterable[tuple[int, str]], start: date, end: date) -> list[Cell]:
    """Every cell of a period. `places`: number and name; both days inclusive, only weeks that lie wholly within."""
    weeks = list(whole_weeks(start, end))
    where = list(places)
    return [Cell(channel, number, name, monday) for channel in channels for number, name in where for monday in weeks]


def whole_weeks(start: date, end: date) -> Iterator[date]:
    """The Mondays of the weeks from Monday to Sunday that lie within, both days inclusive."""
    monday = start + timedelta(days=-start.weekday() % WEEK_DAYS)
    while monday + timedelta(days=WEEK_DAYS - 1) <= end:
        yield monday
        monday += timedelta(days=WEEK_DAYS)


def cell_of(name: str) -> Cell:
    """The cell of that name. Raises ValueError."""
    channel, number, place_name, week = name.split(" ")
    year, _, in_year = week.partition("-W")
    return Cell(channel, int(number), place_name, date.fromisocalendar(int(year), int(in_year), 1))
