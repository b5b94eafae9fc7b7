"""Who waits much longer: one place against all others, cases still running included, by an exact test where few."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from statistics import NormalDist
from typing import Generic, NamedTuple, TypeVar

from huiying.core.growth.discovery import believed

FEWEST = 5
"""Answered cases on either side: with fewer nothing is said."""
LEAST_TIMES = 2.0
FALSE_SHARE = 0.10
EXACT_CASES = 40
"""Up to so many cases in all every way to share them out is counted."""

K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound=Hashable)


class Wait(NamedTuple):
    """Days from being received to the answer; of a case still running, days so far."""

    days: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Later(Generic[K, P]):
    """Cases of one `matter` waited much longer at `place` than everywhere else. Medians in days."""

    matter: K
    place: P
    cases: int
    others: int
    median: int
    median_of_others: int
    chance: float


def find_later(waits: Mapping[K, Mapping[P, Sequence[Wait]]]) -> list[Later[K, P]]:
    """By matter (same category, kind and procedure) and place: who waited much longer, the least likely first.

    At least twice as long in the median, five answered cases here and five elsewhere, and beyond chance: of all that
    is found no more than a tenth is expected to be chance (Benjamini and Hochberg 1995).
    """
    tried: list[Later[K, P]] = []
    for matter, places in waits.items():
        for place, here in places.items():
            elsewhere = [wait for other, found in places.items() if other != place for wait in found]
            if min(_answered(here), _answered(elsewhere)) >= FEWEST:
                tried.append(_compared(matter, place, here, elsewhere))
    limit = believed([each.chance for each in tried], len(tried), FALSE_SHARE)
    found = [each for each in tried if each.chance <= limit and each.median >= LEAST_TIMES * each.median_of_others]
    return sorted(found, key=lambda each: (each.chance, str(each.matter), str(each.place)))


def _compared(matter: K, place: P, here: Sequence[Wait], elsewhere: Sequence[Wait]) -> Later[K, P]:
    return Later(
        matter=matter,
        place=place,
        cases=len(here),
        others=len(elsewhere),
        median=median_wait(here),
        median_of_others=median_wait(elsewhere),
        chance=chance_of_later(here, elsewhere),
    )


def _answered(waits: Sequence[Wait]) -> int:
    return sum(wait.answered for wait in waits)


def median_wait(waits: Sequence[Wait]) -> int:
    """The day by which half are answered (Kaplan and Meier 1958); where half never were, the longest wait so far."""
    left, share = len(waits), 1.0
    ended, gone = Counter(wait.days for wait in waits if wait.answered), Counter(wait.days for wait in waits)
    for day in sorted(gone):
        share *= 1 - ended[day] / left
        if share <= 0.5:
            return day
        left -= gone[day]
    return max(gone)


def chance_of_later(here: Sequence[Wait], elsewhere: Sequence[Wait]) -> float:
    """The probability that chance alone lets these cases wait so much longer, of all ways to share the waits out.

    Gehan's generalised Wilcoxon test (1965): a case scores one for each case that surely waited less, minus one for
    each that surely waited longer. Without running cases it is the Mann-Whitney test. Exact up to 40 cases, ties
    included; beyond, by the normal approximation with the variance of the permutations.
    """
    pooled = [*here, *elsewhere]
    scores = gehan_scores(pooled)
    seen = sum(scores[: len(here)])
    if len(pooled) <= EXACT_CASES:
        return _exact(scores, len(here), seen)
    spread = len(here) * len(elsewhere) * sum(score**2 for score in scores) / (len(pooled) * (len(pooled) - 1))
    return NormalDist().cdf(-(seen - 1) / sqrt(spread)) if spread else 1.0


def gehan_scores(waits: Sequence[Wait]) -> list[int]:
    """For each case how many surely waited less than it, minus how many surely waited longer."""
    ended = Counter(wait.days for wait in waits if wait.answered)
    every = Counter(wait.days for wait in waits)
    days = sorted(every)
    ended_before = dict(zip(days, [0, *accumulate(ended[day] for day in days)], strict=False))
    from_day_on = {
        day: len(waits) - before for day, before in zip(days, [0, *accumulate(every[d] for d in days)], strict=False)
    }
    running = Counter(wait.days for wait in waits if not wait.answered)
    scores = []
    for day, answered in waits:
        shorter = ended_before[day] + (0 if answered else ended[day])
        longer = from_day_on[day] - every[day] + running[day] if answered else 0
        scores.append(shorter - longer)
    return scores


def _exact(scores: Sequence[int], size: int, seen: int) -> float:
    """The share of all subsets of this size whose scores add up to `seen` and more."""
    ways: list[defaultdict[int, int]] = [defaultdict(int) for _ in range(size + 1)]
    ways[0][0] = 1
    for score in scores:
        for taken in range(size, 0, -1):
            for total, count in ways[taken - 1].items():
                ways[taken][total + score] += count
    found = ways[size]
    return sum(count for total, count in found.items() if total >= seen) / sum(found.values())
