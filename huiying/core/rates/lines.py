"""The lines of the tables that are told of a month, with what is left of each table as one line."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from huiying.core.rates.tables import Cell, Told


class By(StrEnum):
    """What a line stands for: everything, or a part of it."""

    ALL = "all"
    UNIT = "unit"
    KIND = "kind"
    PLACE = "place"
    UNIT_KIND = "unit_kind"
    UNIT_PLACE = "unit_place"


class Line(NamedTuple):
    """`yes` of `all`. What a line does not say is None; `rest`: what its table does not tell line by line, together.

    A place may be None where nobody said one: `by` tells the two apart.
    """

    by: By
    unit: Any
    kind: Any
    place: Any
    rest: bool
    yes: int
    all: int


Numbers = Mapping[Cell, int]


def told_lines(told: Told, people: Numbers, yes: Numbers) -> Iterator[Line]:
    """Everything that `told` allows, table by table. `yes`: of the `people` of each cell, how many."""
    if not told.whole:
        return
    yield Line(By.ALL, None, None, None, False, _sum(people, yes), sum(people.values()))
    yield from _table(By.UNIT, None, told.units, people, yes)
    yield from _table(By.KIND, None, told.kinds, people, yes)
    yield from _table(By.PLACE, None, told.places, people, yes)
    for unit in sorted(told.units, key=str):
        mine = {cell: n for cell, n in people.items() if cell.unit == unit}
        yield from _table(By.UNIT_KIND, unit, {kind for of, kind in told.unit_kinds if of == unit}, mine, yes)
        yield from _table(By.UNIT_PLACE, unit, {place for of, place in told.unit_places if of == unit}, mine, yes)


def _table(by: By, unit: Hashable, told: Collection[Hashable], people: Numbers, yes: Numbers) -> Iterator[Line]:
    """The lines of one table, and what is left of it, where anybody is; none where all of it would be left."""
    if not told:
        return
    every, positive = _summed(by, people), _summed(by, {cell: yes.get(cell, 0) for cell in people})
    for key in sorted(told, key=str):
        yield _line(by, unit, key, positive[key], every[key])
    rest = every.keys() - told
    if all_left := sum(every[key] for key in rest):
        yield Line(by, unit, None, None, True, sum(positive[key] for key in rest), all_left)


def _line(by: By, unit: Hashable, key: Hashable, yes: int, people: int) -> Line:
    kind = key if by in (By.KIND, By.UNIT_KIND) else None
    place = key if by in (By.PLACE, By.UNIT_PLACE) else None
    return Line(by, key if by is By.UNIT else unit, kind, place, False, yes, people)


def _summed(by: By, numbers: Numbers) -> Counter[Hashable]:
    found: Counter[Hashable] = Counter()
    for cell, n in numbers.items():
        found[_key(by, cell)] += n
    return found


def _key(by: By, cell: Cell) -> Hashable:
    if by is By.UNIT:
        return cell.unit
    return cell.kind if by in (By.KIND, By.UNIT_KIND) else cell.place


def _sum(people: Numbers, yes: Numbers) -> int:
    return sum(yes.get(cell, 0) for cell in people)
