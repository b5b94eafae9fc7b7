"""Where people and statements stand: principal components of the votes (Small et al. 2021, "Polis", RECERCA).

μ_j: mean of the votes on statement j; x_ij = v_ij − μ_j where i voted on j, else exactly 0, so the table stays sparse.
w1, w2: its top two right singular vectors, signs fixed: the largest entry of each, the first of equals, is positive.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from huiying.core.opinion.eigen import Floats, two_strongest
from huiying.core.opinion.votes import Flags, Votes

EXACT, MOST_ROUNDS = 1e-12, 150
START = 20_161_107


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """`mean`: of each statement; `components`: statements × 2; `people`: voters × 2; `statements`: statements × 2.

    `extremity`: how far from the middle each statement stands. `centred`: people × statements, sparse; `stretch`: of
    each voter, by how much the place of who voted on few statements is moved outwards.
    """

    mean: Floats
    components: Floats
    people: Floats
    statements: Floats
    centred: Any
    stretch: Floats

    @property
    def extremity(self) -> Floats:
        return np.hypot(self.statements[:, 0], self.statements[:, 1])


def plane(votes: Votes, left_out: Flags) -> Plane:
    """The plane of the votes. `left_out`: statements whose votes do not count here (rejected, about the voter)."""
    mean = means(votes, left_out)
    centred = _centred(votes, mean, left_out)
    components = principal(centred)
    spread = np.sqrt(max(len(mean), 1))
    places = spread * (1 - mean)[:, None] * components
    places[left_out] = 0
    stretch = _stretch(votes, left_out)
    return Plane(mean, components, people_on(centred, components, stretch), places, centred, stretch)


def people_on(centred: Any, components: Floats, stretch: Floats) -> Floats:
    """p_i = √(m / max(1, c_i)) · Σ (v_ij − μ_j) w_j."""
    people: Floats = centred @ components
    people *= stretch[:, None]
    return people


def _stretch(votes: Votes, left_out: Flags) -> Floats:
    """√(m / max(1, c_i)); c_i: on how many statements i voted. What is left out is 0 for all and counts as voted on."""
    counted = votes.given
    if left_out.any():
        before = np.concatenate([[0], np.cumsum(left_out[votes.columns])])
        counted = counted - np.diff(before[votes.starts]) + int(left_out.sum())
    stretch: Floats = np.sqrt(len(left_out) / np.maximum(counted, 1))
    return stretch


def means(votes: Votes, left_out: Flags) -> Floats:
    """The mean vote on each statement; 0 where it is left out."""
    many = len(votes.statements)
    sums = np.bincount(votes.columns, weights=votes.values, minlength=many)
    mean: Floats = sums / np.maximum(np.bincount(votes.columns, minlength=many), 1)
    mean[left_out] = 0
    return mean


def _centred(votes: Votes, mean: Floats, left_out: Flags) -> Any:
    from scipy.sparse import csr_matrix

    data = votes.values - mean[votes.columns]
    if left_out.any():
        data[left_out[votes.columns]] = 0
    return csr_matrix((data, votes.columns, votes.starts), shape=(len(votes.voters), len(votes.statements)))


def principal(
    centred: Any,
    *,
    kept: Floats | None = None,
    start: Floats | None = None,
    precision: float = EXACT,
    most_rounds: int = MOST_ROUNDS,
) -> Floats:
    """w1, w2 of the table. `kept`: 1 for each row that counts, else 0; `start`: vectors that are near."""
    if not centred.shape[1]:
        return np.zeros((0, 2))
    turned = centred.T

    def apply(columns: Floats) -> Floats:
        rows = centred @ columns
        if kept is not None:
            rows *= kept[:, None]
        product: Floats = turned @ rows
        return product

    first = _first(centred.shape[1]) if start is None else start
    return with_signs(two_strongest(apply, first, precision=precision, most_rounds=most_rounds))


def _first(size: int) -> Floats:
    chance = np.random.Generator(np.random.PCG64(START))
    return np.stack([chance.random(size) - 0.5, chance.random(size) - 0.5], axis=1)


def with_signs(components: Floats) -> Floats:
    """The same vectors, the largest entry of each positive."""
    largest = components[np.abs(components).argmax(axis=0), np.arange(components.shape[1])]
    return components * np.where(largest < 0, -1.0, 1.0)
