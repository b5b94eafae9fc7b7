"""A column of tokens with a GIN index; it is changed with the row (no pending list), so that what was put is found."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from huiying.core.search import Piece, tokens
from huiying.foundation.search.rows import MOST_WINDOWS, Row

ROWS_AT_ONCE = 200
WALKED_FIRST = 4_000
"""The newest rows are read one by one before the index is asked: what many texts hold stands among them."""
LEAST_HITS = 0.01
"""A walk goes on reading rows one by one while so many of them hold the piece; fewer are gathered by the index."""

INTO = 'INSERT INTO "search_window" ("id", "part", "nth", "signs", "tokens") VALUES'
MARKS = "(%s, %s, %s, %s, to_tsvector('simple', %s))"


class Tsvector:
    """See Engine."""

    def make(self) -> None:
        _run('ALTER TABLE "search_window" ADD COLUMN "tokens" tsvector')
        _run('CREATE INDEX "search_found" ON "search_window" USING gin ("tokens") WITH (fastupdate = off)')

    def unmake(self) -> None:
        _run('DROP INDEX IF EXISTS "search_found"')

    def insert(self, rows: Sequence[Row]) -> None:
        for part in (rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE)):
            values = [(row.id, row.part, row.nth, row.signs, row.signs and tokens(row.signs)) for row in part]
            _run(f"{INTO} {', '.join([MARKS] * len(part))}", [value for row in values for value in row])

    def delete(self, ranges: Sequence[tuple[int, int]]) -> None:
        _run(
            'DELETE FROM "search_window" w USING unnest(%s::bigint[], %s::bigint[]) gone(low, high) '
            'WHERE w."id" >= gone.low AND w."id" < gone.high',
            [[low for low, _high in ranges], [high for _low, high in ranges]],
        )

    def empty(self) -> None:
        _run('TRUNCATE "search_window"')

    def last_rows(self, firsts: Sequence[int]) -> dict[int, int]:
        found = _asked(
            'SELECT o.first, (SELECT max(w."id") FROM "search_window" w WHERE w."id" >= o.first '
            'AND w."id" < o.first + %s) FROM unnest(%s::bigint[]) o(first)',
            [MOST_WINDOWS, list(firsts)],
        )
        return {first: last for first, last in found if last is not None}

    def rows_of(self, firsts: Sequence[int]) -> list[Row]:
        found = _asked(
            "SELECT its.* FROM unnest(%s::bigint[]) o(first) CROSS JOIN LATERAL "
            '(SELECT w."id", w."part", w."nth", w."signs" FROM "search_window" w '
            'WHERE w."id" >= o.first AND w."id" < o.first + %s ORDER BY w."id") its',
            [list(firsts), MOST_WINDOWS],
        )
        return [Row(*row) for row in found]

    def holding(self, piece: Piece, low: int, high: int, most: int) -> list[int]:
        found = _newest(piece, low, high, max(WALKED_FIRST, most))
        return (found if len(found) >= most else _gathered(piece, low, high))[:most]

    def walk(self, piece: Piece, low: int, high: int) -> Iterator[list[int]]:
        size = WALKED_FIRST
        while (bottom := _bottom(low, high, size)) is not None:
            found = _newest(piece, bottom, high, size)
            yield found
            high = bottom
            if len(found) < LEAST_HITS * size:
                break
        yield _gathered(piece, low, high)

    def settle(self) -> None:
        """Nothing: PostgreSQL's own vacuum frees dead rows and what the index says of them."""


def _bottom(low: int, high: int, size: int) -> int | None:
    """The row so far down, counted from the top."""
    found = _asked(
        'SELECT "id" FROM "search_window" WHERE "id" >= %s AND "id" < %s ORDER BY "id" DESC OFFSET %s LIMIT 1',
        [low, high, size - 1],
    )
    return int(found[0][0]) if found else None


def _newest(piece: Piece, low: int, high: int, size: int) -> list[int]:
    """Which of the newest rows hold the piece, read one by one."""
    found = _asked(
        'SELECT "id" FROM (SELECT "id", "signs" FROM "search_window" WHERE "id" >= %s AND "id" < %s '
        'ORDER BY "id" DESC LIMIT %s) newest WHERE strpos("signs", %s) > 0',
        [low, high, size, piece.signs],
    )
    return [row for (row,) in found]


def _gathered(piece: Piece, low: int, high: int) -> list[int]:
    """All that hold the piece, by the index."""
    found = _asked(
        'WITH found AS MATERIALIZED (SELECT "id" FROM "search_window" WHERE "tokens" @@ %s::tsquery '
        'AND "id" >= %s AND "id" < %s) SELECT "id" FROM found ORDER BY "id" DESC',
        [piece.tsquery, low, high],
    )
    return [row for (row,) in found]


def _run(statement: str, values: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _asked(statement: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
