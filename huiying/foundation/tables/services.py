"""Exports in the background, step by step: asked for, claimed by one worker, moved on, ended, expired.

A worker claims a row by a conditional update and looks at the count; each step goes on from its own claim alone, so
that two workers never make the same file. A claim that runs out is taken up once more, from the start; one with
identities is not, because looks that were recorded would be recorded again.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import claim_files, drop_files
from huiying.foundation.keys.box import open_json, seal_json
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Staff
from huiying.foundation.tables.enums import ExportFormat, ExportState
from huiying.foundation.tables.errors import ExportInterrupted, ExportNotThere, TooManyExports
from huiying.foundation.tables.models import ExportJob

CLAIM = timedelta(minutes=10)
"""How long a worker may write one piece of rows, or turn all of them into Parquet."""
KEPT = timedelta(hours=24)
MOST_TRIES = 2
MOST_AT_ONCE = 5
"""Exports that one reader may have waiting."""
TABLE, COLUMN = "tables_exportjob", "sealed"
OPEN = (ExportState.WAITING, ExportState.RUNNING)


def ask_for_export(
    staff: Staff,
    *,
    kind: str,
    form: ExportFormat,
    asked: Mapping[str, Any],
    language: str,
    reason: str,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> ExportJob:
    """Queue an export. `asked`: its filter as plain values; `reason`: for identities, "" for without. TooManyExports.

    The same `key` again raises IntegrityError.
    """
    with transaction.atomic(durable=True):
        if ExportJob.objects.filter(staff=staff, state__in=OPEN).count() >= MOST_AT_ONCE:
            raise TooManyExports(most=MOST_AT_ONCE)
        job = ExportJob.objects.create(
            staff=staff,
            kind=kind,
            format=form,
            identities=bool(reason),
            state=ExportState.WAITING,
            asked_at=now,
        )
        given: dict[str, Any] = {"asked": dict(asked), "language": language, "reason": reason}
        job.sealed, job.key_version = seal_json((TABLE, COLUMN, job.pk), given)
        job.save(update_fields=["sealed", "key_version"])
        private = {"reason": reason} if reason else {}
        record("export.asked", job, actor=actor, now=now, public=_public(job), private=private, key=key)
    return job


def given_to(job: ExportJob) -> dict[str, Any]:
    """Filter (`asked`), `language` and `reason` of an export that has not ended."""
    assert job.sealed is not None
    assert job.key_version is not None
    opened: dict[str, Any] = open_json((TABLE, COLUMN, job.pk), bytes(job.sealed), job.key_version)
    return opened


def claim_export(*, now: datetime) -> ExportJob | None:
    """The oldest export that waits or was left by a worker that died, taken; None when there is none.

    One that may not be made again is failed with a sentence.
    """
    left = Q(state=ExportState.RUNNING, claimed_until__lte=now)
    for job in ExportJob.objects.filter(Q(state=ExportState.WAITING) | left).order_by("asked_at", "pk"):
        if job.state == ExportState.RUNNING and (job.identities or job.tries >= MOST_TRIES):
            fail_export(job, ExportInterrupted.code, now=now)
        elif _claim(job, now):
            return job
    return None


def _claim(job: ExportJob, now: datetime) -> bool:
    seen = ExportJob.objects.filter(pk=job.pk, state=job.state, tries=job.tries, claimed_until=job.claimed_until)
    job.state, job.tries, job.claimed_until, job.done = ExportState.RUNNING, job.tries + 1, now + CLAIM, 0
    return seen.update(state=job.state, tries=job.tries, claimed_until=job.claimed_until, done=0) == 1


def move_export(job: ExportJob, *, done: int, total: int, now: datetime) -> bool:
    """So many rows are written; False when it was cancelled, or the claim was lost."""
    return _held(job).update(done=done, total=total, claimed_until=now + CLAIM) == 1


def finish_export(job: ExportJob, file: StoredFile, *, rows: int, actor: Actor, now: datetime) -> bool:
    """The file is there, for KEPT; False when it was cancelled meanwhile, and then `file` goes by itself."""
    with transaction.atomic(durable=True):
        if not _held(job).update(
            state=ExportState.READY,
            file=file,
            done=rows,
            total=rows,
            expires_at=now + KEPT,
            sealed=None,
            key_version=None,
        ):
            return False
        claim_files([file.pk])
        public = {**_public(job), "rows": rows, "identities": rows if job.identities else 0}
        record("export.made", job, actor=actor, now=now, public=public)
    return True


def fail_export(job: ExportJob, trouble: str, *, now: datetime) -> None:
    """End it with the code of what stood in the way."""
    with transaction.atomic():
        if _held(job).update(state=ExportState.FAILED, trouble=trouble[:60], sealed=None, key_version=None):
            record("export.failed", job, actor=SYSTEM, now=now, public={**_public(job), "trouble": trouble[:60]})


def cancel_export(job_id: int, *, actor: Actor, now: datetime) -> None:
    """By its reader, while it waits or is being made, or to throw the file away early. Raises ExportNotThere."""
    with transaction.atomic(durable=True):
        mine = ExportJob.objects.select_for_update().filter(staff_id=actor.id or 0)
        job = mine.filter(pk=job_id, state__in=(*OPEN, ExportState.READY)).first()
        if job is None:
            raise ExportNotThere
        _end(job, ExportState.CANCELLED)
        record("export.cancelled", job, actor=actor, now=now, public=_public(job))


def expire_exports(*, now: datetime) -> int:
    """Drop the files whose time is over; how many."""
    return _drop(ExportJob.objects.filter(state=ExportState.READY, expires_at__lte=now), now)


def drop_exports(*, now: datetime) -> int:
    """Drop every file that is kept, because something in one of them is to be erased; how many.

    What is being written may have read it already: it is begun anew, and one with identities is failed.
    """
    with transaction.atomic():
        running = ExportJob.objects.select_for_update().filter(state=ExportState.RUNNING)
        for job in running.filter(identities=True).order_by("pk"):
            fail_export(job, ExportInterrupted.code, now=now)
        running.update(state=ExportState.WAITING, claimed_until=None)
        return _drop(ExportJob.objects.filter(state=ExportState.READY), now)


def _drop(jobs: QuerySet[ExportJob], now: datetime) -> int:
    with transaction.atomic():
        gone = list(jobs.select_for_update().order_by("pk"))
        for job in gone:
            _end(job, ExportState.EXPIRED)
            record("export.expired", job, actor=SYSTEM, now=now, public=_public(job))
    return len(gone)


def _end(job: ExportJob, state: ExportState) -> None:
    file = job.file
    job.state, job.file, job.sealed, job.key_version = state, None, None, None
    job.save(update_fields=["state", "file", "sealed", "key_version"])
    if file is not None:
        drop_files([file])


def _held(job: ExportJob) -> QuerySet[ExportJob]:
    """The row while it is in the claim that `job` was read with."""
    return ExportJob.objects.filter(pk=job.pk, state=ExportState.RUNNING, tries=job.tries)


def _public(job: ExportJob) -> dict[str, Any]:
    return {"kind": job.kind, "format": str(job.format), "reader": job.staff_id}
