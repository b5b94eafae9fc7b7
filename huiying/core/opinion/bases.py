"""Base clusters: at most a hundred knots of people who stand near each other; groups are made of them."""

from dataclasses import dataclass

import numpy as np

from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.kmeans import k_means
from huiying.core.opinion.votes import Flags, Ints

LEAST_VOTES, TOP_UP = 7, 15
MOST_BASES, ROUNDS = 100, 25
MOST_POINTS, CELLS = 4_096, 64


@dataclass(frozen=True, slots=True, eq=False)
class Bases:
    """`of`: of each person the base; `centres`: bases × 2; `people`: how many stand in each."""

    of: Ints
    centres: Floats
    people: Ints


def grouped(given: Ints, statements: int) -> Flags:
    """Who is placed in a group: who voted on min(7, m) at least; where fewer than 15 did, those who voted most."""
    placed = given >= min(LEAST_VOTES, statements)
    if placed.sum() < TOP_UP:
        placed[np.argsort(-given, kind="stable")[:TOP_UP]] = True
    return placed


def base_clusters(points: Floats, chance: np.random.Generator) -> Bases:
    """The bases of the people at these points. More than 4,096 are first counted in 64 × 64 cells of the plane."""
    cells, middles, people = _cells(points)
    if not len(points):
        return Bases(cells, middles, people)
    parts = k_means(middles, people.astype(np.float64), MOST_BASES, chance, rounds=ROUNDS)
    counts = np.bincount(parts.of, weights=people, minlength=len(parts.centres))
    return Bases(parts.of[cells], parts.centres, counts.astype(np.int64))


def _cells(points: Floats) -> tuple[Ints, Floats, Ints]:
    """Of each point its cell; middle and number of points of each cell."""
    if len(points) <= MOST_POINTS:
        return np.arange(len(points)), points, np.ones(len(points), dtype=np.int64)
    low, high = points.min(axis=0), points.max(axis=0)
    steps = np.where(high > low, high - low, 1) / CELLS
    row, column = (np.minimum((points[:, axis] - low[axis]) // steps[axis], CELLS - 1) for axis in (0, 1))
    square = (row * CELLS + column).astype(np.int64)
    counts = np.bincount(square, minlength=CELLS * CELLS)
    there = np.flatnonzero(counts)
    sums = [np.bincount(square, weights=points[:, axis], minlength=CELLS * CELLS)[there] for axis in (0, 1)]
    place = np.zeros(CELLS * CELLS, dtype=np.int64)
    place[there] = np.arange(len(there))
    return place[square], np.stack(sums, axis=1) / counts[there, None], counts[there]


def large_enough(bases: Bases, group_of_base: Ints, fewest: int) -> list[tuple[int, float, float, int]]:
    """What may be drawn: (group, x, y, people) of each base, those of fewer people joined to the nearest of the group.

    A group of fewer people is not there.
    """
    drawn = []
    for group in range(int(group_of_base.max(initial=-1)) + 1):
        mine = [(int(bases.people[b]), *bases.centres[b].tolist()) for b in np.flatnonzero(group_of_base == group)]
        drawn += [(group, x, y, people) for people, x, y in _joined(mine, fewest) if people >= fewest]
    return drawn


def _joined(knots: list[tuple[int, float, float]], fewest: int) -> list[tuple[int, float, float]]:
    knots = sorted(knots)
    while len(knots) > 1 and knots[0][0] < fewest:
        people, x, y = knots.pop(0)
        near = min(range(len(knots)), key=lambda at: (knots[at][1] - x) ** 2 + (knots[at][2] - y) ** 2)
        more, across, up = knots.pop(near)
        both = people + more
        knots = sorted([*knots, (both, (people * x + more * across) / both, (people * y + more * up) / both)])
    return knots
