"""Average-link clustering of voices over the scores of pairs: what is joined is alike on the average, not in a chain.

R. Sokal, C. Michener, "A statistical method for evaluating systematic relationships", 1958 (UPGMA), on a sparse table:
a pair that is not in it counts as 0.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huiying.core.clusters.pairs import Pair

LEAST_LINK = 200
"""Two groups are joined while the mean score between them, in thousandths, is at least this."""
KNOWN = 20
"""Of each voice at most so many others of a group must be known to be like it: no voice is compared with all."""

Row = dict[int, tuple[int, int]]
"""From a group to each other: the sum of the scores between them, and how many pairs that are."""


def average_link(pairs: Iterable[Pair], *, least: int = LEAST_LINK) -> list[tuple[int, ...]]:
    """The groups of two voices and more, each in order of number, by their first; the order of `pairs` is all one."""
    table: dict[int, Row] = {}
    for pair in pairs:
        table.setdefault(pair.a, {})[pair.b] = table.setdefault(pair.b, {})[pair.a] = (pair.score, 1)
    groups = (group for part in _parts(table, least) for group in _Linking(part, least).groups())
    return sorted(tuple(sorted(group)) for group in groups if len(group) > 1)


def mean_link(total: int, known: int, one: int, other: int) -> float:
    """The mean score between groups of `one` and `other` voices, `known` pairs of which sum up to `total`."""
    return total / max(known, min(one * other, KNOWN * min(one, other)))


def _parts(table: Mapping[int, Row], least: int) -> Iterable[dict[int, Row]]:
    """The table in parts between which no pair reaches `least`: no group can grow across."""
    seen: set[int] = set()
    for start in sorted(table):
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            near = {other for other, (score, _) in table[waiting.pop()].items() if score >= least} - part
            part |= near
            waiting += near
        seen |= part
        if len(part) > 1:
            yield {one: {other: table[one][other] for other in table[one] if other in part} for one in part}


@dataclass
class _Linking:
    """One part being linked. A group is called by its lowest voice."""

    table: dict[int, Row]
    least: int
    members: dict[int, list[int]] = field(init=False)
    waiting: list[tuple[float, int, int]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.members = {one: [one] for one in self.table}
        for one in self.table:
            self._offer(one, above=True)

    def groups(self) -> Iterable[list[int]]:
        """Joins the closest two, of equals those with the lowest numbers, until none is close enough."""
        while self.waiting:
            link, one, other = heapq.heappop(self.waiting)
            if one in self.table and other in self.table[one] and self._link(one, other) == -link:
                self._join(one, other)
        return self.members.values()

    def _link(self, one: int, other: int) -> float:
        return mean_link(*self.table[one][other], len(self.members[one]), len(self.members[other]))

    def _offer(self, one: int, *, above: bool = False) -> None:
        """Let the links of a group wait for their turn; `above`: those with later groups alone."""
        for other in self.table[one]:
            if not above or other > one:
                link = self._link(one, other)
                if link >= self.least:
                    heapq.heappush(self.waiting, (-link, min(one, other), max(one, other)))

    def _join(self, one: int, other: int) -> None:
        row, gone = self.table[one], self.table.pop(other)
        del row[other], gone[one]
        for third, (total, known) in gone.items():
            before = row.get(third, (0, 0))
            row[third] = self.table[third][one] = (before[0] + total, before[1] + known)
            del self.table[third][other]
        self.members[one] += self.members.pop(other)
        self._offer(one)
