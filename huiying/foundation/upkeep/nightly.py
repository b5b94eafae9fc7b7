"""The backup of the night, in a process of its own, and the end of old ones."""

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from huiying.foundation.upkeep.upgrading import backup_path

NAMES = re.compile(r"(?:night|before-upgrade)-\d{8}-\d{6}\.backup")
LONGEST_SECONDS = 6 * 3_600


class BackupFailed(Exception):
    """The process ended with this code; what it said stands in the log of the worker."""


def back_up_at_night(*, now: datetime) -> None:
    """Where the office has named a folder: a new backup, then those that are too old go. Raises BackupFailed."""
    if settings.BACKUP_FOLDER is None:
        return
    command = [sys.executable, "-m", "huiying", "backup", "--out", str(backup_path("night", now))]
    done = subprocess.run(command, check=False, timeout=LONGEST_SECONDS, stdout=sys.stderr)  # noqa: S603  our own command
    if done.returncode:
        raise BackupFailed(str(done.returncode))
    forget_old(settings.BACKUP_FOLDER, now=now)


def forget_old(folder: Path, *, now: datetime) -> list[str]:
    """Delete backups of ours older than HUIYING_BACKUP_DAYS; their names. The newest stays, whatever its age."""
    limit = (now - timedelta(days=settings.BACKUP_DAYS)).timestamp()
    ours = sorted(
        (path for path in folder.iterdir() if NAMES.fullmatch(path.name)), key=lambda path: path.stat().st_mtime
    )
    old = [path for path in ours[:-1] if path.stat().st_mtime < limit]
    for path in old:
        path.unlink()
    return [path.name for path in old]
