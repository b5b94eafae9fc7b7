"""What somebody typed, as pieces to look up in the index and words to check on the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huiying.core.search.signs import fold
from huiying.core.search.windows import LONGEST_PIECE, OVERLAP, code, pairs

LONGEST_QUERY = 200
"""Signs of a query that are searched, over all its words."""

MOST_WORDS = 12
_MOST_TYPED = 1_000
"""Characters of a query that are read."""

_QUOTES = ('""', "＂＂", "“”", "„“", "「」", "『』", "«»")
_MARKS = "".join(_QUOTES)
_PART = re.compile("|".join([*(f"{a}[^{a}{b}]*{b}" for a, b in map(tuple, _QUOTES)), rf"[^\s{_MARKS}]+"]))


@dataclass(frozen=True, slots=True)
class Piece:
    """1 to 8 neighbouring signs; `fts5` goes to SQLite's MATCH, `tsquery` is cast by PostgreSQL (`::tsquery`)."""

    signs: str
    fts5: str
    tsquery: str


@dataclass(frozen=True, slots=True)
class Word:
    """What must stand in a text without a gap; its pieces may be found in different windows."""

    signs: str
    pieces: tuple[Piece, ...]

    @property
    def is_exact(self) -> bool:
        """Whether a text whose windows hold the piece holds the word; else it must be checked on the text."""
        return len(self.signs) <= LONGEST_PIECE


@dataclass(frozen=True, slots=True)
class Query:
    """Every word must stand in the text. `is_cut`: more was typed than is searched."""

    words: tuple[Word, ...]
    is_cut: bool

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Without repeats; a text comes into question when each of them matches some window of it."""
        return tuple(dict.fromkeys(piece for word in self.words for piece in word.pieces))

    @property
    def is_exact(self) -> bool:
        """Whether the index alone answers; else `matches` decides on each text."""
        return all(word.is_exact for word in self.words)


def query(phrase: str) -> Query | None:
    """Words are parted by blanks; what stands in quotes is one word. None when no letter or digit was typed.

    A quotation mark without its partner only parts.
    """
    typed = list(dict.fromkeys(filter(None, map(fold, _PART.findall(phrase[:_MOST_TYPED])))))
    words = tuple(Word(signs, tuple(_pieces(signs))) for signs in _first(typed))
    is_cut = len(phrase) > _MOST_TYPED or [word.signs for word in words] != typed
    return Query(words, is_cut) if words else None


def piece(signs: str) -> Piece:
    """One sign is the beginning of a token; more are tokens in a row."""
    if len(signs) == 1:
        return Piece(signs, f'"{code(signs)}" *', f"{code(signs)}:*")
    row = pairs(signs)
    return Piece(signs, f'"{" ".join(row)}"', " <-> ".join(row))


def _first(typed: list[str]) -> Iterator[str]:
    """As many of the words as are searched; the last may lose its end."""
    left = LONGEST_QUERY
    for signs in typed[:MOST_WORDS]:
        if left:
            yield signs[:left]
        left = max(left - len(signs), 0)


def _pieces(signs: str) -> Iterator[Piece]:
    """Pieces that cover the word; each shares a sign with the next, so that every pair of neighbours is in one."""
    last = max(len(signs) - LONGEST_PIECE, 0)
    for start in [*range(0, last, OVERLAP), last]:
        yield piece(signs[start : start + LONGEST_PIECE])
