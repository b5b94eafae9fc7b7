"""Naming what grows by the most specific cells that explain it, so that no two signs count the same voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from huiying.core.growth.cells import Cell
from huiying.core.growth.looking import Found, Looking
from huiying.core.growth.past import Expectation

EXPLAINED = 0.01
"""What is left of a cell without its parts is growth of its own below this probability."""
OTHERWISE = 0.001
"""Below this probability a part grew otherwise than the whole did."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A cell with more voices than chance brings.

    `count`: in the `span` days up to the last inclusive; `expected` and `usual` (from, to) for the same. `weeks`: the
    voices of each of the last 26 weeks, the oldest first. `beside`: more specific signs whose voices are not counted,
    so that no two signs count the same voice. `chance`: the probability of so many when nothing has changed.
    """

    cell: Cell
    span: int
    count: int
    expected: float
    usual: tuple[int, int]
    chance: float
    weeks: tuple[int, ...]
    beside: tuple[Cell, ...] = ()


Atoms = frozenset[int]
"""Pairs of category and place, by their numbers in the grid."""


@dataclass(frozen=True)
class Naming:
    """Choosing the cells that tell most precisely what grows."""

    looking: Looking
    believable: Sequence[Found]

    @cached_property
    def spans(self) -> dict[Cell, int]:
        """For each cell the span over which it is least likely to be chance."""
        ordered = sorted(self.believable, key=lambda each: (-each.chance, -each.span, each.cell))
        return {each.cell: each.span for each in ordered}

    def signs(self) -> tuple[Sign, ...]:
        """What grows, by chance; each sign with the voices that no more specific one has."""
        kept = self.kept()
        signs = [self._sign(found, kept) for cell, own in kept.items() if (found := self._growing(cell, own))]
        return tuple(sorted(signs, key=lambda sign: (sign.chance, sign.cell)))

    def kept(self) -> dict[Cell, Atoms]:
        """The cells and what is their own, from the most specific up.

        A cell that its parts explain is left out; parts that it explains give way to it.
        """
        depths = self.looking.grid.depths
        kept: dict[Cell, Atoms] = {}
        for cell in sorted(self.spans, key=lambda cell: (-depths[cell], cell)):
            gone = self._replaced(cell, kept)
            if gone is not None:
                kept = {each: own for each, own in kept.items() if each not in gone}
                kept[cell] = self._members(cell).difference(*kept.values())
        return kept

    def _members(self, cell: Cell) -> Atoms:
        return frozenset(self.looking.grid.members[cell])

    def _growing(self, cell: Cell, atoms: Atoms) -> Found | None:
        """These pairs of a cell, where they grow beyond chance by themselves."""
        judged = self.looking.judge_part(cell, atoms, self.spans[cell]) if atoms else None
        return judged if judged is not None and judged.grows and judged.chance <= EXPLAINED else None

    def _unlike(self, whole: Found, part: Atoms) -> float:
        """How many times the usual these pairs brought, where that differs from the whole beyond chance; else 0."""
        judged = self.looking.judge_part(whole.cell, part, whole.span) if part else None
        if judged is None:
            return 0.0
        ratio = whole.count / whole.expectation.mean
        grown = Expectation(judged.expectation.mean * ratio, judged.expectation.scatter)
        chance = min(grown.chance(judged.count), 1 - grown.chance(judged.count + 1))
        return judged.count / judged.expectation.mean if chance <= OTHERWISE else 0.0

    def _replaced(self, cell: Cell, kept: Mapping[Cell, Atoms]) -> set[Cell] | None:
        """Which of its parts a cell replaces; None where they explain it."""
        members = self._members(cell)
        parts = {part: own for part, own in kept.items() if own <= members}
        left = members.difference(*kept.values())
        rest = self._growing(cell, left)
        if rest is None:
            return self._alike(cell, parts, left)
        return {part for part, own in parts.items() if not self._unlike(rest, own)}

    def _alike(self, cell: Cell, parts: Mapping[Cell, Atoms], left: Atoms) -> set[Cell] | None:
        """Two parts and more that grew alike, and what is left of the cell with them; the unlike ones stay apart."""
        alike = dict(parts)
        while len(alike) >= max(2, len(parts) / 2):
            whole = self._growing(cell, left.union(*alike.values()))
            if whole is None:
                return None
            times, unlike = max((self._unlike(whole, own), part) for part, own in alike.items())
            if not times:
                return None if self._unlike(whole, left) else set(alike)
            del alike[unlike]
        return None

    def _sign(self, found: Found, kept: Mapping[Cell, Atoms]) -> Sign:
        inside = self._members(found.cell)
        beside = (other for other, own in kept.items() if other != found.cell and not own.isdisjoint(inside))
        return Sign(
            cell=found.cell,
            span=found.span,
            count=found.count,
            expected=found.expectation.mean,
            usual=found.expectation.usual,
            chance=found.chance,
            weeks=self.looking.weeks(kept[found.cell]),
            beside=tuple(sorted(beside)),
        )
