"""A few words around what was found, to be read in a list of results."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from huiying.core.search.finding import spans
from huiying.core.search.query import Query
from huiying.core.search.signs import fold

BEFORE, AFTER = 24, 56
"""Characters shown beside what was found; twice as many where it is written in letters of the alphabet."""

LONGEST_READ = 5_000
"""Characters of a text in which a word is looked for that does not stand there as it was typed."""

_LONGEST_WORD = 20
_CUT = "…"
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of the text numbered `part`. `runs`: its words in order, each with whether they are what was found."""

    part: int
    runs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class _Window:
    part: int
    start: int
    end: int
    words: frozenset[str]


def excerpts(parts: Sequence[str], query: Query, most: int = 2, *, title: str = "") -> list[Excerpt]:
    """At most `most` excerpts in the order of `parts`, those that show most of the query.

    A further one is shown when it has another word of the query, or stands in another part. `title`: shown anyway, and
    what only repeats it is not shown.
    Texts are read, as far as LONGEST_READ, only where a word stands nowhere as it was typed.
    """
    new = [(part, text) for part, text in enumerate(parts) if text.strip() not in title]
    left = [window for part, text in new for window in _windows(part, text, query, _as_typed)]
    if not _shows_all(left, title, query):
        left = [window for part, text in new for window in _windows(part, text, query, _as_read)]
    chosen: list[_Window] = []
    while left and len(chosen) < most:
        shown = frozenset[str]().union(*(window.words for window in chosen))
        used = {window.part for window in chosen}
        best = max(left, key=lambda window: (len(window.words - shown), window.part not in used, -window.part))
        if chosen and not best.words - shown and best.part in used:
            break
        chosen.append(best)
        left.remove(best)
    chosen.sort(key=lambda window: (window.part, window.start))
    return [Excerpt(window.part, _runs(parts[window.part], window, query)) for window in chosen]


def marked(text: str, query: Query | None) -> tuple[tuple[str, bool], ...]:
    """A short text as a whole, such as a title."""
    return _parted(text, spans(text, query) if query else ())


Hits = list[tuple[int, int]]


def _windows(part: int, text: str, query: Query, hits_in: Callable[[str, Query], Hits]) -> Iterator[_Window]:
    """Pieces of the text around what was found in it, none within another."""
    hits = hits_in(text, query)
    while hits:
        start, end = _around(text, *hits[0])
        said = text[start:end] if hits_in is _as_typed else fold(text[start:end])
        yield _Window(part, start, end, frozenset(word.signs for word in query.words if word.signs in said))
        hits = [hit for hit in hits if hit[1] > end]


def _as_typed(text: str, query: Query) -> Hits:
    """The first place of each word that stands in the text as it was typed, found without reading the text."""
    places = ((text.find(word.signs), len(word.signs)) for word in query.words)
    return sorted({(at, at + length) for at, length in places if at >= 0})


def _as_read(text: str, query: Query) -> Hits:
    """Everywhere, also where it is written otherwise, near the beginning of the text."""
    return spans(text[:LONGEST_READ], query)


def _shows_all(windows: Sequence[_Window], title: str, query: Query) -> bool:
    shown = frozenset[str]().union(*(window.words for window in windows))
    return all(word.signs in shown or word.signs in title for word in query.words)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    wide = 2 if text[start:end].isascii() else 1
    return _word_start(text, max(start - BEFORE * wide, 0), start), _word_end(text, end, end + AFTER * wide)


def _word_start(text: str, at: int, latest: int) -> int:
    """`at`, or where the next word of letters begins."""
    if at == 0 or not _within_word(text, at):
        return at
    blank = text.find(" ", at, min(at + _LONGEST_WORD, latest))
    return blank + 1 if blank >= 0 else at


def _word_end(text: str, earliest: int, at: int) -> int:
    """`at`, or where the word of letters before it ends."""
    if at >= len(text):
        return len(text)
    if not _within_word(text, at):
        return at
    blank = text.rfind(" ", max(at - _LONGEST_WORD, earliest), at)
    return blank if blank >= 0 else at


def _within_word(text: str, at: int) -> bool:
    return text[at - 1 : at + 1].isascii() and text[at - 1 : at + 1].isalnum()


def _runs(text: str, window: _Window, query: Query) -> tuple[tuple[str, bool], ...]:
    """With … where the text goes on."""
    piece = text[window.start : window.end]
    runs = [(_BLANKS.sub(" ", words), found) for words, found in _parted(piece, spans(piece, query))]
    before = [(_CUT, False)] if window.start else []
    after = [(_CUT, False)] if window.end < len(text) else []
    return (*before, *runs, *after)


def _parted(text: str, hits: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    runs: list[tuple[str, bool]] = []
    at = 0
    for first, last in hits:
        runs += [(text[at:first], False), (text[first:last], True)]
        at = last
    return tuple(run for run in [*runs, (text[at:], False)] if run[0])
