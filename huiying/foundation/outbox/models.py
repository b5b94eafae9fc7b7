"""Messages that leave the house after the transaction that caused them, each retried until it is taken."""

from django.db import models

from huiying.foundation.outbox.enums import Standing, Way


class Message(models.Model):
    """One message. Address, subject and words lie sealed and are emptied once it is sent or given up."""

    key = models.CharField(max_length=160, unique=True)
    way = models.CharField(max_length=8, choices=Way.choices)
    about_kind = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    sealed = models.BinaryField(null=True, help_text="nonce ‖ AES-256-GCM of {to, subject, text, thread}.")
    key_version = models.PositiveSmallIntegerField(null=True)
    standing = models.CharField(max_length=8, choices=Standing.choices)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["standing", "next_try_at"], name="message_to_send"),
            models.Index(fields=["about_kind", "about_id"], name="message_about"),
        ]

    def __str__(self) -> str:
        return f"message #{self.pk}"


class Webhook(models.Model):
    """Another system that is told what happens. `types`: those of `webhooks.told`; the secret signs what is sent.

    Everything before entry `idx` of the log `log_id` has been looked through for it. `handle` never changes: the secret
    is sealed for it.
    """

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    types = models.JSONField()
    handle = models.CharField(max_length=32, unique=True)
    sealed = models.BinaryField(help_text="nonce ‖ AES-256-GCM of the secret.")
    key_version = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    log_id = models.BigIntegerField(default=0)
    idx = models.BigIntegerField(default=0)

    subject_kind = "webhook"

    def __str__(self) -> str:
        return f"webhook #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk
