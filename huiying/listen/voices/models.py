"""A voice is what one person or group said, once. Its words never change; only a recorded erasure empties them."""

import uuid

from django.db import models

from huiying.core.words import Text
from huiying.foundation.office.models import Place, in_language
from huiying.foundation.people.models import Person, Staff
from huiying.listen.voices.enums import Channel, Kind, LinkPurpose, Naming, Wants

ERASED = Text("（已删除）", "(erased)")
"""What stands where the title of an erased voice would."""


class Voice(models.Model):
    """What was said. `number` is public; the 16-digit code is kept only as an HMAC under the receipt key."""

    number = models.CharField(max_length=10, unique=True)
    code_digest = models.BinaryField(max_length=32)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    naming = models.CharField(max_length=10, choices=Naming.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="voices")
    title = models.CharField(max_length=120)
    text = models.TextField()
    language = models.CharField(max_length=10)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="voices")
    place_words = models.CharField(max_length=200, blank=True)
    wants = models.CharField(max_length=12, choices=Wants.choices, blank=True)
    may_publish = models.BooleanField(default=False)
    may_contact = models.BooleanField(default=True, help_text="May be written to about it.")
    received_at = models.DateTimeField(help_text="When it reached the office; legal clocks run from its local day.")
    recorded_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=60, blank=True, help_text="Name of the import mapping or outer system.")
    external_id = models.CharField(max_length=120, blank=True)
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="splits")
    erased_at = models.DateTimeField(null=True, help_text="When every word was emptied.")
    erasure_pending = models.BooleanField(default=False, help_text="Old copies may still stand in the database file.")

    subject_kind = "voice"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~models.Q(external_id=""), name="voice_external_once"
            )
        ]
        indexes = [
            models.Index(fields=["received_at"], name="voice_received_at"),
            models.Index(fields=["erased_at"], name="voice_erasure_pending", condition=models.Q(erasure_pending=True)),
        ]

    def __str__(self) -> str:
        return f"voice {self.number}"

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def heading(self) -> str:
        """The title; of an erased voice that it was erased, in the language of the page."""
        return self.title or in_language(ERASED.zh, ERASED.en)


class Draft(models.Model):
    """A voice being written: sealed answers for 24 hours. Once sent, it seals number and code for a repeated post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sealed = models.BinaryField()
    key_version = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(db_index=True)
    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, null=True, related_name="draft")

    def __str__(self) -> str:
        return f"draft {self.pk}"


class LinkToken(models.Model):
    """The digest of a one-purpose link in a mail or SMS; it is exchanged for a session and redirected away."""

    digest = models.BinaryField(max_length=32, primary_key=True)
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="link_tokens")
    purpose = models.CharField(max_length=10, choices=LinkPurpose.choices)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link for voice #{self.voice_id}"


class CodeTrial(models.Model):
    """How often a wrong code was tried for one number: the next try waits longer, nobody is locked out."""

    number = models.CharField(max_length=10, primary_key=True)
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} wrong codes"
