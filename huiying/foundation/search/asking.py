"""Who holds what was asked for: exactly those, the newest first. Whoever calls filters by what the viewer may see."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from huiying.core.search import Piece, Query
from huiying.core.search.windows import OVERLAP
from huiying.foundation.search.engines import engine
from huiying.foundation.search.rows import Part, Row, end_of, first_row, owner_of, owners_of

READ_AT_ONCE = 500
COSTS_OF_READING = 16
"""Rows of the index that are looked up in the time in which one owner's signs are read."""
IN_TITLE = 3
"""A word of a title counts as much as three in a text."""
SATURATION, LENGTH, USUAL_SIGNS = 1.2, 0.75, 400
"""k1 and b of Okapi BM25 (Robertson, Zaragoza 2009, eq. 3.15), and the length that counts as average."""


def walk(kind: int, asked: Query, *, below: int | None = None) -> Iterator[list[int]]:
    """The owners that hold every word, falling, in growing chunks; only those under `below`.

    A chunk may be empty: a caller that has searched long enough can stop there. One query for each chunk, so a walk may
    be left at any place and gone on with later.
    """
    low, high = first_row(kind, 0), end_of(kind) if below is None else first_row(kind, below)
    first, *others = _rarest_first(asked.pieces, low, high)
    for rows in engine().walk(first, low, high):
        owners = [owner for owner in owners_of(rows) if first_row(kind, owner) < high]
        high = first_row(kind, owners[-1]) if owners else high
        if others or not asked.is_exact:
            owners = _narrowed(kind, owners, others, asked)
        yield owners


def holding(kind: int, asked: Query, owners: Sequence[int]) -> list[int]:
    """Those of `owners` that hold every word, in their order: for a viewer who may see few (about 10 µs each)."""
    found: set[int] = set()
    for at in range(0, len(owners), READ_AT_ONCE):
        found |= {owner for owner, texts in _texts(kind, owners[at : at + READ_AT_ONCE]) if _has(texts, asked)}
    return [owner for owner in owners if owner in found]


def best(kind: int, asked: Query, owners: Sequence[int]) -> list[int]:
    """Those of `owners` that hold every word, the most fitting first, then the newest: by Okapi BM25 on the signs.

    A word that all of them hold weighs as much as any other, so that both databases give the same order.
    """
    scored: dict[int, float] = {}
    for at in range(0, len(owners), READ_AT_ONCE):
        for owner, texts in _texts(kind, owners[at : at + READ_AT_ONCE]):
            if _has(texts, asked):
                scored[owner] = _score(texts, asked)
    return sorted(scored, key=lambda owner: (-scored[owner], -owner))


def _score(texts: Sequence[tuple[int, str]], asked: Query) -> float:
    length = sum(len(text) for _part, text in texts)
    slack = SATURATION * (1 - LENGTH + LENGTH * length / USUAL_SIGNS)
    times = [
        sum(text.count(word.signs) * (IN_TITLE if part == Part.TITLE else 1) for part, text in texts)
        for word in asked.words
    ]
    return sum(many / (many + slack) for many in times)


def _rarest_first(pieces: Sequence[Piece], low: int, high: int) -> list[Piece]:
    return sorted(pieces, key=lambda piece: engine().reach(piece, low, high)) if len(pieces) > 1 else list(pieces)


def _narrowed(kind: int, owners: list[int], others: Sequence[Piece], asked: Query) -> list[int]:
    """Those that hold the other pieces too; what the index does not tell cheaply is read from the signs."""
    for piece in others if asked.is_exact else ():
        if not owners:
            return []
        low, high = first_row(kind, owners[-1]), first_row(kind, owners[0] + 1)
        rows = engine().within(piece, low, high, COSTS_OF_READING * len(owners))
        if rows is None:
            return holding(kind, asked, owners)
        having = set(owners_of(rows))
        owners = [owner for owner in owners if owner in having]
    return owners if asked.is_exact else holding(kind, asked, owners)


def _texts(kind: int, owners: Sequence[int]) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Each owner with part and signs of its texts, windows put together again."""
    rows = engine().rows_of([first_row(kind, owner) for owner in owners])
    for owner, its in groupby(rows, key=lambda row: owner_of(row.id)):
        yield owner, _joined(its)


def _joined(rows: Iterable[Row]) -> list[tuple[int, str]]:
    texts: list[tuple[int, str]] = []
    for row in rows:
        if row.nth:
            texts[-1] = (row.part, texts[-1][1] + row.signs[OVERLAP:])
        else:
            texts.append((row.part, row.signs))
    return texts


def _has(texts: Sequence[tuple[int, str]], asked: Query) -> bool:
    return all(any(word.signs in text for _part, text in texts) for word in asked.words)
