"""In which form a table goes out, and where an export stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportFormat(models.TextChoices):
    """The values are the endings of the files."""

    CSV = "csv", _("CSV, for any program")
    XLSX = "xlsx", _("XLSX, a workbook")
    JSON = "json", _("JSON, for programmers")
    PARQUET = "parquet", _("Parquet, for statistics")


class ExportState(models.TextChoices):
    """Where an export stands. Only one that is `ready` has a file."""

    WAITING = "waiting", _("In the queue")
    RUNNING = "running", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("No longer kept")
