"""Counting a vote by approval, and what equal votes mean.

Every choice counts one. Lines with as many votes as each other share a place, and the next place is left out (1, 2, 2,
4). A list of so many lines takes every line whose place is within that number: who shares the last place is taken as
well, so that neither chance nor an office decides between equal votes. A line without a vote has no place.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from huiying.core.voting.ballots import Ballot
from huiying.core.words import Text

TIES = Text(
    zh="票数相同的并列；与最后一名并列的，都算选上。",
    en="Equal votes share a place; those that share the last place are all taken.",
)
"""The rule as the public reads it, before and after the vote."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line after the count. `place` from 1; None without a vote."""

    line: int
    votes: int
    place: int | None


def count(ballots: Iterable[Ballot], lines: Collection[int]) -> tuple[Standing, ...]:
    """Every line once: most votes first, equal ones by their number. Choices beyond `lines` count for nothing."""
    votes = Counter(choice for ballot in ballots for choice in set(ballot.choices))
    ranked = sorted(set(lines), key=lambda line: (-votes[line], line))
    return tuple(Standing(line, votes[line], _place(votes[line], ranked, votes)) for line in ranked)


def _place(mine: int, ranked: Iterable[int], votes: Counter[int]) -> int | None:
    return 1 + sum(votes[line] > mine for line in ranked) if mine else None


def taken(standings: Iterable[Standing], places: int) -> frozenset[int]:
    """The lines that a list of `places` lines takes."""
    return frozenset(one.line for one in standings if one.place is not None and one.place <= places)
