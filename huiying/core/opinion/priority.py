"""Which statement is shown next: what divides or unites, is not passed over, and has few votes, comes more often."""

from collections.abc import Collection, Mapping
from typing import Protocol

import numpy as np

from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.votes import Ints


class Chance(Protocol):
    """A source of chance: random.Random or numpy's Generator."""

    def random(self) -> float: ...


def priorities(agree: Ints, passed: Ints, voted: Ints, extremity: Floats) -> Floats:
    """(importance · (1 + 8 · 2^(−S/5)))², importance = (1 − (P + 1)/(S + 2)) · (1 + E) · (A + 1)/(S + 2)."""
    importance = (1 - (passed + 1) / (voted + 2)) * (1 + extremity) * (agree + 1) / (voted + 2)
    weights: Floats = (importance * (1 + 8 * np.power(2.0, -voted / 5))) ** 2
    return weights


def next_statement(weights: Mapping[int, float], seen: Collection[int], chance: Chance) -> int | None:
    """The number of the statement to show, drawn with probability ∝ its weight; None where all have been seen.

    `weights`: of every open statement, its priority. Only one `chance.random()` is used.
    """
    open_ones = [number for number in sorted(weights) if number not in seen and weights[number] > 0]
    left = chance.random() * sum(weights[number] for number in open_ones)
    for number in open_ones:
        left -= weights[number]
        if left < 0:
            return number
    return open_ones[-1] if open_ones else None
