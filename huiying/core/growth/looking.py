"""One look at the counts: what every cell brings to the window and to the past it is compared with."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from huiying.core.growth.cells import ANY, Cell, Counts, Grid, totals_by_day
from huiying.core.growth.past import (
    LEAST_BLOCKS,
    Block,
    Expectation,
    Frame,
    Level,
    Past,
    Usual,
    expect,
    learn_level,
    season_factor,
)

LEAST_COUNT = 5
LEAST_RATIO = 1.5
"""Fewer than half as many again as expected is no sign, however certain."""
SEASON_VOICES = 100
"""In the year around the same days: with fewer a topic's season is told by the topic above."""
SHOWN_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Found:
    """One cell, or a part of it, over one span."""

    cell: Cell
    span: int
    count: int
    expectation: Expectation
    chance: float

    @property
    def grows(self) -> bool:
        """Enough voices, and enough more than expected."""
        return self.count >= LEAST_COUNT and self.count >= LEAST_RATIO * self.expectation.mean


class Looking:
    """Frames for each span, and what every pair brings to their blocks, counted once."""

    def __init__(self, counts: Counts, grid: Grid, frames: Sequence[Frame], first: int, last: int) -> None:
        self.counts, self.grid, self.first, self.last = counts, grid, first, last
        self.frames = {each.span: each for each in frames}
        self._slots = {span: _slots(each) for span, each in self.frames.items()}
        self._at = {span: {block: at for at, block in enumerate(each.blocks)} for span, each in self.frames.items()}
        self._heard: dict[tuple[int, int], tuple[array[int], array[int]]] = {}
        self._wholes: dict[tuple[Cell, int], list[int]] = {}
        self._seasons: dict[tuple[int, int], float] = {}
        self.usual = {span: Usual() for span in self.frames}

    def vector(self, atoms: Iterable[int], span: int) -> list[int]:
        """Voices of these pairs in each block of the frame."""
        total = [0] * len(self._at[span])
        for atom in atoms:
            for slot, heard in zip(*self._of(atom, span), strict=True):
                total[slot] += heard
        return total

    def _of(self, atom: int, span: int) -> "tuple[array[int], array[int]]":
        """(blocks, voices) of one pair, where it was heard at all; arrays, because there are very many."""
        known = self._heard.get((atom, span))
        if known is None:
            found: defaultdict[int, int] = defaultdict(int)
            slots = self._slots[span]
            for day, heard in self.counts[self.grid.atoms[atom]].items():
                for slot in slots.get(day, ()):
                    found[slot] += heard
            known = self._heard[atom, span] = array("H", found.keys()), array("L", found.values())
        return known

    def level(self, vector: Sequence[int], span: int, since: int) -> Level | None:
        """What the recent past tells, as far back as `since`; None where that is too short."""
        recent = [block for block in self.frames[span].recent if block.first >= since]
        return learn_level(*self._past(vector, span, recent)) if len(recent) >= LEAST_BLOCKS[span] else None

    def _past(self, vector: Sequence[int], span: int, blocks: Sequence[Block]) -> Past:
        at = self._at[span]
        return [vector[at[block]] for block in blocks], [block.exposure for block in blocks]

    def judge(self, cell: Cell, span: int) -> Found | None:
        """What the past of a cell lets expect of the window; None where the past is too short."""
        return self._judged(cell, self._whole(cell, span), span)

    def judge_part(self, cell: Cell, atoms: Iterable[int], span: int) -> Found | None:
        """The same for some pairs of a cell."""
        return self._judged(cell, self.vector(atoms, span), span)

    def _whole(self, cell: Cell, span: int) -> list[int]:
        known = self._wholes.get((cell, span))
        if known is None:
            known = self._wholes[cell, span] = self.vector(self.grid.members[cell], span)
        return known

    def _judged(self, cell: Cell, vector: Sequence[int], span: int) -> Found | None:
        level = self.level(vector, span, max(self.first, self.grid.since(cell)))
        if level is None:
            return None
        exposure = self.frames[span].window.exposure * self.season(cell.category, span)
        expectation = expect(level, exposure, self.usual[span])
        return Found(cell, span, vector[0], expectation, expectation.chance(vector[0]))

    def season(self, topic: int, span: int) -> float:
        """How much more a topic brings at this time of the year, everywhere: the mean of the earlier years, 1 or more.

        Told by the nearest topic above that was heard often enough; 1 where no earlier year is known.
        """
        known = self._seasons.get((topic, span))
        if known is None:
            known = self._seasons[topic, span] = self._learn_season(topic, span)
        return known

    def _learn_season(self, topic: int, span: int) -> float:
        vector = self.vector(self.grid.topics[topic], span)
        at, factors = self._at[span], []
        for season in self.frames[span].seasons:
            if season.first >= max(self.first, self.grid.topic_since[topic]):
                if topic != ANY and sum(vector[at[block]] for block in season.year) < SEASON_VOICES:
                    return self.season(self.grid.topic_above[topic], span)
                near, year = (self._past(vector, span, blocks) for blocks in (season.near, season.year))
                factors.append(season_factor(near, year, self.usual[span]))
        return mean(factors) if factors else 1.0

    def usual_of(self, cells: Iterable[Cell], span: int) -> Usual:
        """The usual scatter of these cells over the recent past."""
        levels = []
        for cell in cells:
            levels.append(self.level(self._whole(cell, span), span, max(self.first, self.grid.since(cell))))
        return Usual(level for level in levels if level is not None)

    def weeks(self, atoms: Iterable[int]) -> tuple[int, ...]:
        """Voices of each of the last 26 weeks, the oldest first."""
        totals = totals_by_day(self.counts, [self.grid.atoms[atom] for atom in atoms])
        ends = range(self.last - 7 * (SHOWN_WEEKS - 1), self.last + 1, 7)
        return tuple(sum(totals.get(day, 0) for day in range(end - 6, end + 1)) for end in ends)


def _slots(told: Frame) -> dict[int, list[int]]:
    """Day → the blocks it belongs to: those of different years or seasons may overlap."""
    slots: dict[int, list[int]] = {}
    for at, block in enumerate(told.blocks):
        for day in range(block.first, block.last + 1):
            slots.setdefault(day, []).append(at)
    return slots
