"""What of a month may be told: all, by unit, by kind, by place, and each unit by kind and by place.

No cell below FEWEST is told, nor can one be worked out from everything that is told together: not from one table and
another, and not from all of them at once (docs/algorithms/scorecards.md).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from huiying.core.disclosure import FEWEST
from huiying.core.rates.protection import hidden_lines

Key = Hashable
One = TypeVar("One", bound=Hashable)
Node = tuple[str, Key]
Edge = tuple[Node, Node]


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


def shown_lines(people: Mapping[One, int]) -> frozenset[One]:
    """Which lines of a table may be told when their sum is: those with few people go, and the smallest of the others
    until the rest holds nobody or at least FEWEST; of equal ones all, for which of them went would tell.
    """
    told = {key: n for key, n in people.items() if n >= FEWEST}
    whole = sum(people.values())
    while told and 0 < whole - sum(told.values()) < FEWEST:
        least = min(told.values())
        told = {key: n for key, n in told.items() if n > least}
    return frozenset(told)


def suppress(people: Mapping[Cell, int]) -> Told:
    """What may be told of a measure of which `people` answered, or of which so many limits ended."""
    if sum(people.values()) < FEWEST:
        return NOTHING
    joint = _Joint(people)
    hidden = hidden_lines(joint.people, gone=joint.not_shown(), price=joint.prices(), goes_with=joint.cells_of)
    return joint.told(hidden) if hidden is not None else NOTHING


class _At(StrEnum):
    """Where people are on their way from all of them, by kind, into their unit, out of it, by place, to all again."""

    KINDS = "kinds"
    KIND = "kind"
    INTO_UNIT = "into_unit"
    OUT_OF_UNIT = "out_of_unit"
    PLACE = "place"
    PLACES = "places"


_ALL_KINDS, _ALL_PLACES = (_At.KINDS, None), (_At.PLACES, None)


class _Joint:
    """Every line of every table as an edge of one network: both tables of cells share the sums of the units."""

    def __init__(self, cells: Mapping[Cell, int]) -> None:
        self.units = _summed((_unit(cell.unit), n) for cell, n in cells.items())
        self.kinds = _summed((_kind(cell.kind), n) for cell, n in cells.items())
        self.places = _summed((_place(cell.place), n) for cell, n in cells.items())
        self.by_kind = _summed((_unit_kind(cell.unit, cell.kind), n) for cell, n in cells.items())
        self.by_place = _summed((_unit_place(cell.unit, cell.place), n) for cell, n in cells.items())
        self.people: dict[Edge, int] = {**self.units, **self.kinds, **self.places, **self.by_kind, **self.by_place}
        self.people = {edge: n for edge, n in self.people.items() if n}
        self.cells_of = self._cells_of()

    def _cells_of(self) -> dict[Edge, list[Edge]]:
        """Sum → its cells: where a sum is not told they are not either."""
        found: defaultdict[Edge, list[Edge]] = defaultdict(list)
        for kind, into in self.by_kind:
            found[_ALL_KINDS, kind].append((kind, into))
            found[_unit(into[1])].append((kind, into))
        for out, place in self.by_place:
            found[place, _ALL_PLACES].append((out, place))
            found[_unit(out[1])].append((out, place))
        return {edge: [cell for cell in cells if cell in self.people] for edge, cells in found.items()}

    def not_shown(self) -> list[Edge]:
        """The sums that go before any cell is looked at."""
        gone = (edge for sums in (self.units, self.kinds, self.places) for edge in sums.keys() - shown_lines(sums))
        return sorted((edge for edge in gone if edge in self.people), key=str)

    def prices(self) -> dict[Edge, int]:
        """A cell goes before the sum of a kind or place goes, any of these before the sum of a unit."""
        dear = 1 + 2 * sum(self.units.values())
        dearest = dear * 2 * (1 + len(self.kinds) + len(self.places))
        extra = {**dict.fromkeys([*self.kinds, *self.places], dear), **dict.fromkeys(self.units, dearest)}
        return {edge: n + extra.get(edge, 0) for edge, n in self.people.items()}

    def told(self, hidden: set[Edge]) -> Told:
        """What is told when these lines are hidden."""
        shown = {edge for edge, n in self.people.items() if n >= FEWEST} - hidden
        return Told(
            True,
            frozenset(tail[1] for tail, _head in shown & self.units.keys()),
            frozenset(head[1] for _tail, head in shown & self.kinds.keys()),
            frozenset(tail[1] for tail, _head in shown & self.places.keys()),
            frozenset((head[1], tail[1]) for tail, head in shown & self.by_kind.keys()),
            frozenset((tail[1], head[1]) for tail, head in shown & self.by_place.keys()),
        )


def _unit(unit: Key) -> Edge:
    return (_At.INTO_UNIT, unit), (_At.OUT_OF_UNIT, unit)


def _kind(kind: Key) -> Edge:
    return _ALL_KINDS, (_At.KIND, kind)


def _place(place: Key) -> Edge:
    return (_At.PLACE, place), _ALL_PLACES


def _unit_kind(unit: Key, kind: Key) -> Edge:
    return (_At.KIND, kind), (_At.INTO_UNIT, unit)


def _unit_place(unit: Key, place: Key) -> Edge:
    return (_At.OUT_OF_UNIT, unit), (_At.PLACE, place)


def _summed(rows: Iterable[tuple[One, int]]) -> dict[One, int]:
    counted: Counter[One] = Counter()
    for key, n in rows:
        counted[key] += n
    return dict(counted)
