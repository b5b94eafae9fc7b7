"""Topics × places: every category with all beneath it, at every place with all beneath it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

ANY = 0
"""In place of a category: all topics; in place of a place: the whole area, voices without a place included."""


class Cell(NamedTuple):
    """A category with all beneath it, at a place with all beneath it; ANY for all."""

    category: int
    place: int


@dataclass(frozen=True)
class Tree:
    """`paths`: for each node the ids from the root down to itself."""

    paths: Mapping[int, Sequence[int]]

    def above(self, node: int) -> tuple[int, ...]:
        """ANY, then the ids from the root down to `node` itself; of an unknown node ANY alone."""
        return (ANY, *self.paths.get(node, ())) if node != ANY else (ANY,)

    def depth(self, node: int) -> int:
        """0 for ANY, 1 for a root."""
        return len(self.above(node)) - 1


Counts = Mapping[Cell, Mapping[int, int]]
"""What was heard: for each pair of category and place as they stand on the voices, voices by day (ordinals)."""


@dataclass(frozen=True)
class Grid:
    """Every cell in which something was heard, and the pairs it is made of (numbers into `atoms`).

    Of cells made of the same pairs only the most specific is kept: one street that alone stands for its district.
    `topics`: the pairs of each category with all beneath it. `topic_since`, `place_since`: the first day (ordinals) of
    each category and place.
    """

    atoms: tuple[Cell, ...]
    members: Mapping[Cell, tuple[int, ...]]
    depths: Mapping[Cell, int]
    topics: Mapping[int, tuple[int, ...]]
    topic_above: Mapping[int, int]
    topic_since: Mapping[int, int]
    place_since: Mapping[int, int]

    def since(self, cell: Cell) -> int:
        """The first day (ordinal) on which both topic and place were in use anywhere."""
        return max(self.topic_since[cell.category], self.place_since[cell.place])


def lay_out(counts: Counts, categories: Tree, places: Tree) -> Grid:
    """All cells over what was heard, deterministic in any order of the counts."""
    atoms = tuple(sorted(counts))
    members: defaultdict[Cell, list[int]] = defaultdict(list)
    for number, atom in enumerate(atoms):
        for cell in _above(atom, categories, places):
            members[cell].append(number)
    kept = _most_specific(members, categories, places)
    topics: defaultdict[int, list[int]] = defaultdict(list)
    for number, atom in enumerate(atoms):
        for topic in categories.above(atom.category):
            topics[topic].append(number)
    return Grid(
        atoms,
        {cell: tuple(members[cell]) for cell in kept},
        {cell: _depth(cell, categories, places) for cell in kept},
        {topic: tuple(inside) for topic, inside in topics.items()},
        {topic: categories.above(topic)[-2] for topic in topics if topic != ANY},
        _first_days(counts, categories, 0),
        _first_days(counts, places, 1),
    )


def _above(atom: Cell, categories: Tree, places: Tree) -> Iterator[Cell]:
    return (Cell(topic, place) for topic in categories.above(atom.category) for place in places.above(atom.place))


def _depth(cell: Cell, categories: Tree, places: Tree) -> int:
    return categories.depth(cell.category) + places.depth(cell.place)


def _most_specific(members: Mapping[Cell, Sequence[int]], categories: Tree, places: Tree) -> list[Cell]:
    best: dict[tuple[int, ...], Cell] = {}
    for cell in sorted(members, key=lambda cell: (_depth(cell, categories, places), cell)):
        best[tuple(members[cell])] = cell
    return sorted(best.values())


def _first_days(counts: Counts, tree: Tree, at: int) -> dict[int, int]:
    first: dict[int, int] = {}
    for atom, days in counts.items():
        for node in tree.above(atom[at]):
            day = min(days)
            first[node] = min(first.get(node, day), day)
    return first


def totals_by_day(counts: Counts, atoms: Iterable[Cell]) -> dict[int, int]:
    """The sum over `atoms`, by day (ordinals)."""
    totals: defaultdict[int, int] = defaultdict(int)
    for atom in atoms:
        for day, heard in counts[atom].items():
            totals[day] += heard
    return dict(totals)
