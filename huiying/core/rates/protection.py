"""Which lines of tables of the same people must be hidden, so that no few people can be worked out from all together.

Source: D. Gusfield, A graph theoretic approach to statistical data security, SIAM Journal on Computing 17 (1988),
552–571. Tables that share a margin are one network: people flow from a node to the next, a line is an edge and says how
many flow there, and what enters a node leaves it. Whoever knows all lines that are told can take a hidden one to be at
most as large as what can flow from its tail to its head: along a hidden edge as many as it holds, against it without
limit. Lines that hold nobody are taken as known to everybody: they protect nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import Generic, TypeVar

from huiying.core.disclosure import FEWEST

Node = TypeVar("Node", bound=Hashable)


def hidden_lines(
    people: Mapping[tuple[Node, Node], int],
    *,
    gone: Iterable[tuple[Node, Node]] = (),
    price: Mapping[tuple[Node, Node], int] | None = None,
    goes_with: Mapping[tuple[Node, Node], Collection[tuple[Node, Node]]] | None = None,
) -> set[tuple[Node, Node]] | None:
    """The lines to hide: those of 1 to 4 people, `gone`, and the cheapest others, so that each of the first may hold
    FEWEST or more for all that anybody can work out. None: no hiding helps.

    `people`: (tail, head) → people, of every line that holds any. `price`: what hiding costs; without, its people.
    `goes_with`: lines that are hidden with another.
    """
    few = sorted((edge for edge, n in people.items() if 0 < n < FEWEST), key=lambda edge: (people[edge], str(edge)))
    net = _Net(people, price or people, goes_with or {})
    for edge in (*gone, *few):
        net.hide(edge)
    return net.hidden if all(net.protect(edge) for edge in few) else None


class _Net(Generic[Node]):
    """The lines as a network, with what is hidden of it so far."""

    def __init__(
        self,
        people: Mapping[tuple[Node, Node], int],
        price: Mapping[tuple[Node, Node], int],
        goes_with: Mapping[tuple[Node, Node], Collection[tuple[Node, Node]]],
    ) -> None:
        self.people, self.price, self.goes_with = people, price, goes_with
        self.hidden = set[tuple[Node, Node]]()
        self.hidden_from, self.hidden_to = defaultdict[Node, set[Node]](set), defaultdict[Node, set[Node]](set)
        self.heads, self.tails = defaultdict[Node, list[Node]](list), defaultdict[Node, list[Node]](list)
        for tail, head in people:
            self.heads[tail].append(head)
            self.tails[head].append(tail)

    def hide(self, edge: tuple[Node, Node]) -> None:
        if edge in self.hidden:
            return
        self.hidden.add(edge)
        self.hidden_from[edge[0]].add(edge[1])
        self.hidden_to[edge[1]].add(edge[0])
        for other in self.goes_with.get(edge, ()):
            self.hide(other)

    def protect(self, edge: tuple[Node, Node]) -> bool:
        """Hide more until at least FEWEST flow from the tail of a hidden edge to its head; False: it cannot be."""
        if self._flows_round_a_corner(edge):
            return True
        flow: dict[tuple[Node, Node], int] = {}
        total = 0
        while total < FEWEST:
            path = self._path(edge, flow)
            if path is None:
                return False
            total += self._send(path, flow, FEWEST - total)
        return True

    def _flows_round_a_corner(self, edge: tuple[Node, Node]) -> bool:
        """Whether enough flows over one other head and one other tail each, which is quickly seen: mostly it does."""
        tail, head = edge
        total, ends = self.people[edge], {other: self.people[other, head] for other in self.hidden_to[head] - {tail}}
        for corner in self.hidden_from[tail] - {head}:
            room = self.people[tail, corner]
            for other in self.hidden_to[corner] & ends.keys():
                sent = min(room, ends[other])
                room, ends[other], total = room - sent, ends[other] - sent, total + sent
                if total >= FEWEST:
                    return True
        return False

    def _path(self, edge: tuple[Node, Node], flow: Mapping[tuple[Node, Node], int]) -> list[Node] | None:
        """The way that hides least: what is already hidden costs nothing."""
        source, sink = edge
        turn = count()
        best, before, waiting = {source: 0}, {source: source}, [(0, next(turn), source)]
        while waiting:
            cost, _turn, node = heappop(waiting)
            if node == sink:
                return _walk(before, source, sink)
            if cost > best[node]:
                continue
            for way, other in self._ways(node, flow):
                dearer = cost if way in self.hidden else cost + self.price[way]
                if dearer < best.get(other, dearer + 1):
                    best[other], before[other] = dearer, node
                    heappush(waiting, (dearer, next(turn), other))
        return None

    def _ways(self, node: Node, flow: Mapping[tuple[Node, Node], int]) -> Iterator[tuple[tuple[Node, Node], Node]]:
        for tail in self.tails[node]:
            yield (tail, node), tail
        for head in self.heads[node]:
            if flow.get((node, head), 0) < self.people[node, head]:
                yield (node, head), head

    def _send(self, path: list[Node], flow: dict[tuple[Node, Node], int], most: int) -> int:
        """Send what the way holds; every line on it is hidden from now on."""
        steps = [((a, b), 1) if (a, b) in self.people else ((b, a), -1) for a, b in pairwise(path)]
        room = min([most, *(self.people[edge] - flow.get(edge, 0) for edge, sign in steps if sign > 0)])
        for edge, sign in steps:
            flow[edge] = flow.get(edge, 0) + sign * room
            self.hide(edge)
        return room


def _walk(before: Mapping[Node, Node], source: Node, sink: Node) -> list[Node]:
    path = [sink]
    while path[-1] != source:
        path.append(before[path[-1]])
    return path[::-1]
