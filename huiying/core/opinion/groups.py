"""Groups of opinion: base clusters parted into two to five, and how well each part holds together."""

from dataclasses import dataclass

import numpy as np

from huiying.core.opinion.bases import Bases
from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.kmeans import Parts, distances, k_means
from huiying.core.opinion.votes import Ints

FEWEST_GROUPS, MOST_GROUPS, BASES_FOR_ONE_MORE = 2, 5, 12
STARTS, ROUNDS = 10, 50


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """One way to part the bases. Groups are numbered by size, the largest 0."""

    of_base: Ints
    centres: Floats
    people: Ints
    silhouette: float

    @property
    def k(self) -> int:
        return len(self.people)

    @property
    def smallest(self) -> int:
        return int(self.people.min())


def most_groups(bases: int) -> int:
    """min(5, 2 + ⌊B/12⌋), never more than there are bases."""
    return min(MOST_GROUPS, FEWEST_GROUPS + bases // BASES_FOR_ONE_MORE, bases)


def divisions(bases: Bases, chance: np.random.Generator) -> list[Division]:
    """The best of ten starts for each number of groups."""
    sizes = range(FEWEST_GROUPS, most_groups(len(bases.people)) + 1)
    found = (division(bases, k, chance) for k in sizes)
    return [one for one in found if one.k >= FEWEST_GROUPS]


def division(bases: Bases, k: int, chance: np.random.Generator) -> Division:
    """The bases in at most k groups, each weighing as many as its people."""
    weights = bases.people.astype(np.float64)
    tries = [k_means(bases.centres, weights, k, chance, rounds=ROUNDS) for _ in range(STARTS)]
    return _by_size(min(tries, key=lambda parts: parts.spread), bases)


def _by_size(parts: Parts, bases: Bases) -> Division:
    people = np.bincount(parts.of, weights=bases.people, minlength=len(parts.centres)).astype(np.int64)
    order = np.lexsort((parts.centres[:, 1], parts.centres[:, 0], -people))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    of_base = place[parts.of]
    return Division(of_base, parts.centres[order], people[order], silhouette(bases.centres, of_base))


def silhouette(points: Floats, of: Ints) -> float:
    """The mean silhouette of the points, each counted once; 0 for a point alone (P. Rousseeuw, 1987)."""
    many = int(of.max(initial=0)) + 1
    away = np.sqrt(distances(points, points))
    sums = np.stack([away[:, of == part].sum(axis=1) for part in range(many)], axis=1)
    sizes = np.bincount(of, minlength=many)
    at = np.arange(len(points))
    within = sums[at, of] / np.maximum(sizes[of] - 1, 1)
    means = sums / np.maximum(sizes, 1)
    means[at, of] = np.inf
    other = means.min(axis=1)
    largest = np.maximum(within, other)
    counted = (sizes[of] > 1) & (largest > 0) & np.isfinite(other)
    widths = np.where(counted, (other - within) / np.where(counted, largest, 1), 0.0)
    return float(widths.mean())
