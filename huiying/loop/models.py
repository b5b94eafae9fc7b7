"""What the loop remembers of its own work."""

from django.db import models


class NightlyRun(models.Model):
    """Which local day a nightly job was last done for, and since when a worker is at it."""

    name = models.CharField(max_length=40, primary_key=True)
    done_on = models.DateField(null=True)
    begun_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}, last done on {self.done_on}"


class OuterSystem(models.Model):
    """Another Open311 system: how far its requests were brought in, and up to which of our events it was told.

    It lies here because only the joint reads and writes it; what it brought are voices with `name` as their source.
    """

    name = models.CharField(max_length=60, unique=True)
    url = models.CharField(max_length=500, unique=True)
    pulled_through = models.DateTimeField(null=True, help_text="Everything that changed there before is here.")
    pushed_through = models.BigIntegerField(default=0, help_text="The last event of ours that it was told of.")

    def __str__(self) -> str:
        return self.name
