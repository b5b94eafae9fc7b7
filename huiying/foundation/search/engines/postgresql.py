"""A column of tokens with a GIN index; it is changed with the row (no pending list), so that what was put is found."""

from collections.abc import Iterator, Sequence

from huiying.core.search import Piece, tokens
from huiying.foundation.search.engines import reading
from huiying.foundation.search.engines.reading import asked, run
from huiying.foundation.search.rows import MOST_WINDOWS, Row

ROWS_AT_ONCE = 200
INTO = 'INSERT INTO "search_window" ("id", "part", "nth", "signs", "tokens") VALUES'
MARKS = "(%s, %s, %s, %s, to_tsvector('simple', %s))"


class Tsvector:
    """See Engine."""

    def make(self) -> None:
        run('ALTER TABLE "search_window" ADD COLUMN "tokens" tsvector')
        run('CREATE INDEX "search_found" ON "search_window" USING gin ("tokens") WITH (fastupdate = off)')

    def unmake(self) -> None:
        run('DROP INDEX IF EXISTS "search_found"')

    def insert(self, rows: Sequence[Row]) -> None:
        for part in (rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE)):
            values = [(row.id, row.part, row.nth, row.signs, row.signs and tokens(row.signs)) for row in part]
            run(f"{INTO} {', '.join([MARKS] * len(part))}", [value for row in values for value in row])

    def delete(self, ranges: Sequence[tuple[int, int]]) -> None:
        run(
            'DELETE FROM "search_window" w USING unnest(%s::bigint[], %s::bigint[]) gone(low, high) '
            'WHERE w."id" >= gone.low AND w."id" < gone.high',
            [[low for low, _high in ranges], [high for _low, high in ranges]],
        )

    def empty(self) -> None:
        run('TRUNCATE "search_window"')

    def last_rows(self, firsts: Sequence[int]) -> dict[int, int]:
        found = asked(
            'SELECT o.first, (SELECT max(w."id") FROM "search_window" w WHERE w."id" >= o.first '
            'AND w."id" < o.first + %s) FROM unnest(%s::bigint[]) o(first)',
            [MOST_WINDOWS, list(firsts)],
        )
        return {first: last for first, last in found if last is not None}

    def rows_of(self, firsts: Sequence[int]) -> list[Row]:
        found = asked(
            "SELECT its.* FROM unnest(%s::bigint[]) o(first) CROSS JOIN LATERAL "
            '(SELECT w."id", w."part", w."nth", w."signs" FROM "search_window" w '
            'WHERE w."id" >= o.first AND w."id" < o.first + %s ORDER BY w."id") its',
            [list(firsts), MOST_WINDOWS],
        )
        return [Row(*row) for row in found]

    def reach(self, piece: Piece, low: int, high: int) -> int:
        return reading.reach(piece, low, high)

    def within(self, piece: Piece, low: int, high: int, most: int) -> list[int] | None:
        """GIN gathers a piece from the whole table, whatever the range."""
        return None

    def walk(self, piece: Piece, low: int, high: int) -> Iterator[list[int]]:
        """GIN knows no order: it gathers all that hold a piece, so it is not asked for what half of all hold."""
        return reading.walk(piece, low, high, _gathered)

    def settle(self) -> None:
        """Nothing: PostgreSQL's own vacuum frees dead rows and what the index says of them."""


def _gathered(piece: Piece, low: int, high: int) -> list[int]:
    """The index tells which rows have all tokens, the signs whether they stand in a row: they are quicker to read."""
    found = asked(
        'WITH found AS MATERIALIZED (SELECT "id" FROM "search_window" WHERE "tokens" @@ %s::tsquery '
        'AND strpos("signs", %s) > 0 AND "id" >= %s AND "id" < %s) SELECT "id" FROM found ORDER BY "id" DESC',
        [piece.tsquery.replace("<->", "&"), piece.signs, low, high],
    )
    return [row for (row,) in found]
