"""What the loop remembers of its own work."""

from django.db import models


class NightlyRun(models.Model):
    """Which local day a nightly job was last done for, and since when a worker is at it."""

    name = models.CharField(max_length=40, primary_key=True)
    done_on = models.DateField(null=True)
    begun_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}, last done on {self.done_on}"
