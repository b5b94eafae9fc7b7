"""What is known of a file. Its bytes lie sealed on the disk under a random name; its name and key lie sealed here."""

from django.db import models

from huiying.foundation.files.enums import Scan


class StoredFile(models.Model):
    """`sealed` holds the name and the key of this one file: with this row gone nobody opens the bytes any more.

    `held_until`: while nothing holds the file; None once something does.
    """

    place = models.CharField(max_length=32, unique=True, help_text="Random; where it lies under the files folder.")
    size = models.PositiveBigIntegerField(help_text="Bytes, cleaned and unsealed.")
    sha256 = models.BinaryField(max_length=32, help_text="Of the cleaned bytes.")
    media_type = models.CharField(max_length=100)
    sealed = models.BinaryField()
    key_version = models.PositiveSmallIntegerField()
    scan = models.CharField(max_length=12, choices=Scan.choices)
    scan_after = models.DateTimeField(null=True, help_text="When it is scanned next; None: no more.")
    has_thumbnail = models.BooleanField(default=False)
    kept_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)

    subject_kind = "file"

    class Meta:
        indexes = [
            models.Index(fields=["held_until"], name="file_held", condition=models.Q(held_until__isnull=False)),
            models.Index(fields=["scan_after"], name="file_to_scan", condition=models.Q(scan_after__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"file #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk
