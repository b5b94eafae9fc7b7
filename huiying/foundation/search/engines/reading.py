"""The newest rows read one by one: what many texts hold stands among them, and an index would gather half of all rows.

What few of them hold is gathered by the index after all, and is little.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection

from huiying.core.search import Piece

READ_FIRST = 500
READ_AT_MOST = 8_000
LEAST_HITS = 0.01
"""The reading goes on, in growing chunks, while so many of the rows hold the piece."""
NEWEST = (
    'SELECT "id" FROM (SELECT "id", "signs" FROM "search_window" WHERE "id" >= %s AND "id" < %s '
    'ORDER BY "id" DESC LIMIT %s) newest WHERE strpos("signs", %s) > 0'
)

Gathered = Callable[[Piece, int, int], list[int]]
"""All rows of [low, high) that hold the piece, falling."""


def reach(piece: Piece, low: int, high: int) -> int:
    """See Engine; what fewer than one in a hundred of the newest rows hold is rare."""
    found = _held(piece, low, high, READ_FIRST)
    return found[-1] if len(found) >= LEAST_HITS * READ_FIRST else low - READ_FIRST + len(found)


def walk(piece: Piece, low: int, high: int, gathered: Gathered) -> Iterator[list[int]]:
    """All of them in chunks."""
    size = READ_FIRST
    while (bottom := _bottom(low, high, size)) is not None:
        found = _held(piece, bottom, high, size)
        yield found
        high = bottom
        if len(found) < LEAST_HITS * size:
            break
        size = min(size * 2, READ_AT_MOST)
    yield gathered(piece, low, high)


def _bottom(low: int, high: int, size: int) -> int | None:
    """The row so far down from the top."""
    found = asked(
        'SELECT "id" FROM "search_window" WHERE "id" >= %s AND "id" < %s ORDER BY "id" DESC LIMIT 1 OFFSET %s',
        [low, high, size - 1],
    )
    return int(found[0][0]) if found else None


def _held(piece: Piece, low: int, high: int, size: int) -> list[int]:
    statement = NEWEST.replace("strpos", "instr") if connection.vendor == "sqlite" else NEWEST
    found = asked(statement, [low, high, size, piece.signs])
    return [row for (row,) in found]


def asked(statement: str, values: Sequence[Any]) -> list[Any]:
    """What a query answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def run(statement: str, values: Sequence[Any] = ()) -> None:
    """A statement without an answer."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
