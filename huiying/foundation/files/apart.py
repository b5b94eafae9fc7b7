"""Cleaning a file in a process of its own: whatever a file does there, this process and its keys see only the result.

One at a time in each process of the office: pictures take memory. Few wait for their turn, so that whoever sends files
that take long leaves threads for everybody else.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path

from huiying.foundation.files.cleaning import Cleaned
from huiying.foundation.files.errors import REFUSALS, FileBusy, FileDamaged
from huiying.foundation.files.kinds import KINDS, Kind

TIMEOUT_SECONDS = 30
MOST_IN_LINE = 5
"""Files of one process that are cleaned or wait for it; fewer than the threads of a web process (cli.serve)."""
_HOUSE = Path(__file__).parents[3]
_in_line = threading.BoundedSemaphore(MOST_IN_LINE)
_one_at_a_time = threading.Lock()


def clean_apart(data: bytes, kind: Kind) -> Cleaned:
    """`data` made harmless. Raises the refusals of errors.py; FileDamaged also when the process gave up."""
    if not _in_line.acquire(blocking=False):
        raise FileBusy
    try:
        return _cleaned(data, kind)
    finally:
        _in_line.release()


def _cleaned(data: bytes, kind: Kind) -> Cleaned:
    command = [sys.executable, "-P", "-m", "huiying.foundation.files.cleaning", kind.ending]
    with _one_at_a_time:
        try:
            done = subprocess.run(  # noqa: S603  our own command
                command, input=data, capture_output=True, timeout=TIMEOUT_SECONDS, env=_few(), check=False
            )
        except subprocess.TimeoutExpired as err:
            raise FileDamaged from err
    head, _line, rest = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head.startswith(b"{"):
        raise FileDamaged
    told = json.loads(head)
    if "refused" in told:
        raise REFUSALS[told["refused"]](**told["data"])
    return Cleaned(rest[: told["size"]], KINDS[told["ending"]], rest[told["size"] :])


def _few() -> dict[str, str]:
    """Nothing of this process's environment but where the house stands: no address of a database, no folder of keys."""
    return {"PYTHONPATH": str(_HOUSE), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
