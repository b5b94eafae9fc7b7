"""A real `huiying serve` in a process of its own, and what it takes of the machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERTZ = os.sysconf("SC_CLK_TCK")
PATIENCE_SECONDS = 120
ALL_FROM_ONE = "100000"
"""What is measured is the work behind the gate, not the gate; `bench.flood` measures that."""
PROGRAMS = {"granian": "web", "cli.worker": "worker"}
"""Marks of a command line, and what the process is."""


@dataclass(frozen=True, slots=True)
class Served:
    """A program that listens on a port. `pid`: the one that the others descend from."""

    port: int
    pid: int

    def processes(self) -> dict[int, str]:
        """Its processes and what each of them is: serve, web or worker."""
        kin, waiting = {}, [self.pid]
        while waiting:
            pid = waiting.pop()
            kin[pid] = _name(pid)
            waiting += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return kin

    def work_seconds(self) -> dict[str, float]:
        """Seconds of a processor that each of its programs has used."""
        used: dict[str, float] = {}
        for pid, name in self.processes().items():
            row = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used[name] = used.get(name, 0.0) + (int(row[11]) + int(row[12])) / HERTZ
        return used

    def megabytes(self) -> dict[str, float]:
        """Memory of each of its programs; what several share is counted in parts (PSS)."""
        used: dict[str, float] = {}
        for pid, name in self.processes().items():
            rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            pss = next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
            used[name] = used.get(name, 0.0) + pss / 1024
        return used


def _name(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
    return next((name for mark, name in PROGRAMS.items() if mark in words), "serve")


@contextmanager
def serving(folder: Path, *command: str, free_per_address: str = ALL_FROM_ONE) -> Iterator[Served]:
    """`python -m …` on the office in `folder` until the block ends; `{port}` in the command is a free one."""
    port = _free_port()
    words = [word.format(port=port) for word in command]
    environment = {**os.environ, "HUIYING_FREE_PER_ADDRESS": free_per_address, "HUIYING_DATA": str(folder)}
    child = subprocess.Popen([sys.executable, "-m", *words], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, child)
        yield Served(port, child.pid)
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=PATIENCE_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, child: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and child.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server did not start")


def cores_busy() -> float:
    """Seconds of all processors spent so far, by everybody on this machine."""
    row = [int(value) for value in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(row) - row[3] - row[4]) / HERTZ
