"""One backup, restore or upgrade of an office at a time, with a folder of its own that is gone at its end."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from huiying.foundation.upkeep.errors import UpkeepRuns

LOCK, PREFIX = ".upkeep.lock", ".upkeep-"


@contextmanager
def alone() -> Iterator[Path]:
    """The folder, on the same disk as the data. What a killed run left there goes first. Raises UpkeepRuns, OSError."""
    data = Path(settings.DATA)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as err:
            raise UpkeepRuns from err
        for left in data.glob(f"{PREFIX}*"):
            shutil.rmtree(left)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=data))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)
