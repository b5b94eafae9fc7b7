"""The backup of the night, in a process of its own, and the end of old ones."""

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from huiying.foundation.upkeep.upgrading import OWN_FOLDER, backup_path

NAMES = re.compile(r"(?:night|before-upgrade)-\d{8}-\d{6}\.backup")
LONGEST_SECONDS = 6 * 3_600


class BackupFailed(Exception):
    """The process ended with this code; what it said stands in the log of the worker."""


def back_up_at_night(*, now: datetime) -> None:
    """Where the office has named a folder: a new backup. Those that are too old go in any case. Raises BackupFailed."""
    try:
        if settings.BACKUP_FOLDER is not None:
            _back_up(now)
    finally:
        forget_too_old(now=now)


def _back_up(now: datetime) -> None:
    command = [sys.executable, "-m", "huiying", "backup", "--out", str(backup_path("night", now))]
    done = subprocess.run(command, check=False, timeout=LONGEST_SECONDS, stdout=sys.stderr)  # noqa: S603  our own command
    if done.returncode:
        raise BackupFailed(str(done.returncode))


def forget_too_old(*, now: datetime) -> list[str]:
    """Delete what is too old where the office keeps its backups, and where upgrades made theirs without such a place.

    What was erased must be in no backup after HUIYING_BACKUP_DAYS. The one exception is the last backup of the night:
    without it a broken disk would take everything; a restored one lets go again of what was erased.
    """
    own = Path(settings.DATA) / OWN_FOLDER
    gone = forget_old(own, now=now, newest_stays=False) if own.exists() else []
    if settings.BACKUP_FOLDER is None or not settings.BACKUP_FOLDER.exists():
        return gone
    return gone + forget_old(settings.BACKUP_FOLDER, now=now)


def kept_too_long(*, now: datetime) -> list[str]:
    """Names of backups in the office's folder that the night does not delete though they are too old by two days."""
    folder = settings.BACKUP_FOLDER
    if folder is None or not folder.exists():
        return []
    limit = (now - timedelta(days=settings.BACKUP_DAYS + 2)).timestamp()
    return sorted(path.name for path in folder.glob("*.backup") if path.stat().st_mtime < limit)


def forget_old(folder: Path, *, now: datetime, newest_stays: bool = True) -> list[str]:
    """Delete backups of ours older than HUIYING_BACKUP_DAYS; their names. The newest stays, whatever its age."""
    limit = (now - timedelta(days=settings.BACKUP_DAYS)).timestamp()
    ours = sorted(
        (path for path in folder.iterdir() if NAMES.fullmatch(path.name)), key=lambda path: path.stat().st_mtime
    )
    old = [path for path in (ours[:-1] if newest_stays else ours) if path.stat().st_mtime < limit]
    for path in old:
        path.unlink()
    return [path.name for path in old]
