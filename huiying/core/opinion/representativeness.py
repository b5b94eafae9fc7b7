"""What a group says more than the others do: Polis's choice of five statements for each group."""

from dataclasses import dataclass

import numpy as np

from huiying.core.opinion import proportions
from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.proportions import Z_90, one_share, two_shares
from huiying.core.opinion.tallies import Tally
from huiying.core.opinion.votes import Flags

MOST = 5


@dataclass(frozen=True, slots=True)
class Speaks:
    """One statement that speaks for a group. `column`: its place; `successes` of `trials` say so.

    `ratio`: how many times as likely as among the others; `share_z`, `ratio_z`: the tests of both.
    """

    column: int
    agrees: bool
    successes: int
    trials: int
    share: float
    share_z: float
    ratio: float
    ratio_z: float
    best_agreed: bool = False

    @property
    def score(self) -> float:
        return self.ratio * self.ratio_z * self.share * self.share_z


@dataclass(frozen=True, slots=True, eq=False)
class Tests:
    """Groups × statements: share, ratio to the others and z of both, for agreeing and for disagreeing."""

    pa: Floats
    pat: Floats
    ra: Floats
    rat: Floats
    pd: Floats
    pdt: Floats
    rd: Floats
    rdt: Floats


def tests_of(counts: Tally) -> Tests:
    """All tests of all groups."""
    others = counts.without_each()
    found: list[Floats] = []
    for mine, theirs in ((counts.agree, others.agree), (counts.disagree, others.disagree)):
        own = proportions.share(mine, counts.voted)
        ratio_z = two_shares(mine, counts.voted, theirs, others.voted)
        found += [own, one_share(mine, counts.voted), own / proportions.share(theirs, others.voted), ratio_z]
    return Tests(*found)


def representative(counts: Tally, group: int, left_out: Flags) -> list[Speaks]:
    """At most five statements that speak for the group: the best agreed one, then by score; agreed before disagreed."""
    tests = tests_of(counts)
    columns = np.flatnonzero(~left_out).tolist()
    best = _best_agreed(tests, counts, group, columns)
    enough = [_speaks(tests, counts, group, j) for j in columns if _sufficient(tests, group, j)]
    if not enough and best is None:
        return [_speaks(tests, counts, group, j) for j in _most_telling(tests, group, columns)]
    ordered = [one for one in sorted(enough, key=lambda one: -one.score) if one.column != best]
    first = [] if best is None else [_speaks(tests, counts, group, best, best_agreed=True)]
    return sorted([*first, *ordered][:MOST], key=lambda one: not one.agrees)


def _sufficient(tests: Tests, g: int, j: int) -> bool:
    agreed = tests.rat[g, j] > Z_90 and tests.pat[g, j] > Z_90
    return bool(agreed or (tests.rdt[g, j] > Z_90 and tests.pdt[g, j] > Z_90))


def _most_telling(tests: Tests, g: int, columns: list[int]) -> list[int]:
    best = max(columns, key=lambda j: max(tests.rat[g, j], tests.rdt[g, j]), default=None)
    return [] if best is None else [best]


def _best_agreed(tests: Tests, counts: Tally, g: int, columns: list[int]) -> int | None:
    best: int | None = None
    for j in columns:
        if counts.agree[g, j] + counts.disagree[g, j] and _beats(tests, g, j, best):
            best = j
    return best


def _beats(tests: Tests, g: int, j: int, best: int | None) -> bool:
    pa, pat, ra, rat = (table[g] for table in (tests.pa, tests.pat, tests.ra, tests.rat))
    if best is None:
        return bool(pat[j] > Z_90 or (ra[j] > 1 and pa[j] > 0.5))
    if ra[best] > 1:
        return bool(ra[j] * rat[j] * pa[j] * pat[j] > ra[best] * rat[best] * pa[best] * pat[best])
    return bool(pa[j] * pat[j] > pa[best] * pat[best])


def _speaks(tests: Tests, counts: Tally, g: int, j: int, *, best_agreed: bool = False) -> Speaks:
    agrees = bool(tests.rat[g, j] > tests.rdt[g, j])
    tables = (tests.pa, tests.pat, tests.ra, tests.rat) if agrees else (tests.pd, tests.pdt, tests.rd, tests.rdt)
    successes = counts.agree if agrees else counts.disagree
    share, share_z, ratio, ratio_z = (float(table[g, j]) for table in tables)
    counted = int(successes[g, j]), int(counts.voted[g, j])
    return Speaks(j, agrees, *counted, share, share_z, ratio, ratio_z, best_agreed)
