"""What was signed last, kept beside the keys and so never part of a backup: an old database is found out by it."""

import json
import os
import secrets
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
    path = str(Path(settings.KEYS) / FILE)
    try:
        stat = os.stat(path)
    except FileNotFoundError:
        return None
    known = _read.get(path)
    if known is None or known[:2] != (stat.st_mtime_ns, stat.st_ino):
        known = (stat.st_mtime_ns, stat.st_ino, Head(**json.loads(Path(path).read_text("ascii"))))
        _read[path] = known
    return known[2]


def keep_signed(head: Head) -> None:
    """Remember `head` before anybody else hears of it; safe against a power cut."""
    path = Path(settings.KEYS) / FILE
    draft = path.with_name(f".{FILE}-{secrets.token_hex(8)}")
    with draft.open("w", encoding="ascii") as file:
        json.dump(asdict(head), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def refuse_if_behind(log: int, name: str, size: int) -> None:
    """Raises LogBehind when less is stored than was signed."""
    head = last_signed()
    if head is not None and (log < head.log or (log == head.log and size < head.size)):
        raise LogBehind(log=name, size=size, signed=head.size)
