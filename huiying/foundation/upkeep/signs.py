"""Signs that the office lives: touched or written by those who work, read by `huiying check` and the administrator.

They lie in the data folder, beside the database and not in it: what stopped writing there can still be told from them.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

ALIVE, SWEPT, LAST_BACKUP = "worker.alive", "worker.swept", "backup.last"
SILENT_AFTER = timedelta(minutes=2)
"""The worker shows itself every five seconds; what it does in between takes seconds."""
UNSWEPT_AFTER = timedelta(minutes=15)
OLD_BACKUP = timedelta(hours=49)
"""Two nights and an hour: one missed night may be mended by the next."""


@dataclass(frozen=True, slots=True)
class Backup:
    """The last backup that was made whole. `size`: bytes."""

    at: datetime
    file: str
    size: int


def touch(name: str) -> None:
    """ALIVE or SWEPT: now. Raises OSError."""
    (Path(settings.DATA) / name).touch()


def seen(name: str) -> datetime | None:
    """When it was touched last; None for never."""
    try:
        return datetime.fromtimestamp((Path(settings.DATA) / name).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def hold_alive() -> int:
    """Show, as long as this process lives, that a worker works here; the descriptor that does it. Raises OSError."""
    descriptor = os.open(Path(settings.DATA) / ALIVE, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def worker_runs() -> bool:
    """Whether a worker works on this data folder at this moment, however busy it is."""
    try:
        descriptor = os.open(Path(settings.DATA) / ALIVE, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def keep_last(backup: Backup) -> None:
    """Remember the last backup. Raises OSError."""
    words = asdict(backup) | {"at": backup.at.isoformat()}
    path = Path(settings.DATA) / LAST_BACKUP
    draft = path.with_name(f".{path.name}")
    draft.write_text(json.dumps(words), "utf-8")
    draft.replace(path)


def last_backup() -> Backup | None:
    """None where none was made, or where what is written of it cannot be read."""
    try:
        words = json.loads((Path(settings.DATA) / LAST_BACKUP).read_text("utf-8"))
        return Backup(datetime.fromisoformat(words["at"]), str(words["file"]), int(words["size"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
