"""One moment of the office's database as a file, and back again: SQLite's own copying, pg_dump and pg_restore.

Nobody who works meanwhile waits: both copies read one moment beside those who write.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection

from huiying.foundation.keys.snapshot import reading
from huiying.foundation.upkeep.errors import Differs, NoTool
from huiying.foundation.upkeep.measured import Ask, Measured, difference, measure

T = TypeVar("T")
AsOf = Callable[[Ask], T]
EMPTYING = 'DROP SCHEMA "{name}" CASCADE; CREATE SCHEMA "{name}"'


def vendor() -> str:
    """ "sqlite" or "postgresql"."""
    return connection.vendor


def take(path: Path, also: AsOf[T]) -> tuple[Measured, T]:
    """Write the database to `path` (0600); what was counted, and what `also` asks, at that very moment.

    Raises NoTool, OSError.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return (_take_sqlite if vendor() == "sqlite" else _take_postgresql)(path, also)


def is_empty() -> bool:
    """Whether there is no table yet."""
    if vendor() == "sqlite":
        return not database_file().exists()
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def lay(path: Path, then: Measured) -> None:
    """Make the file at `path` the database of an empty place. SQLite's file is moved there, as the last step.

    Raises Differs when it does not hold what `then` counted, NoTool, OSError.
    """
    if vendor() == "sqlite":
        _compare_file(path, then)
        path.replace(database_file())
        return
    _restore_dump(path)
    with reading():
        _refuse_difference(then, measure(_asking_here, vendor()))


def lay_back(path: Path, then: Measured) -> None:
    """Put an earlier moment back in the place of what is there now. Nobody else may work with it. Raises as `lay`."""
    connection.close()
    if vendor() == "sqlite":
        for end in ("-wal", "-shm"):
            Path(f"{database_file()}{end}").unlink(missing_ok=True)
    else:
        _empty_schema()
    lay(path, then)


def measured_now() -> Measured:
    """What the database holds at this moment."""
    with reading():
        return measure(_asking_here, vendor())


def database_file() -> Path:
    """Where SQLite's file lies."""
    return Path(str(connection.settings_dict["NAME"]))


def tool_version() -> str:
    """What pg_dump says of itself; "" for SQLite, which needs none. Raises NoTool."""
    return "" if vendor() == "sqlite" else _run("pg_dump", "--version")


def _take_sqlite(path: Path, also: AsOf[T]) -> tuple[Measured, T]:
    """All pages in one step: who writes meanwhile writes beside it (WAL), and the copy is one moment."""
    with closing(sqlite3.connect(path)) as copy:
        with closing(sqlite3.connect(f"{database_file().as_uri()}?mode=ro", uri=True)) as source:
            source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        ask = copy.execute
        return measure(ask, "sqlite"), also(ask)


def _take_postgresql(path: Path, also: AsOf[T]) -> tuple[Measured, T]:
    with reading():
        snapshot = next(iter(_asking_here("SELECT pg_export_snapshot()")))[0]
        _run("pg_dump", "--format=custom", "--compress=0", f"--snapshot={snapshot}", "--no-owner", "--no-privileges",
             "--file", str(path))  # fmt: skip
        return measure(_asking_here, vendor()), also(_asking_here)


def _asking_here(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return iter(cursor.fetchall())


def _compare_file(path: Path, then: Measured) -> None:
    with closing(sqlite3.connect(path)) as copy:
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Differs(what="quick_check")
        _refuse_difference(then, measure(copy.execute, "sqlite"))


def _refuse_difference(then: Measured, now: Measured) -> None:
    if what := difference(then, now):
        raise Differs(what=what)


def _restore_dump(path: Path) -> None:
    """All or nothing: one transaction."""
    connection.close()
    name = str(connection.get_connection_params()["dbname"])
    _run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
         "--dbname", name, str(path))  # fmt: skip


def _empty_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute(EMPTYING.format(name=_schema()))


def _schema() -> str:
    return str(next(iter(_asking_here("SELECT current_schema()")))[0])


def _run(tool: str, *arguments: str) -> str:
    """Runs a program of PostgreSQL; the password goes by its environment. Raises NoTool."""
    found = shutil.which(tool)
    if found is None:
        raise NoTool(tool=tool, why="not found on PATH")
    done = subprocess.run(  # noqa: S603  our own arguments, no shell
        [found, *arguments], env={**os.environ, **_variables()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoTool(tool=tool, why=_first_line(done.stderr))
    return done.stdout.strip()


def _first_line(text: str) -> str:
    """The first complaint, without what follows it: details may hold values of rows."""
    return (text.strip().splitlines() or ["?"])[0][:200]


_SAME_NAMES = ("host", "port", "user", "password", "sslmode", "sslrootcert", "sslcert", "sslkey")
_NAMES = {name: f"PG{name.upper()}" for name in _SAME_NAMES} | {"dbname": "PGDATABASE"}


def _variables() -> dict[str, str]:
    params = connection.get_connection_params()
    return {variable: str(params[name]) for name, variable in _NAMES.items() if params.get(name)}


@contextmanager
def kept_moment(folder: Path) -> Iterator[tuple[Path, Measured]]:
    """A moment to go back to, as a file in `folder` that is gone at the end of the block. Raises as `take`."""
    path = folder / "before"
    measured, _nothing = take(path, lambda _ask: None)
    try:
        yield path, measured
    finally:
        path.unlink(missing_ok=True)
