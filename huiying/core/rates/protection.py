"""Which cells of a table with known margins must be hidden so that no few people can be worked out.

Source: D. Gusfield, A graph theoretic approach to statistical data security, SIAM Journal on Computing 17 (1988),
552–571. Hidden cells are edges between rows and columns. Whoever knows all margins and all shown cells can work out
exactly the sums of hidden cells over cuts that edges cross in one direction; the least such sum that holds a given cell
is a minimal cut, which is a maximal flow. Empty cells are taken as known to everybody: they protect nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from huiying.core.disclosure import FEWEST

Cell = tuple[int, int]


class Node(NamedTuple):
    """A row or a column of the table, by its place."""

    is_column: bool
    at: int


class Unprotected(NamedTuple):
    """A cell that the margins themselves give away."""

    row: int
    column: int


def hidden_cells(table: list[list[int]]) -> set[Cell] | Unprotected:
    """The cells to hide, as (row, column), so that every sum of people that can be worked out is 0 or ≥ FEWEST.

    `table`: people, rows × columns; all margins are told. Cells of 1 to 4 people are hidden, and the cheapest others
    that keep them from being worked out. Unprotected: no hiding of cells helps; a margin must go.
    """
    few = sorted((n, r, c) for r, row in enumerate(table) for c, n in enumerate(row) if 0 < n < FEWEST)
    net = _Net(table, {(r, c) for _n, r, c in few})
    for _n, r, c in few:
        if not net.protect(r, c):
            return Unprotected(r, c)
    return net.hidden


class _Net:
    """The hidden cells as a network: from a row to a column as many as the cell holds, back without limit."""

    def __init__(self, table: list[list[int]], hidden: set[Cell]) -> None:
        self.table, self.hidden = table, set[Cell]()
        self.hidden_in_row, self.hidden_in_column = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
        self.filled = [[c for c, n in enumerate(row) if n] for row in table]
        width = len(table[0]) if table else 0
        self.filled_below = [[r for r, row in enumerate(table) if row[c]] for c in range(width)]
        for cell in hidden:
            self._hide(cell)

    def _hide(self, cell: Cell) -> None:
        self.hidden.add(cell)
        self.hidden_in_row[cell[0]].add(cell[1])
        self.hidden_in_column[cell[1]].add(cell[0])

    def protect(self, row: int, column: int) -> bool:
        """Hide more until at least FEWEST flow from the row of a hidden cell to its column; False: it cannot be."""
        if self._flows_round_a_corner(row, column):
            return True
        flow: dict[Cell, int] = {}
        source, sink, total = Node(False, row), Node(True, column), 0
        while total < FEWEST:
            path = self._path(source, sink, flow)
            if path is None:
                return False
            total += self._send(path, flow, FEWEST - total)
        return True

    def _flows_round_a_corner(self, row: int, column: int) -> bool:
        """Whether enough flows over one other row and one other column each, which is quickly seen: mostly it does."""
        total, ends = self.table[row][column], {r: self.table[r][column] for r in self.hidden_in_column[column] - {row}}
        for c in self.hidden_in_row[row] - {column}:
            room = self.table[row][c]
            for r in self.hidden_in_column[c] & ends.keys():
                sent = min(room, ends[r])
                room, ends[r], total = room - sent, ends[r] - sent, total + sent
                if total >= FEWEST:
                    return True
        return False

    def _path(self, source: Node, sink: Node, flow: Mapping[Cell, int]) -> list[Node] | None:
        """The way that hides least: cells already hidden cost nothing, others as many people as they hold."""
        best, before, waiting = {source: 0}, {source: source}, [(0, source)]
        while waiting:
            cost, node = heappop(waiting)
            if node == sink:
                return _walk(before, source, sink)
            if cost > best[node]:
                continue
            for cell, other in self._ways(node, flow):
                dearer = cost if cell in self.hidden else cost + self.table[cell[0]][cell[1]]
                if dearer < best.get(other, dearer + 1):
                    best[other], before[other] = dearer, node
                    heappush(waiting, (dearer, other))
        return None

    def _ways(self, node: Node, flow: Mapping[Cell, int]) -> Iterator[tuple[Cell, Node]]:
        if node.is_column:
            yield from (((r, node.at), Node(False, r)) for r in self.filled_below[node.at])
        else:
            for c in self.filled[node.at]:
                cell = (node.at, c)
                if flow.get(cell, 0) < self.table[node.at][c]:
                    yield cell, Node(True, c)

    def _send(self, path: list[Node], flow: dict[Cell, int], most: int) -> int:
        """Send what the way holds; every cell on it is hidden from now on."""
        steps = [((a.at, b.at), 1) if b.is_column else ((b.at, a.at), -1) for a, b in pairwise(path)]
        room = min([most, *(self.table[r][c] - flow.get((r, c), 0) for (r, c), sign in steps if sign > 0)])
        for cell, sign in steps:
            flow[cell] = flow.get(cell, 0) + sign * room
            self._hide(cell)
        return room


def _walk(before: Mapping[Node, Node], source: Node, sink: Node) -> list[Node]:
    path = [sink]
    while path[-1] != source:
        path.append(before[path[-1]])
    return path[::-1]
