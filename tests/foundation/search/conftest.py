import pytest

from huiying.core.search import query
from huiying.foundation.search.asking import walk
from huiying.foundation.search.indexing import Words
from huiying.foundation.search.rows import Kind, Part


def say(owner, text, part=Part.TEXT, kind=Kind.CASE):
    return Words(kind, owner, part, text)


def found(phrase, *, kind=Kind.CASE, below=None):
    """Every owner that holds the phrase, in the order of the walk."""
    asked = query(phrase)
    return [owner for chunk in walk(kind, asked, below=below) for owner in chunk] if asked else []


@pytest.fixture
def small_steps(monkeypatch):
    """Chunks and probes so small that a few texts need many of them."""
    from huiying.foundation.search import asking
    from huiying.foundation.search.engines import reading, sqlite

    monkeypatch.setattr(sqlite, "FIRST_CHUNK", 2)
    monkeypatch.setattr(sqlite, "LARGEST_CHUNK", 5)
    monkeypatch.setattr(reading, "READ_FIRST", 3)
    monkeypatch.setattr(reading, "LEAST_HITS", 0.5)
    monkeypatch.setattr(sqlite, "PROBE", 2)
    monkeypatch.setattr(asking, "READ_AT_ONCE", 3)
    monkeypatch.setattr(asking, "COSTS_OF_READING", 2)
