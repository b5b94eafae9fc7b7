"""What unites and what divides: every statement tested, ranked, and called sure only as far as so many tests allow."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from huiying.core.disclosure import FEWEST
from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.proportions import false_discoveries, one_share, share
from huiying.core.opinion.tallies import Tally
from huiying.core.opinion.votes import Flags, Ints

SURE = 0.05


class Verdict(StrEnum):
    """What is surely so of a statement, at 5 % false discoveries among all statements."""

    ALL_AGREE = "all_agree"
    ALL_DISAGREE = "all_disagree"
    DIVIDES = "divides"
    UNCLEAR = "unclear"
    FEW = "few"


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """Of each statement. `unites`: nth root of the group-aware consensus, of agreeing or disagreeing (`agreed`).

    `gap`: how much larger the share of agreement is in the group `most` than in `least`. `…_q`: p adjusted for the
    number of statements (Benjamini-Hochberg). `told`: enough people of every group voted.
    """

    unites: Floats
    agreed: Flags
    unites_q: Floats
    gap: Floats
    most: Ints
    least: Ints
    divides_q: Floats
    told: Flags
    verdicts: tuple[Verdict, ...]


def tested(counts: Tally, left_out: Flags) -> Tested:
    """`counts`: of the groups, at least one."""
    pa, pd = share(counts.agree, counts.voted), share(counts.disagree, counts.voted)
    told = (counts.voted >= FEWEST).all(axis=0) & ~left_out
    roots = [_root(table) for table in (pa, pd)]
    agreed = roots[0] >= roots[1]
    unites_q = _adjusted(_all_go_along(counts, agreed), told)
    divides_q = _adjusted(_differ(counts), told)
    at = np.arange(pa.shape[1])
    most, least = pa.argmax(axis=0), pd.argmax(axis=0)
    gap = pa[most, at] - pa[least, at]
    split = (divides_q <= SURE) & (pa[most, at] > 0.5) & (pd[least, at] > 0.5)
    verdicts = tuple(map(_verdict, told.tolist(), (unites_q <= SURE).tolist(), agreed.tolist(), split.tolist()))
    return Tested(np.where(agreed, *roots), agreed, unites_q, gap, most, least, divides_q, told, verdicts)


def _root(shares: Floats) -> Floats:
    root: Floats = shares.prod(axis=0) ** (1 / len(shares))
    return root


def _adjusted(p_values: Floats, told: Flags) -> Floats:
    adjusted = np.ones(len(p_values))
    adjusted[told] = false_discoveries(p_values[told])
    return adjusted


def _all_go_along(counts: Tally, agreed: Flags) -> Floats:
    """p of "in each group more than half say so": the largest of the groups, for two directions."""
    special = _special()
    successes = np.where(agreed, counts.agree, counts.disagree)
    p_values: Floats = np.minimum(1.0, 2 * special.ndtr(-one_share(successes, counts.voted)).max(axis=0))
    return p_values


def _differ(counts: Tally) -> Floats:
    """p of "the groups agree equally often": Pearson's chi-squared of groups × (agree, not), 0.5 added to each cell."""
    if len(counts.voted) < 2:
        return np.ones(counts.voted.shape[1])
    cells = np.stack([counts.agree + 0.5, counts.voted - counts.agree + 0.5])
    expected = cells.sum(axis=0)[None] * cells.sum(axis=1)[:, None] / cells.sum(axis=(0, 1))
    statistic = ((cells - expected) ** 2 / expected).sum(axis=(0, 1))
    p_values: Floats = _special().chdtrc(len(counts.voted) - 1, statistic)
    return p_values


def _verdict(told: bool, united: bool, agreed: bool, split: bool) -> Verdict:
    if not told:
        return Verdict.FEW
    if united:
        return Verdict.ALL_AGREE if agreed else Verdict.ALL_DISAGREE
    return Verdict.DIVIDES if split else Verdict.UNCLEAR


def _special() -> Any:
    from scipy import special

    return special


def ranks(scores: Floats, told: Flags, left_out: Flags) -> Ints:
    """1 for the largest; what cannot be told comes last, of equals the lower number first; 0: left out."""
    order = np.lexsort((np.arange(len(scores)), -np.round(np.where(told, scores, 0.0), 9), ~told, left_out))
    places = np.empty(len(scores), dtype=np.int64)
    places[order] = np.arange(1, len(scores) + 1)
    places[left_out] = 0
    return places
