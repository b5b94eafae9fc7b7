"""What a monitor remembers of one log, in SQLite: its last checkpoint and edge, the promises, and the counts by day."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from huiying.core.translog.edge import Edge
from huiying.core.translog.entry import Published
from huiying.core.translog.promises import Count, follow
from huiying.faces.witness.errors import InUse, NotARecord

WAIT_SECONDS = 2
VERSION = 1
_SCHEMA = """
CREATE TABLE log (url TEXT, origin TEXT, policy TEXT, size INTEGER, edge BLOB, checkpoint BLOB);
CREATE TABLE promise (cid BLOB PRIMARY KEY, due TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE count (day TEXT, name TEXT, n INTEGER NOT NULL, PRIMARY KEY (day, name)) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Known:
    """The log as it was found to be in order last. `policy` "": no key was trusted on first use."""

    origin: str = ""
    policy: str = ""
    edge: Edge | None = None
    checkpoint: bytes = b""


class Record:
    """The file `file`, or nothing but memory for None; for the log at `url`. Raises NotARecord."""

    def __init__(self, file: Path | None, url: str) -> None:
        self._file, self._url = file, url
        self._db = sqlite3.connect(":memory:" if file is None else file, WAIT_SECONDS, isolation_level=None)
        try:
            self._open()
        except sqlite3.DatabaseError as err:
            self._db.close()
            raise self._busy(err) from err
        except NotARecord:
            self._db.close()
            raise

    def _open(self) -> None:
        with self.changing():
            (version,) = self._one("PRAGMA user_version")
            if version == 0 and not self._one("SELECT count(*) FROM sqlite_master")[0]:
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {VERSION}")
                self._db.execute("INSERT INTO log (url, origin, policy) VALUES (?, '', '')", [self._url])
            elif version != VERSION or self._one("SELECT url FROM log")[0] != self._url:
                raise NotARecord(file=self._file, url=self._url)

    def _one(self, query: str) -> tuple[int | str, ...]:
        row: tuple[int | str, ...] = self._db.execute(query).fetchone()
        return row

    def _busy(self, err: sqlite3.DatabaseError) -> InUse | NotARecord:
        locked = getattr(err, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        return (InUse if locked else NotARecord)(file=self._file, url=self._url)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All or nothing: what is noted inside is undone when it ends by an exception. Raises InUse."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as err:
            raise self._busy(err) from err
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def known(self) -> Known:
        """What is remembered of the log."""
        row = self._db.execute("SELECT origin, policy, size, edge, checkpoint FROM log").fetchone()
        origin, policy, size, edge, checkpoint = row
        return Known(origin, policy, None if size is None else Edge.unpacked(size, edge), checkpoint or b"")

    def remember(self, known: Known) -> None:
        edge = known.edge or Edge()
        values = [known.origin, known.policy, edge.size, edge.packed(), known.checkpoint]
        self._db.execute("UPDATE log SET origin = ?, policy = ?, size = ?, edge = ?, checkpoint = ?", values)

    def forget_promises(self) -> None:
        """Before everything is read again."""
        self._db.execute("DELETE FROM promise")
        self._db.execute("DELETE FROM count")

    def take(self, entry: Published) -> None:
        """Folds the next entry into promises and counts."""
        if entry.day is None:
            return
        row = self._db.execute("SELECT due FROM promise WHERE cid = ?", [entry.cid]).fetchone()
        before = date.fromisoformat(row[0]) if row else None
        after, changes = follow(before, entry)
        if after is None and before is not None:
            self._db.execute("DELETE FROM promise WHERE cid = ?", [entry.cid])
        elif after is not None and after != before:
            self._db.execute("INSERT OR REPLACE INTO promise VALUES (?, ?)", [entry.cid, after.isoformat()])
        self._db.executemany(
            "INSERT INTO count VALUES (?, ?, ?) ON CONFLICT (day, name) DO UPDATE SET n = n + excluded.n",
            [(change.day.isoformat(), change.count.value, change.by) for change in changes],
        )

    def totals(self, today: date) -> dict[Count, int]:
        """Each count up to and with `today`; PAST_DUE: how many are past due on that day."""
        query = "SELECT name, sum(n) FROM count WHERE day <= ? GROUP BY name"
        found = dict(self._db.execute(query, [today.isoformat()]).fetchall())
        return {count: found.get(count.value, 0) for count in Count}

    def by_day(self, today: date) -> dict[date, dict[Count, int]]:
        """The counts of every day that has any, up to and with `today`; PAST_DUE: how many were past due that day."""
        query = "SELECT day, name, n FROM count WHERE day <= ? ORDER BY day"
        days: dict[date, dict[Count, int]] = {}
        with closing(self._db.execute(query, [today.isoformat()])) as rows:
            for day, name, n in rows:
                days.setdefault(date.fromisoformat(day), dict.fromkeys(Count, 0))[Count(name)] = n
        late = 0
        for counts in days.values():
            late += counts[Count.PAST_DUE]
            counts[Count.PAST_DUE] = late
        return days
