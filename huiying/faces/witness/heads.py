"""What was signed last, in one SQLite file: for each log one checkpoint, and every later one only appends to it.

Rollback journal and synchronous EXTRA: after a commit the one file is all there is, also after a loss of power, and a
copy of it alone is a whole copy.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.step import Step, check_step
from huiying.faces.witness.errors import NoState, WouldReplace

WAIT_SECONDS = 20
_SCHEMA = """
CREATE TABLE keeper (public BLOB NOT NULL);
CREATE TABLE head (origin TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Heads:
    """The record of the key whose public half is `public`."""

    file: Path
    public: bytes

    def create(self) -> None:
        """An empty record. Raises WouldReplace: the record of a key is begun once."""
        try:
            os.close(os.open(self.file, os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError as err:
            raise WouldReplace(file=self.file) from err
        with self._opened() as db:
            db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA}")
            db.execute("INSERT INTO keeper VALUES (?)", [self.public])
            db.execute("COMMIT")

    def check(self) -> None:
        """Returns when the record is there and of this key. Raises NoState."""
        try:
            with self._opened() as db:
                rows = db.execute("SELECT public FROM keeper").fetchall()
        except sqlite3.Error as err:
            raise NoState(file=self.file) from err
        if rows != [(self.public,)]:
            raise NoState(file=self.file)

    def advance(self, step: Step, head: Checkpoint, at: int) -> None:
        """Makes `head` the last of its log if it only appends to what was signed before; durable on return.

        Raises as check_step does, and then nothing has changed; sqlite3.Error when it could not be written.
        """
        with self._opened() as db:
            db.execute("BEGIN IMMEDIATE")
            row = db.execute("SELECT text FROM head WHERE origin = ?", [head.origin]).fetchone()
            check_step(step, head, Checkpoint.of_text(row[0]) if row else None)
            db.execute("INSERT OR REPLACE INTO head VALUES (?, ?, ?)", [head.origin, head.text, at])
            db.execute("COMMIT")

    def all(self) -> list[tuple[Checkpoint, int]]:
        """The last checkpoint of each log by name, and when it was signed (Unix seconds)."""
        with self._opened() as db:
            rows = db.execute("SELECT text, at FROM head ORDER BY origin").fetchall()
        return [(Checkpoint.of_text(text), at) for text, at in rows]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A connection; what it has not committed is undone at the end. It never makes a file."""
        db = sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=rw", WAIT_SECONDS, isolation_level=None, uri=True)
        try:
            db.execute("PRAGMA synchronous = EXTRA")
            yield db
        finally:
            db.close()
