"""SQLite with a write-ahead log, and a queue for those who write.

Every atomic block is a write transaction (BEGIN IMMEDIATE) that first waits for its turn; single writing statements
wait too. Plain queries never wait. `huiying.foundation.keys.snapshot.reading` makes an atomic block that only reads.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base

from huiying.config.before_commit import BeforeCommit
from huiying.config.sqlite.turn import TIMEOUT_SECONDS, Turn, turn_for

# Each of the many threads has a cache of 4 MB at most; what is read again comes from the memory of the system.
# No memory map: mapped pages count as memory of every process, and a failing disk would kill it instead of raising.
# What is deleted is overwritten, whichever SQLite the machine brings.
PRAGMAS = (
    "temp_store = MEMORY",
    "cache_size = -4096",
    "mmap_size = 0",
    "journal_size_limit = 67108864",
    "secure_delete = ON",
)
SYNCHRONOUS = ("FULL", "NORMAL")
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|REINDEX|ANALYZE|VACUUM)\b", re.IGNORECASE)


class Cursor(base.SQLiteCursorWrapper):
    """A cursor whose single writing statements wait for their turn as transactions do."""

    turn: Turn | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        if not self._must_wait(query):
            return super().execute(query, params)
        return self._in_turn(lambda: super(Cursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        if not self._must_wait(query):
            return super().executemany(query, param_list)
        return self._in_turn(lambda: super(Cursor, self).executemany(query, param_list))

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """With SQLite's marks, as Django makes them; worked out once for each statement without names."""
        return str(_convert(self, query, param_names=param_names)) if param_names else _converted(query)

    def _must_wait(self, query: str) -> bool:
        return self.turn is not None and not self.connection.in_transaction and WRITES.match(query) is not None

    def _in_turn(self, run: Callable[[], Any]) -> Any:
        assert self.turn is not None
        with self.turn.held():
            return run()


_convert: Callable[..., Any] = base.SQLiteCursorWrapper.convert_query  # type: ignore[attr-defined]  # not in the stubs


@lru_cache(maxsize=512)
def _converted(query: str) -> str:
    return str(_convert(None, query))


class DatabaseWrapper(BeforeCommit, base.DatabaseWrapper):
    """Django's wrapper with OPTIONS["synchronous"] (FULL or NORMAL) and the turn of the file."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self.reading = False  # set by `reading` for the next outermost atomic block
        self._turn: Turn | None = None
        self._has_turn = False

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        self._synchronous = str(params.pop("synchronous", "FULL")).upper()
        if self._synchronous not in SYNCHRONOUS:
            raise ImproperlyConfigured("OPTIONS['synchronous'] must be FULL or NORMAL.")
        params.setdefault("timeout", TIMEOUT_SECONDS)
        self._turn = None if self.is_in_memory_db() else turn_for(Path(params["database"]))
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        connection: Connection = super().get_new_connection(conn_params)
        for pragma in (f"synchronous = {self._synchronous}", *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")
        if self._turn is not None:
            _write_ahead(connection, self._turn)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.turn = self._turn
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        if self.reading:
            self.cursor().execute("BEGIN DEFERRED")
            return
        self._take_turn()
        try:
            self.cursor().execute("BEGIN IMMEDIATE")
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # missing in django-stubs
        finally:
            self._give_turn_if_over()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # missing in django-stubs
        finally:
            self._give_turn_if_over()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # missing in django-stubs
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        if self._turn is not None:
            with self.wrap_database_errors:
                self._turn.take()
            self._has_turn = True

    def _give_turn_if_over(self) -> None:
        """A failed COMMIT (a deferred foreign key) leaves the transaction open: the turn stays until its rollback."""
        if self.connection is None or not self.connection.in_transaction:
            self._give_turn()

    def _give_turn(self) -> None:
        if self._has_turn and self._turn is not None:
            self._has_turn = False
            self._turn.give()


def _write_ahead(connection: Connection, turn: Turn) -> None:
    """Turns on the write-ahead log, once for a file; the switch needs the file for itself."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with turn.held():
            connection.execute("PRAGMA journal_mode = WAL")
