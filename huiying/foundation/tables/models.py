"""Exports that are made in the background: what was asked for, how far it is, and the file while it is kept."""

from django.db import models

from huiying.foundation.files.models import StoredFile
from huiying.foundation.people.models import Staff
from huiying.foundation.tables.enums import ExportFormat, ExportState


class ExportJob(models.Model):
    """One export for one reader. `sealed` holds filter, language and reason, and is emptied once it has ended.

    `claimed_until`: a worker that is alive moves it on; `done` of `total` rows are written. The file is there until
    `expires_at`, for `staff` alone.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=24)
    format = models.CharField(max_length=8, choices=ExportFormat.choices)
    identities = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ExportState.choices)
    sealed = models.BinaryField(null=True, help_text="nonce ‖ AES-256-GCM of {asked, language, reason}.")
    key_version = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    file = models.OneToOneField(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True, help_text="The code of the error, for a failed one.")

    subject_kind = "export"

    class Meta:
        indexes = [
            models.Index(fields=["staff", "asked_at"], name="export_of_staff"),
            models.Index(
                fields=["asked_at"], name="export_to_make", condition=models.Q(state__in=["waiting", "running"])
            ),
            models.Index(fields=["expires_at"], name="export_to_expire", condition=models.Q(state="ready")),
        ]

    def __str__(self) -> str:
        return f"export #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk
