"""The exports of one reader: nobody else sees them, nor fetches their files."""

from datetime import datetime

from django.db.models import QuerySet

from huiying.foundation.tables.enums import ExportState
from huiying.foundation.tables.errors import ExportNotThere
from huiying.foundation.tables.models import ExportJob


def exports_of(staff_id: int) -> QuerySet[ExportJob]:
    """The newest first."""
    return ExportJob.objects.filter(staff_id=staff_id).order_by("-asked_at", "-pk")


def export_with_file(job_id: int, *, staff_id: int, now: datetime) -> ExportJob:
    """An export of this reader whose file is kept. Raises ExportNotThere."""
    ready = exports_of(staff_id).filter(pk=job_id, state=ExportState.READY, expires_at__gt=now, file__isnull=False)
    job = ready.select_related("file").first()
    if job is None:
        raise ExportNotThere
    return job
