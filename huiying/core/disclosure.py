"""How few is too few to be told: no count, share or word that rests on fewer voices leaves the office."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 5
"""Source: product note, "a cell with fewer than 5 people is never shown (nor derivable)"."""

Cell = TypeVar("Cell", bound=Hashable)


def shown_counts(counts: Mapping[Cell, int], whole: int) -> dict[Cell, int | None]:
    """How many of `whole` voices said what, as it may be told; None: hidden.

    `counts` parts those who said something; how many said nothing, the rest of `whole`, must never be told. A count
    below FEWEST is hidden, none at all as well as few. What is hidden and the rest are known together, as `whole` is:
    where that is below FEWEST, the smallest counts that could be told are hidden too (complementary suppression:
    Hundepool et al., Statistical Disclosure Control, 2012, 4.3). Also who knows this rule cannot work out a count below
    FEWEST, for it may always be one of those who said nothing (the tests go through every small table).
    """
    told = {cell: count for cell, count in counts.items() if count >= FEWEST}
    if told and whole - sum(told.values()) < FEWEST:
        smallest = min(told.values())
        told = {cell: count for cell, count in told.items() if count > smallest}
    return {cell: told.get(cell) for cell in counts}
