"""Finding every text that holds a phrase, by an index and exactly (docs/algorithms/search.md).

Store the `windows` of a text, look up the pieces of a `query`, check what is not exact with `matches`, show `excerpts`.
"""

from huiying.core.search.excerpts import Excerpt, excerpts, marked
from huiying.core.search.finding import matches, spans
from huiying.core.search.query import LONGEST_QUERY, MOST_WORDS, Piece, Query, Word, query
from huiying.core.search.signs import LONGEST_TEXT, Read, fold, read
from huiying.core.search.windows import LONGEST_PIECE, Window, tokens, windows

__all__ = [
    "LONGEST_PIECE",
    "LONGEST_QUERY",
    "LONGEST_TEXT",
    "MOST_WORDS",
    "Excerpt",
    "Piece",
    "Query",
    "Read",
    "Window",
    "Word",
    "excerpts",
    "fold",
    "marked",
    "matches",
    "query",
    "read",
    "spans",
    "tokens",
    "windows",
]
