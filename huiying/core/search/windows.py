"""A text cut into windows of tokens: what stands in the index of a database.

A token is two neighbouring signs, written in eight letters a–z: both SQLite and PostgreSQL take it for one plain word.
Hexadecimal digits would not do: PostgreSQL's parser also reads numbers, and cuts 04e1004e11 into 04e1004 and e11.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from huiying.core.search.signs import read

WINDOW_SIGNS = 250
"""Signs of a window. PostgreSQL remembers no more than 255 places of a token in a row."""

LONGEST_PIECE = 8
"""Signs that certainly stand together in some window, because windows overlap by one sign fewer."""

OVERLAP = LONGEST_PIECE - 1
STEP = WINDOW_SIGNS - OVERLAP

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_END = "aaaa"
"""Follows the last sign of a window, so that each sign begins a token. It is the code of NUL, never a sign."""


@dataclass(frozen=True, slots=True)
class Window:
    """A row of the index: numbered from 0 within its text, `start` the place of its first sign in the text."""

    number: int
    start: int
    signs: str

    @property
    def tokens(self) -> str:
        """For FTS5 and for to_tsvector('simple', …)."""
        return tokens(self.signs)


def windows(text: str) -> list[Window]:
    """The rows for a text; none when it has no letter or digit."""
    found = read(text)
    firsts = range(0, max(len(found.signs) - OVERLAP, 1), STEP) if found.signs else ()
    return [
        Window(number, found.starts[first], found.signs[first : first + WINDOW_SIGNS])
        for number, first in enumerate(firsts)
    ]


def tokens(signs: str) -> str:
    """The tokens of a window's signs, parted by one space: each sign with its neighbour, the last with the end.

    They follow from the signs alone, so that a row can be taken out of the index as it was put in, whatever a later
    version makes of the text.
    """
    return " ".join([*pairs(signs), code(signs[-1]) + _END])


def pairs(signs: str) -> list[str]:
    """Each sign with its neighbour."""
    return [one + other for one, other in pairwise(map(code, signs))]


@lru_cache(maxsize=65_536)
def code(sign: str) -> str:
    """The sign's number in four digits of base 26; enough for 456,976, and the last letter of Unicode is 205,743."""
    high, low = divmod(ord(sign), 26 * 26)
    return "".join(_LETTERS[digit] for part in (high, low) for digit in divmod(part, 26))
