"""What was signed last, kept beside the keys and so never part of a backup: an old database is found out by it."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from huiying.foundation.ledger.log.errors import LogBehind

FILE = "ledger-head"


@dataclass(frozen=True, slots=True)
class Head:
    """Log number and name, how many entries were signed, and their root in hex ("" for none)."""

    log: int
    name: str
    size: int
    root: str


_read: dict[str, tuple[int, int, Head]] = {}


def last_signed() -> Head | None:
    """What was signed last by this office, None before the first time. Read again when the file changed."""
    path = f"{settings.KEYS}/{FILE}"
    try:
        stat = os.stat(path)
    except FileNotFoundError:
        return None
    known = _read.get(path)
    if known is None or known[:2] != (stat.st_mtime_ns, stat.st_ino):
        known = (stat.st_mtime_ns, stat.st_ino, Head(**json.loads(Path(path).read_text("ascii"))))
        _read[path] = known
    return known[2]


def keep_signed(head: Head, *, anew: bool = False) -> None:
    """Remember `head` before anybody else hears of it; safe against a power cut.

    Never goes back: who signs an earlier head at the same time leaves the later one. `anew`: it begins a new log.
    """
    path = Path(settings.KEYS) / FILE
    with one_at_a_time(path.parent):
        mark = last_signed()
        if anew or mark is None or (mark.log, mark.size) <= (head.log, head.size):
            _write(path, head)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """One process at a time; what was written in the block lasts."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, head: Head) -> None:
    draft = path.with_name(f".{FILE}-{secrets.token_hex(8)}")
    with draft.open("w", encoding="ascii") as file:
        json.dump(asdict(head), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def refuse_if_behind(log: int, name: str, size: int) -> None:
    """Raises LogBehind when the log here is not the one that was signed last, or less of it is stored than was signed.

    An office without a log has the number 0.
    """
    head = last_signed()
    if head is None or log > head.log:
        return
    same = (log, name) == (head.log, head.name)
    if not same or size < head.size:
        raise LogBehind(log=head.name, size=size if same else 0, signed=head.size)
