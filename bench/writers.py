"""How long one of many writers waits for its turn on SQLite: threads and processes write small transactions at once."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings

if not settings.configured:
    settings.configure()
    django.setup()

from huiying.config.sqlite.base import DatabaseWrapper


def connect(path: Path) -> DatabaseWrapper:
    """A connection of its own to the file."""
    values: dict[str, Any] = {"NAME": str(path), "OPTIONS": {}, "AUTOCOMMIT": True, "CONN_MAX_AGE": None}
    values |= {"CONN_HEALTH_CHECKS": False, "TIME_ZONE": None}
    return DatabaseWrapper(values)


def write(path: Path, seconds: float, waits: list[float]) -> None:
    """Writes one row after the other for `seconds`, and notes how long each transaction took, in milliseconds."""
    connection = connect(path)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.perf_counter()
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        connection.cursor().execute("INSERT INTO rows (words) VALUES (%s)", ["x" * 500])
        connection.commit()
        connection.set_autocommit(True)
        waits.append((time.perf_counter() - start) * 1000)
    connection.close()


def write_in_threads(path: Path, threads: int, seconds: float) -> list[float]:
    """All waits of the threads of this process."""
    waits: list[float] = []
    workers = [threading.Thread(target=write, args=(path, seconds, waits)) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return waits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--child", type=Path)
    options = parser.parse_args()
    if options.child:
        print("\n".join(map(str, write_in_threads(options.child, 1, options.seconds))))
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "bench.sqlite3", options)


def measure(path: Path, options: argparse.Namespace) -> None:
    """Prints writes a second and the waits over all threads and processes."""
    connect(path).cursor().execute("CREATE TABLE rows (id integer PRIMARY KEY, words text)")
    command = [sys.executable, "-m", "bench.writers", "--child", str(path), "--seconds", str(options.seconds)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(options.processes)]
    waits = write_in_threads(path, options.threads, options.seconds)
    for child in children:
        waits += [float(line) for line in child.communicate()[0].split()]
    cuts = statistics.quantiles(waits, n=100)
    print(
        f"{len(waits) / options.seconds:.0f} writes/s by {options.threads} threads and {options.processes} processes; "
        f"a write took p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, longest {max(waits):.1f} ms; "
        f"{len(waits)} rows stored; load of the machine {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
