"""What of a month may be told: all, by unit, by kind, by place, and each unit by kind and by place.

No cell below FEWEST is told, nor can one be worked out from everything that is told together: not from one table and
another, and not from all of them at once (docs/algorithms/scorecards.md).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from huiying.core.disclosure import FEWEST
from huiying.core.rates.protection import Unprotected, hidden_cells

Key = Hashable
One = TypeVar("One", bound=Hashable)


class Cell(NamedTuple):
    """People of a unit, a kind and a place."""

    unit: Key
    kind: Key
    place: Key


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of one measure. What is not in here is hidden; `whole`: whether the sum of all is told."""

    whole: bool
    units: frozenset[Key]
    kinds: frozenset[Key]
    places: frozenset[Key]
    unit_kinds: frozenset[tuple[Key, Key]]
    unit_places: frozenset[tuple[Key, Key]]


NOTHING = Told(False, frozenset(), frozenset(), frozenset(), frozenset(), frozenset())


@dataclass(slots=True)
class _Kept:
    """The margins that are told so far, and those that had to go although they are large enough."""

    people: Mapping[Key, int]
    gone: set[Key] = field(default_factory=set)

    def told(self) -> frozenset[Key]:
        return shown_lines(self.people, self.gone)

    def drop(self, keys: Iterable[Key]) -> None:
        """Take the smallest of `keys` away."""
        self.gone.add(min(keys, key=lambda key: (self.people[key], str(key))))


def shown_lines(people: Mapping[Key, int], gone: Iterable[Key] = ()) -> frozenset[Key]:
    """Which lines of a table may be told when their sum is: those with few people go, and the smallest of the others
    until the rest holds nobody or at least FEWEST; of equal ones all, for which of them went would tell.

    `gone`: lines that go in any case.
    """
    away = set(gone)
    told = {key: n for key, n in people.items() if n >= FEWEST and key not in away}
    whole = sum(people.values())
    while told and 0 < whole - sum(told.values()) < FEWEST:
        least = min(told.values())
        told = {key: n for key, n in told.items() if n > least}
    return frozenset(told)


def suppress(people: Mapping[Cell, int]) -> Told:
    """What may be told of a measure of which `people` answered, or of which so many limits ended."""
    units = _Kept(_summed((cell.unit, n) for cell, n in people.items()))
    kinds = _Kept(_summed((cell.kind, n) for cell, n in people.items()))
    places = _Kept(_summed((cell.place, n) for cell, n in people.items()))
    by_kind = _summed(((cell.unit, cell.kind), n) for cell, n in people.items())
    by_place = _summed(((cell.unit, cell.place), n) for cell, n in people.items())
    if sum(people.values()) < FEWEST:
        return NOTHING
    while True:
        unit_kinds = _pairs(by_kind, units, kinds)
        unit_places = _pairs(by_place, units, places) if unit_kinds is not None else None
        if unit_kinds is not None and unit_places is not None:
            return Told(True, units.told(), kinds.told(), places.told(), unit_kinds, unit_places)


def _pairs(people: Mapping[tuple[Key, Key], int], rows: _Kept, columns: _Kept) -> frozenset[tuple[Key, Key]] | None:
    """The cells that may be told; None: the margin of a column had to go, everything begins anew.

    Lines that are not told stand together in one row, or column, of the rest: of them no more is told than their sum.
    Rows never go for a cell: with all columns in one rest its cells are the rows themselves, of which none is few.
    """
    named_rows, named_columns = _ordered(rows.told()), _ordered(columns.told())
    row_at = {key: at for at, key in enumerate(named_rows)}
    column_at = {key: at for at, key in enumerate(named_columns)}
    table = [[0] * (len(named_columns) + 1) for _ in range(len(named_rows) + 1)]
    for (row, column), n in people.items():
        table[row_at.get(row, len(named_rows))][column_at.get(column, len(named_columns))] += n
    hidden = hidden_cells(table)
    if isinstance(hidden, Unprotected):
        columns.drop(named_columns[hidden.column : hidden.column + 1] or named_columns)
        return None
    told = {(row, column) for row in named_rows for column in named_columns if people.get((row, column), 0) >= FEWEST}
    return frozenset(cell for cell in told if (row_at[cell[0]], column_at[cell[1]]) not in hidden)


def _ordered(keys: Iterable[Key]) -> list[Key]:
    return sorted(keys, key=str)


def _summed(rows: Iterable[tuple[One, int]]) -> dict[One, int]:
    counted: Counter[One] = Counter()
    for key, n in rows:
        counted[key] += n
    return dict(counted)
