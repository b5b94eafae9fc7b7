"""Which unit usually handles a matter: from counts of what was handled, the nearest place and finest category first.

docs/algorithms/usual-unit.md tells it with an example that the tests run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_CASES = 3
"""Fewer that one unit handled prove no usage."""
LEAST_SHARE = 0.5
PRIOR = 2.0
"""How many cases the wider count weighs beside those of the narrower one."""

Counts = Mapping[int, int]
"""How many cases each unit handled, by id."""


@dataclass(frozen=True, slots=True)
class Usual:
    """`unit` handled `handled` of `total`; `at`: number of the count that says so; `share`: smoothed."""

    unit: int
    handled: int
    total: int
    at: int
    share: float


def usual_unit(counts: Sequence[Counts]) -> Usual | None:
    """The unit of the narrowest count that is clear; None where none is. `counts`: the narrowest first.

    A count is clear when one unit handled LEAST_CASES or more and at least LEAST_SHARE, the shares of the next wider
    count weighing like PRIOR cases. Of equals the one with the smaller id.
    """
    wider: dict[int, float] = {}
    found: Usual | None = None
    for at in range(len(counts) - 1, -1, -1):
        total = sum(counts[at].values())
        units = counts[at].keys() | wider.keys()
        shares = {unit: (counts[at].get(unit, 0) + PRIOR * wider.get(unit, 0.0)) / (total + PRIOR) for unit in units}
        clear = [
            (-share, unit)
            for unit, share in shares.items()
            if counts[at].get(unit, 0) >= LEAST_CASES and share >= LEAST_SHARE
        ]
        if clear:
            share, unit = min(clear)
            found = Usual(unit, counts[at][unit], total, at, -share)
        wider = shares
    return found
