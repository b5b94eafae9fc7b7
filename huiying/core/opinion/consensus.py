"""What most agree on, and what all groups agree on."""

from dataclasses import dataclass

import numpy as np

from huiying.core.opinion.eigen import Floats
from huiying.core.opinion.proportions import Z_90, one_share, share
from huiying.core.opinion.tallies import Tally
from huiying.core.opinion.votes import Flags, Ints

MOST = 5


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement that most agree on, or disagree with. `column`: its place; `successes` of `trials` say so."""

    column: int
    agrees: bool
    successes: int
    trials: int
    share: float
    share_z: float


def majority(everybody: Tally, left_out: Flags, *, agrees: bool) -> list[Shared]:
    """At most five statements that surely more than half agree on (or disagree with), by share × z."""
    counts, trials = (everybody.agree if agrees else everybody.disagree)[0], everybody.voted[0]
    shares, tests = share(counts, trials), one_share(counts, trials)
    sure = np.flatnonzero((shares > 0.5) & (tests > Z_90) & ~left_out).tolist()
    best = sorted(sure, key=lambda j: -shares[j] * tests[j])[:MOST]
    return [Shared(j, agrees, int(counts[j]), int(trials[j]), float(shares[j]), float(tests[j])) for j in best]


def group_aware(successes: Ints, trials: Ints) -> Floats:
    """Π over the groups of (s + 1) / (n + 2), for each statement: small as soon as one group does not go along."""
    product: Floats = share(successes, trials).prod(axis=0)
    return product
