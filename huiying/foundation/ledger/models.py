"""Events are written once and never changed; their secrets can be deleted (erasure), nothing else."""

from django.db import models


class Event(models.Model):
    """One thing that happened. Guard triggers refuse every update and delete."""

    key = models.CharField(max_length=160, null=True, unique=True)
    type = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_unit = models.BigIntegerField(null=True)
    at = models.DateTimeField(help_text="When it was recorded.")
    happened_at = models.DateTimeField(help_text="When it was: earlier than `at` for paper, imports and the demo.")
    public = models.JSONField(help_text="Plain values without words of persons; part of the row for ever.")
    commitment = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_subject"),
            models.Index(fields=["type", "at"], name="event_type_at"),
        ]

    def __str__(self) -> str:
        return f"{self.type} #{self.pk}"


class EventSecret(models.Model):
    """The deletable part of an event: the salt of its commitment and the sealed private fields."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="secret")
    salt = models.BinaryField(max_length=32)
    sealed = models.BinaryField(null=True, help_text="nonce ‖ AES-256-GCM of the private fields as canonical JSON.")
    key_version = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return f"secret of event #{self.pk}"
