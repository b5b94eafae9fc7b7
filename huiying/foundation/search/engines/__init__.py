"""What SQLite and PostgreSQL each do in their own way, behind one set of functions."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from django.db import connection

from huiying.core.search import Piece
from huiying.foundation.search.rows import Row


class Engine(Protocol):
    """Rows go in and out in the caller's transaction. All ranges are [low, high) of row numbers."""

    def make(self) -> None:
        """What the model does not make: the index beside its table."""

    def unmake(self) -> None: ...

    def insert(self, rows: Sequence[Row]) -> None:
        """Rows in rising order."""

    def delete(self, ranges: Sequence[tuple[int, int]]) -> None: ...

    def empty(self) -> None:
        """Take out every row."""

    def last_rows(self, firsts: Sequence[int]) -> dict[int, int]:
        """The last row of each owner that has rows, by its first row."""

    def rows_of(self, firsts: Sequence[int]) -> list[Row]:
        """Every row of these owners, in rising order within each."""

    def reach(self, piece: Piece, low: int, high: int) -> int:
        """How far down the newest rows go that may hold the piece: the lower, the rarer it is."""

    def within(self, piece: Piece, low: int, high: int, most: int) -> list[int] | None:
        """All rows that hold the piece, falling; None where they are more than `most`, or reading is quicker."""

    def walk(self, piece: Piece, low: int, high: int) -> Iterator[list[int]]:
        """All of them in growing chunks."""

    def settle(self) -> None:
        """Free the index's own files of rows that were taken out. Outside any transaction."""


def engine() -> Engine:
    """That of the office's database."""
    if connection.vendor == "sqlite":
        from huiying.foundation.search.engines.sqlite import Fts5

        return Fts5()
    from huiying.foundation.search.engines.postgresql import Tsvector

    return Tsvector()
