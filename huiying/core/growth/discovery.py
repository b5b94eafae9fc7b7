"""How many of many small probabilities may be believed (Benjamini and Hochberg 1995)."""

from collections.abc import Sequence


def believed(chances: Sequence[float], tried: int, false_share: float) -> float:
    """The largest of `chances` that may be believed, 0 when none may.

    `chances`: the smaller probabilities among all `tried`; those left out count as 1. Of all that lie at or below the
    answer no more than `false_share` are expected to be chance; where nothing has changed at all, something is
    believed with no greater probability than that.
    """
    largest = 0.0
    for rank, chance in enumerate(sorted(chances), start=1):
        if chance <= false_share * rank / tried:
            largest = chance
    return largest
