"""Shares and their tests, as Polis has them (Small et al. 2021); A agree, D disagree, S voted, passes counted in S."""

import numpy as np

from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.votes import Ints

Z_90 = 1.2816
"""One-sided 90 % point of the normal distribution, as Polis rounds it."""


def share(successes: Ints, trials: Ints) -> Floats:
    """(s + 1) / (n + 2): few votes stay near one half."""
    smoothed: Floats = (successes + 1) / (trials + 2)
    return smoothed


def one_share(successes: Ints, trials: Ints) -> Floats:
    """z of "more than half": 2 √(n + 1) ((s + 1) / (n + 1) − ½)."""
    return 2 * np.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)


def two_shares(successes: Ints, trials: Ints, other_successes: Ints, other_trials: Ints) -> Floats:
    """z of "more than among the others", pooled, with 1 added to all four counts; 0 where all are successes."""
    a, b, n, others = successes + 1, other_successes + 1, trials + 1, other_trials + 1
    pooled = (a + b) / (n + others)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / n + 1 / others))
    counted = (pooled != 1) & (spread > 0)
    found: Floats = np.where(counted, (a / n - b / others) / np.where(counted, spread, 1), 0.0)
    return found


def false_discoveries(p_values: Floats) -> Floats:
    """The adjusted p of each test: what is called sure below 5 % is wrong in 5 of 100 of all that is called so.

    Y. Benjamini, Y. Hochberg, Controlling the false discovery rate, JRSS B 57 (1995), 289–300.
    """
    many = len(p_values)
    order = np.argsort(-p_values, kind="stable")
    scaled = p_values[order] * many / np.arange(many, 0, -1)
    adjusted = np.empty(many)
    adjusted[order] = np.minimum.accumulate(np.minimum(scaled, 1.0))
    return adjusted
