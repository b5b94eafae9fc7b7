"""Runs the command line as its users do: as a process, on a folder of its own, with SQLite."""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 180
"""A command that hangs is stopped; on a machine with much else to do the migrations alone take a minute."""
NO_TITLES = str(ROOT / "tests" / "no_titles")


def environ(**more):
    """This environment without an office or a database server in it, in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYING_", "LC_", "DJANGO_"))}
    path = os.pathsep.join([NO_TITLES, *filter(None, [more.get("PYTHONPATH")])])
    return {**kept, "DATABASE_URL": "", "LANG": "en_US.UTF-8", **more, "PYTHONPATH": path}


def huiying(*arguments, module="huiying", **more):
    """Runs to the end; gives exit code, standard output and standard error."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environ(**more), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
