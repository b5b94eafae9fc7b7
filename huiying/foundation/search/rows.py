"""How the rows of the index are numbered: kind, owner, window. Whatever belongs together is one range, the newest last.

A row's number is `kind << 56 | owner << 16 | window`. So the newest owner comes first by walking numbers downwards, and
nothing has to be sorted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

OWNER_BITS = 40
WINDOW_BITS = 16
MOST_WINDOWS = 1 << WINDOW_BITS
"""Windows of one owner; what is said beyond them (16 million signs) is not found."""


class Kind(IntEnum):
    """What an owner is."""

    CASE = 1
    ISSUE = 2
    ARTICLE = 3


class Part(IntEnum):
    """What a text is to its owner."""

    TITLE = 1
    TEXT = 2
    PLACE = 3
    REPLY = 4
    ADDED = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One window: `nth` counts within its text, so that a 0 begins a text. Without signs it only says: looked at."""

    id: int
    part: int
    nth: int
    signs: str


def first_row(kind: int, owner: int) -> int:
    """The number of an owner's first row; those of the owner before it lie below. Raises ValueError."""
    if not 0 <= owner < 1 << OWNER_BITS:
        raise ValueError("no owner of the index has such a number")
    return kind << OWNER_BITS + WINDOW_BITS | owner << WINDOW_BITS


def end_of(kind: int) -> int:
    """Above every row of the kind."""
    return (kind + 1) << OWNER_BITS + WINDOW_BITS


def owner_of(row: int) -> int:
    return row >> WINDOW_BITS & (1 << OWNER_BITS) - 1


def owners_of(rows: Iterable[int]) -> list[int]:
    """The owners of rows, each once, in their order."""
    return list(dict.fromkeys(map(owner_of, rows)))
