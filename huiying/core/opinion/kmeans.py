"""k-means of weighted points in the plane, from seeded starts: the same points give the same groups.

Lloyd 1982; starts by D. Arthur, S. Vassilvitskii, "k-means++", 2007. Sums are added in the order of the points.
"""

from dataclasses import dataclass

import numpy as np

from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.votes import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """`of`: of each point its part, none empty; `centres`: parts × 2; `spread`: weighted squared distance to them."""

    of: Ints
    centres: Floats
    spread: float


def k_means(points: Floats, weights: Floats, k: int, chance: np.random.Generator, *, rounds: int) -> Parts:
    """At most k parts; fewer where fewer different points are."""
    centres = _starts(points, weights, k, chance)
    of = nearest(points, centres)
    for _ in range(rounds):
        centres = _middles(points, weights, of, centres)
        before, of = of, nearest(points, centres)
        if np.array_equal(before, of):
            break
    return _without_empty(points, weights, of, centres)


def nearest(points: Floats, centres: Floats) -> Ints:
    """Of each point the nearest centre, the first of equals."""
    found: Ints = distances(points, centres).argmin(axis=1)
    return found


def distances(points: Floats, centres: Floats) -> Floats:
    """Squared, points × centres."""
    across = points[:, 0, None] - centres[None, :, 0]
    up = points[:, 1, None] - centres[None, :, 1]
    across *= across
    up *= up
    across += up
    return across


def _starts(points: Floats, weights: Floats, k: int, chance: np.random.Generator) -> Floats:
    chosen = [_drawn(weights, chance)]
    far = distances(points, points[chosen])[:, 0]
    while len(chosen) < k and (far * weights > 0).any():
        chosen.append(_drawn(far * weights, chance))
        far = np.minimum(far, distances(points, points[chosen[-1:]])[:, 0])
    return points[chosen]


def _drawn(weights: Floats, chance: np.random.Generator) -> int:
    sums = np.cumsum(weights)
    return min(int(np.searchsorted(sums, chance.random() * sums[-1], side="right")), len(weights) - 1)


def _middles(points: Floats, weights: Floats, of: Ints, centres: Floats) -> Floats:
    mass = np.bincount(of, weights=weights, minlength=len(centres))
    sums = [np.bincount(of, weights=weights * points[:, axis], minlength=len(centres)) for axis in (0, 1)]
    middles = np.stack(sums, axis=1) / np.where(mass > 0, mass, 1)[:, None]
    return np.where((mass > 0)[:, None], middles, centres)


def _without_empty(points: Floats, weights: Floats, of: Ints, centres: Floats) -> Parts:
    there, of = np.unique(of, return_inverse=True)
    of = of.reshape(-1)
    middles = _middles(points, weights, of, centres[there])
    away = ((points - middles[of]) ** 2).sum(axis=1)
    return Parts(of, middles, float((away * weights).sum()))
