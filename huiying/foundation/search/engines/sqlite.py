"""FTS5 without content beside the table of the signs: the tokens of a row follow from its signs."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from huiying.core.search import Piece, tokens
from huiying.core.search.query import piece as piece_of
from huiying.foundation.search.engines import reading
from huiying.foundation.search.engines.reading import asked, run
from huiying.foundation.search.rows import MOST_WINDOWS, Row

FIRST_CHUNK = 128
LARGEST_CHUNK = 8_192
PROBE = 64
"""Newest rows of a pair by which is known how rare it is."""
PAGES_AT_ONCE = 2_000
"""Of 4 kB: what one step of settling writes, well under a second."""
LEAST_CHANGES = 2
"""A merge that finds nothing to do changes one row (SQLite, FTS5 6.8)."""
BY_HAND = 'INSERT INTO "search_found" ("search_found", rowid, tokens) VALUES (\'delete\', %s, %s)'


class Fts5:
    """See Engine. Merging eight segments at a time instead of four saves a third of the cost of a row."""

    def make(self) -> None:
        run("CREATE VIRTUAL TABLE \"search_found\" USING fts5(tokens, content='', columnsize=0, tokenize=ascii)")
        run('INSERT INTO "search_found" ("search_found", rank) VALUES (\'automerge\', 8)')

    def unmake(self) -> None:
        run('DROP TABLE IF EXISTS "search_found"')

    def insert(self, rows: Sequence[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                'INSERT INTO "search_window" ("id", "part", "nth", "signs") VALUES (%s, %s, %s, %s)',
                [(row.id, row.part, row.nth, row.signs) for row in rows],
            )
            cursor.executemany(
                'INSERT INTO "search_found" (rowid, tokens) VALUES (%s, %s)',
                [(row.id, tokens(row.signs)) for row in rows if row.signs],
            )

    def delete(self, ranges: Sequence[tuple[int, int]]) -> None:
        """FTS5 takes a row out only if it is given the tokens that were put in."""
        with connection.cursor() as cursor:
            for low, high in sorted(ranges):
                cursor.execute('SELECT "id", "signs" FROM "search_window" WHERE "id" >= %s AND "id" < %s', [low, high])
                cursor.executemany(BY_HAND, [(row, tokens(signs)) for row, signs in cursor.fetchall() if signs])
                cursor.execute('DELETE FROM "search_window" WHERE "id" >= %s AND "id" < %s', [low, high])

    def empty(self) -> None:
        run('DELETE FROM "search_window"')
        run('INSERT INTO "search_found" ("search_found") VALUES (\'delete-all\')')

    def last_rows(self, firsts: Sequence[int]) -> dict[int, int]:
        found = asked(
            'SELECT o.value, (SELECT max(w."id") FROM "search_window" w WHERE w."id" >= o.value '
            'AND w."id" < o.value + %s) FROM json_each(%s) o',
            [MOST_WINDOWS, json.dumps(list(firsts))],
        )
        return {first: last for first, last in found if last is not None}

    def rows_of(self, firsts: Sequence[int]) -> list[Row]:
        found = asked(
            'SELECT w."id", w."part", w."nth", w."signs" FROM json_each(%s) o CROSS JOIN "search_window" w '
            'ON w."id" >= o.value AND w."id" < o.value + %s',
            [json.dumps(list(firsts)), MOST_WINDOWS],
        )
        return [Row(*row) for row in found]

    def reach(self, piece: Piece, low: int, high: int) -> int:
        """That of its rarest pair: a pair is looked up in no time, however rare the whole is."""
        if len(piece.signs) == 1:
            return reading.reach(piece, low, high)
        pairs = (piece_of(piece.signs[at : at + 2]) for at in range(len(piece.signs) - 1))
        return min(_reach(_found(pair, low, high, PROBE), low) for pair in pairs)

    def within(self, piece: Piece, low: int, high: int, most: int) -> list[int] | None:
        if len(piece.signs) == 1:
            return None
        found = _found(piece, low, high, most + 1)
        return found if len(found) <= most else None

    def walk(self, piece: Piece, low: int, high: int) -> Iterator[list[int]]:
        """The index of FTS5 lies in the order of the rows; of a single sign it would have to be sorted."""
        if len(piece.signs) == 1:
            yield from reading.walk(piece, low, high, _gathered)
            return
        size = FIRST_CHUNK
        while found := _found(piece, low, high, size):
            yield found
            if len(found) < size:
                return
            high, size = found[-1], min(size * 2, LARGEST_CHUNK)

    def settle(self) -> None:
        """Merges all segments into one: a row that was taken out stands in the older ones until then."""
        pages = -PAGES_AT_ONCE
        while _merged(pages):
            pages = PAGES_AT_ONCE


def _reach(newest: Sequence[int], low: int) -> int:
    return newest[-1] if len(newest) == PROBE else low - PROBE + len(newest)


def _gathered(piece: Piece, low: int, high: int) -> list[int]:
    return _found(piece, low, high, -1)


def _found(piece: Piece, low: int, high: int, most: int) -> list[int]:
    """The newest rows that hold the piece; `most` -1: all."""
    found = asked(
        'SELECT rowid FROM "search_found" WHERE "search_found" MATCH %s AND rowid >= %s AND rowid <= %s '
        "ORDER BY rowid DESC LIMIT %s",
        [piece.fts5, low, high - 1, most],
    )
    return [row for (row,) in found]


def _merged(pages: int) -> bool:
    """One step, in a transaction of its own; False when there was nothing to do. Below 0: begin with all segments."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        before = _changes(cursor)
        cursor.execute('INSERT INTO "search_found" ("search_found", rank) VALUES (\'merge\', %s)', [pages])
        return _changes(cursor) - before >= LEAST_CHANGES


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
