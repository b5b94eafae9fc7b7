"""The figures of a month as open data: a plain table of counts, from which every share and interval can be made again.

One row for each figure. `table`: all, unit, kind, place, unit_kind, unit_place (By); `rest` 1: everything of the table
that is not told line by line, together, so that each table adds up. `yes` is empty where there is no share.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from huiying.core.rates.intervals import Share
from huiying.core.rates.lines import By
from huiying.core.rates.measures import LeftOut, Measure

HEAD = (
    "month",
    "table",
    "unit",
    "unit_name",
    "kind",
    "place",
    "place_name",
    "rest",
    "measure",
    "yes",
    "all",
)
MOST_DIGITS = 12
_WHOLE = {By.UNIT: By.ALL, By.KIND: By.ALL, By.PLACE: By.ALL, By.UNIT_KIND: By.UNIT, By.UNIT_PLACE: By.UNIT}
_MEASURES = {one.value for one in (*Measure, *LeftOut)}


class NotFigures(Exception):
    """A row that is none of a scorecard; `line`: its number in the file, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: `yes` (None: no share) of `all`."""

    month: str
    by: By
    unit: str
    unit_name: str
    kind: str
    place: str
    place_name: str
    rest: bool
    measure: str
    yes: int | None
    all: int

    @property
    def share(self) -> Share | None:
        """The share, where it has one."""
        return Share(self.yes, self.all) if self.yes is not None else None


@dataclass(frozen=True, slots=True)
class Odd:
    """A table that does not add up: its lines give `found`, the line above them says `said`."""

    figure: Figure
    by: By
    found: tuple[int, int]
    said: tuple[int, int]


def read_figures(rows: Iterable[Mapping[str, str | None]]) -> Iterator[Figure]:
    """The rows of a file, by the names of its head. Raises NotFigures, also for a figure that stands twice."""
    seen = set()
    for line, row in enumerate(rows, 2):
        try:
            figure = _figure(row)
        except (KeyError, ValueError, TypeError) as err:
            raise NotFigures(line) from err
        key = (figure.month, figure.by, figure.unit, figure.kind, figure.place, figure.rest, figure.measure)
        if key in seen:
            raise NotFigures(line)
        seen.add(key)
        yield figure


def _figure(row: Mapping[str, str | None]) -> Figure:
    said = {name: row[name] or "" for name in HEAD}
    yes = _count(said["yes"]) if said["yes"] else None
    if len(row) > len(HEAD) or said["measure"] not in _MEASURES or said["rest"] not in ("0", "1"):
        raise ValueError
    figure = Figure(
        month=said["month"],
        by=By(said["table"]),
        unit=said["unit"],
        unit_name=said["unit_name"],
        kind=said["kind"],
        place=said["place"],
        place_name=said["place_name"],
        rest=said["rest"] == "1",
        measure=said["measure"],
        yes=yes,
        all=_count(said["all"]),
    )
    if yes is not None:
        Share(yes, figure.all)
    return figure


def _count(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS):
        raise ValueError(said)
    return int(said)


def odd_tables(figures: Iterable[Figure]) -> list[Odd]:
    """The tables whose lines do not add up to the line that stands for them all."""
    tables: dict[tuple[str, str, str, By], list[Figure]] = defaultdict(list)
    wholes: dict[tuple[str, str, str, By], Figure] = {}
    for one in figures:
        tables[one.month, one.measure, one.unit if one.by in (By.UNIT_KIND, By.UNIT_PLACE) else "", one.by].append(one)
        if one.by is By.ALL or (one.by is By.UNIT and not one.rest):
            wholes[one.month, one.measure, one.unit, one.by] = one
    return list(_odd(tables, wholes))


def _odd(
    tables: Mapping[tuple[str, str, str, By], list[Figure]], wholes: Mapping[tuple[str, str, str, By], Figure]
) -> Iterator[Odd]:
    for (month, measure, unit, by), lines in tables.items():
        if by is By.ALL:
            continue
        whole = wholes.get((month, measure, unit, _WHOLE[by]))
        found = _counts(lines)
        said = _counts([whole]) if whole is not None else (0, 0)
        if found != said:
            yield Odd(lines[0], by, found, said)


def _counts(lines: Iterable[Figure]) -> tuple[int, int]:
    rows = list(lines)
    return sum(one.yes or 0 for one in rows), sum(one.all for one in rows)
