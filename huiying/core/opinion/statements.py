"""What is known of a statement before anybody votes on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from huiying.core.opinion.votes import Flags, Ints


class Moderation(StrEnum):
    """Whether it was let in. Only what is rejected is left out of the map."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Statement:
    """`is_meta`: about the voter ("I am under 30"), not about the matter; left out of the map, still asked."""

    number: int
    moderation: Moderation = Moderation.ACCEPTED
    is_meta: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Of each statement that was voted on. `unknown`: votes name it, the list of statements does not."""

    rejected: Flags
    meta: Flags
    unknown: Flags

    @property
    def left_out(self) -> Flags:
        return self.rejected | self.meta | self.unknown


def standing(numbers: Ints, statements: Iterable[Statement]) -> Standing:
    """How the statements with these numbers stand. Raises ValueError for a number that stands twice."""
    listed = list(statements)
    if len({one.number for one in listed}) < len(listed):
        raise ValueError("a statement is listed twice")
    rejected = [one.number for one in listed if one.moderation is Moderation.REJECTED]
    meta = [one.number for one in listed if one.is_meta and one.moderation is not Moderation.REJECTED]
    known = [one.number for one in listed]
    return Standing(np.isin(numbers, rejected), np.isin(numbers, meta), ~np.isin(numbers, known))
