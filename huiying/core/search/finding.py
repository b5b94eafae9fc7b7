"""Searching the text itself: whether it matches, and where."""

from collections.abc import Iterator

from huiying.core.search.query import Query
from huiying.core.search.signs import fold, read


def matches(text: str, query: Query) -> bool:
    """Whether every word stands in the text: what the index must answer, and the check of what is longer."""
    signs = fold(text)
    return all(word.signs in signs for word in query.words)


def spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Where any word stands in the text as it was written, to be highlighted: [start, end), in order, none touching.

    Signs between the letters and marks upon them are inside (油烟，扰民 for 油烟扰民).
    """
    found = read(text)
    places = sorted(
        (found.starts[first], found.ends[first + len(word.signs) - 1])
        for word in query.words
        for first in _places(found.signs, word.signs)
    )
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _places(signs: str, word: str) -> Iterator[int]:
    at = signs.find(word)
    while at >= 0:
        yield at
        at = signs.find(word, at + 1)
