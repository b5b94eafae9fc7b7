"""How far the groups depend on who happened to take part: the same work on four fifths of the people, ten times."""

from collections.abc import Sequence

import numpy as np

from huiying.core.opinion.bases import base_clusters
from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.groups import Division, division
from huiying.core.opinion.projection import Plane, people_on, principal
from huiying.core.opinion.votes import Flags, Ints, Votes

SAMPLES, PART = 10, 0.8
PRECISION, ROUNDS = 1e-4, 12


def adjusted_rand(one: Ints, other: Ints) -> float:
    """How far two partings of the same people agree: 1 wholly, 0 as by chance.

    L. Hubert, P. Arabie, Comparing partitions, Journal of Classification 2 (1985), 193–218.
    """
    if not len(one):
        return 1.0
    wide = int(other.max()) + 1
    table = np.bincount(one * wide + other).tolist()
    pairs = sum(n * (n - 1) // 2 for n in table)
    mine, theirs = (sum(n * (n - 1) // 2 for n in np.bincount(part).tolist()) for part in (one, other))
    every = len(one) * (len(one) - 1) // 2
    expected = mine * theirs / every if every else 0.0
    most = (mine + theirs) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def stabilities(
    votes: Votes, plane: Plane, placed: Flags, parted: Sequence[tuple[Division, Ints]], chance: np.random.Generator
) -> list[float]:
    """The mean adjusted Rand index of each division over the samples. `parted`: each with the group of each placed one.

    Each sample has its own directions, bases and groups; the mean vote on each statement stays that of all.
    """
    scores = [_sample(votes, plane, placed, parted, chance) for _ in range(SAMPLES)]
    return [sum(column) / SAMPLES for column in zip(*scores, strict=True)]


def _sample(
    votes: Votes, plane: Plane, placed: Flags, parted: Sequence[tuple[Division, Ints]], chance: np.random.Generator
) -> list[float]:
    kept = _four_fifths(len(votes.voters), chance)
    components = principal(
        plane.centred,
        kept=kept.astype(np.float64),
        start=plane.components,
        precision=PRECISION,
        most_rounds=ROUNDS,
    )
    points: Floats = people_on(plane.centred, components, plane.stretch)[kept & placed]
    bases = base_clusters(points, chance)
    return [
        adjusted_rand(groups[kept[placed]], division(bases, one.k, chance).of_base[bases.of]) for one, groups in parted
    ]


def _four_fifths(people: int, chance: np.random.Generator) -> Flags:
    kept = np.zeros(people, dtype=bool)
    kept[np.argsort(chance.random(people), kind="stable")[: max(1, int(people * PART))]] = True
    return kept
