"""Exports in the background: what the worker does with one, from the claim to the sealed file."""

import logging
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from huiying.core.errors import HuiyingError
from huiying.foundation.files.services import drop_files, keep_original
from huiying.foundation.tables.enums import ExportFormat
from huiying.foundation.tables.errors import ExportBroke
from huiying.foundation.tables.exporting import MEDIA_TYPES, write_table
from huiying.foundation.tables.models import ExportJob
from huiying.foundation.tables.services import (
    claim_export,
    expire_exports,
    fail_export,
    finish_export,
    given_to,
    move_export,
)
from huiying.loop.export_lists.kind import Reader, reader_of
from huiying.loop.export_lists.kinds import kind_for
from huiying.loop.export_lists.table import Wanted, need_identities, table_of

LEFT_AFTER = timedelta(hours=1)

logger = logging.getLogger(__name__)


class _Stopped(Exception):
    """It was cancelled, or another worker has it."""


def make_exports(*, clock: Callable[[], datetime]) -> int:
    """Make what waits, one after the other, and drop the files that have expired; how many were taken up.

    Call it outside any transaction.
    """
    expire_exports(now=clock())
    _sweep_leftovers(clock())
    taken = 0
    while (job := claim_export(now=clock())) is not None:
        taken += 1
        _make(job, clock)
    return taken


def _make(job: ExportJob, clock: Callable[[], datetime]) -> None:
    """What goes wrong is logged by its kind and said on the reader's page; the next export is made all the same."""
    try:
        _write(job, clock)
    except _Stopped:
        logger.info("export %d stopped", job.pk)
    except HuiyingError as err:
        fail_export(job, err.code, now=clock())
    except Exception as err:
        logger.error("export %d failed: %s", job.pk, type(err).__name__)
        fail_export(job, ExportBroke.code, now=clock())


def _write(job: ExportJob, clock: Callable[[], datetime]) -> None:
    given, reader = given_to(job), reader_of(job.staff, clock())
    wanted = Wanted(kind_for(job.kind, reader), given["asked"], given["language"], given["reason"])
    if job.identities:
        need_identities(wanted.kind, reader, wanted.reason)
    form = ExportFormat(job.format)

    def moved(done: int) -> None:
        if not move_export(job, done=done, total=table.total, now=clock()):
            raise _Stopped

    table = table_of(wanted, reader, moved=moved)
    moved(0)
    with TemporaryDirectory(dir=exports_folder()) as folder:
        path = Path(folder) / name_of(job.kind, form, reader.now)
        rows = write_table(path, form, table.columns, table.rows, language=wanted.language)
        _keep(job, path, rows, reader, clock)


def exports_folder() -> Path:
    """Where a file is written before it is sealed: inside the office's own folder, for nobody else to read."""
    folder = Path(settings.DATA) / "exports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _sweep_leftovers(now: datetime) -> None:
    """What a killed worker was writing lies there in clear: it goes as soon as no worker can be at it any more."""
    for left in exports_folder().iterdir():
        if datetime.fromtimestamp(left.stat().st_mtime, UTC) < now - LEFT_AFTER:
            shutil.rmtree(left, ignore_errors=True)


def _keep(job: ExportJob, path: Path, rows: int, reader: Reader, clock: Callable[[], datetime]) -> None:
    form = ExportFormat(job.format)
    with path.open("rb") as data:
        file = keep_original(data, path.name, MEDIA_TYPES[form], now=clock(), made_here=True)
    if not finish_export(job, file, rows=rows, actor=reader.actor, now=clock()):
        with transaction.atomic():
            drop_files([file])
        raise _Stopped


def name_of(kind: str, form: ExportFormat, now: datetime) -> str:
    """queue-20261122.csv, by the day of the office: nothing that anybody said."""
    return f"{kind}-{timezone.localdate(now):%Y%m%d}.{form}"
