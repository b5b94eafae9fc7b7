"""A voice is what one person or group said, once. Its words never change; only a recorded erasure empties them."""

import uuid

from django.db import models

from huiying.core.words import Text
from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.models import Place, in_language
from huiying.foundation.people.models import Person, Staff
from huiying.listen.voices.enums import (
    AttachedAs,
    Channel,
    ConsentFor,
    HelpKind,
    Kind,
    LinkPurpose,
    Naming,
    RequestState,
    Wants,
)

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
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    source = models.CharField(max_length=60, blank=True, help_text="Name of the import mapping or outer system.")
    external_id = models.CharField(max_length=120, blank=True)
    signed_with = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="co_signed",
        db_index=False,
        help_text="The first of a group.",
    )
    people_count = models.PositiveSmallIntegerField(default=1, help_text="How many people came with it or signed it.")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="splits", db_index=False)
    revealed_at = models.DateTimeField(
        null=True, help_text="When it was told that it was an unannounced check; since then it counts nowhere."
    )
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
            models.Index(
                fields=["-received_at", "-id"],
                name="voice_published",
                condition=models.Q(may_publish=True, erased_at__isnull=True),
            ),
            # Partial: whoever has no such value pays nothing for the index.
            models.Index(fields=["split_from"], name="voice_split_from", condition=models.Q(split_from__isnull=False)),
            models.Index(fields=["revealed_at"], name="voice_revealed", condition=models.Q(revealed_at__isnull=False)),
            models.Index(
                fields=["signed_with"], name="voice_signed_with", condition=models.Q(signed_with__isnull=False)
            ),
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


class Attachment(models.Model):
    """A file that came with a voice or was put to it. `staff`: who put it there; None: the speaker, or a machine."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="attachments", db_index=False)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="attachment")
    position = models.PositiveSmallIntegerField(help_text="In the order given, over the whole life of the voice.")
    attached_as = models.CharField(max_length=6, choices=AttachedAs.choices)
    added_at = models.DateTimeField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "position"], name="attachment_place_once")]

    def __str__(self) -> str:
        return f"attachment {self.position} of voice #{self.voice_id}"


class Draft(models.Model):
    """A voice being written: sealed answers for 24 hours. Once sent, it seals number and code for a repeated post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sealed = models.BinaryField()
    key_version = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(db_index=True)
    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, null=True, related_name="draft")
    staff = models.ForeignKey(
        Staff, on_delete=models.CASCADE, null=True, related_name="+", db_index=False, help_text="Who takes it down."
    )

    class Meta:
        indexes = [models.Index(fields=["staff"], name="draft_of_staff", condition=models.Q(staff__isnull=False))]

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


class Consent(models.Model):
    """One separate consent that a speaker gave, and when they took it back (个人信息保护法 Art 13–16, 29, 31).

    `by_guardian`: given for a child under 14 by a parent or guardian. `text_version`: which notice they had read.
    """

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=12, choices=ConsentFor.choices)
    by_guardian = models.BooleanField(default=False)
    text_version = models.CharField(max_length=12)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voice", "purpose"], condition=models.Q(withdrawn_at__isnull=True), name="consent_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"consent to {self.purpose} of voice #{self.voice_id}"


class ErasureRequest(models.Model):
    """A speaker asked that all be erased (个人信息保护法 Art 47, 50); a keeper does it, or says why not."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="erasure_requests")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.ASKED)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    answer = models.CharField(max_length=300, blank=True, help_text="Why it was not erased; the speaker reads it.")

    subject_kind = "erasure_request"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voice"], condition=models.Q(state="asked"), name="erasure_request_waits_once"
            )
        ]

    def __str__(self) -> str:
        return f"request to erase voice #{self.voice_id}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Help(models.Model):
    """Help that a speaker asked for, to be heard and to understand; `language` only for an interpreter."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="helps")
    kind = models.CharField(max_length=12, choices=HelpKind.choices)
    language = models.CharField(max_length=12, blank=True)
    asked_at = models.DateTimeField()
    arranged_at = models.DateTimeField(null=True)
    arranged_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "kind"], name="help_once")]

    def __str__(self) -> str:
        return f"{self.kind} for voice #{self.voice_id}"
