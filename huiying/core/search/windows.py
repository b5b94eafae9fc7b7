"""A text cut into windows of tokens: what stands in the index of a database.

A token is two neighbouring signs, written in eight letters a–z: both SQLite and PostgreSQL take it for one plain word.
Hexadecimal digits would not do: PostgreSQL's parser also reads numbers, and cuts 04e1004e11 into 04e1004 and e11.
"""

from dataclasses import dataclass
from itertools import pairwise
from operator import add

from huiying.core.search.signs import fold

WINDOW_SIGNS = 250
"""Signs of a window. PostgreSQL remembers no more than 255 places of a token in a row."""

LONGEST_PIECE = 8
"""Signs that certainly stand together in some window, because windows overlap by one sign fewer."""

OVERLAP = LONGEST_PIECE - 1
STEP = WINDOW_SIGNS - OVERLAP

_MOST_REMEMBERED = 65_536
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_END = "aaaa"
"""Follows the last sign of a window, so that each sign begins a token. It is the code of NUL, never a sign."""


@dataclass(frozen=True, slots=True)
class Window:
    """A row of the index: numbered from 0 within its text."""

    number: int
    signs: str

    @property
    def tokens(self) -> str:
        """For FTS5 and for to_tsvector('simple', …)."""
        return tokens(self.signs)


def windows(text: str) -> list[Window]:
    """The rows for a text; none when it has no letter or digit."""
    signs = fold(text)
    firsts = range(0, max(len(signs) - OVERLAP, 1), STEP) if signs else ()
    return [Window(number, signs[first : first + WINDOW_SIGNS]) for number, first in enumerate(firsts)]


def tokens(signs: str) -> str:
    """The tokens of a window's signs, parted by one space: each sign with its neighbour, the last with the end.

    They follow from the signs alone, so that a row can be taken out of the index as it was put in, whatever a later
    version makes of the text.
    """
    codes = list(map(_CODES.__getitem__, signs))
    return " ".join(map(add, codes, [*codes[1:], _END]))


def pairs(signs: str) -> list[str]:
    """Each sign with its neighbour."""
    return [one + other for one, other in pairwise(map(code, signs))]


def code(sign: str) -> str:
    """The sign's number in four digits of base 26; enough for 456,976, and the last letter of Unicode is 205,743."""
    high, low = divmod(ord(sign), 26 * 26)
    return "".join(_LETTERS[digit] for part in (high, low) for digit in divmod(part, 26))


class _Codes(dict[str, str]):
    """Codes that were asked for."""

    def __missing__(self, sign: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            return code(sign)
        self[sign] = made = code(sign)
        return made


_CODES = _Codes()
