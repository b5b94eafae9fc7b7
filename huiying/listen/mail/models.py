"""Mails as they came in, the place up to which a mailbox was read, and the paper of letters."""

from django.db import models

from huiying.foundation.files.models import StoredFile
from huiying.foundation.outbox.models import Message
from huiying.listen.mail.enums import Became, Why
from huiying.listen.voices.models import Voice


class IncomingMail(models.Model):
    """One mail. `key` is the same however often it was delivered; who sent it and what it says lies in the original.

    `sealed` holds what an answer needs: Message-ID, the ids before it, and the subject.
    """

    key = models.CharField(max_length=64, unique=True)
    became = models.CharField(max_length=12, choices=Became.choices)
    why = models.CharField(max_length=20, choices=Why.choices, blank=True)
    received_at = models.DateTimeField(help_text="When the mail server of the office had it.")
    taken_at = models.DateTimeField()
    size = models.PositiveBigIntegerField(help_text="Bytes on the mail server.")
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    sealed = models.BinaryField(null=True)
    key_version = models.PositiveSmallIntegerField(null=True)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, null=True, related_name="mails")
    names = models.ForeignKey(
        Voice,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="The voice whose receipt it names without coming from there.",
    )
    message = models.ForeignKey(
        Message,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        help_text="Our mail that came back.",
    )
    files_refused = models.PositiveSmallIntegerField(default=0)

    subject_kind = "mail"

    class Meta:
        indexes = [models.Index(fields=["became", "received_at"], name="mail_became")]

    def __str__(self) -> str:
        return f"mail #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Mailbox(models.Model):
    """How far a folder was read, and what stands in the way. `name` is user, host and folder; `uid_validity` may change
    when the server numbers its mails anew (RFC 3501, section 2.3.1.1)."""

    name = models.CharField(max_length=250, primary_key=True)
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=20, blank=True)
    troubled_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "mailbox"


class LetterPage(models.Model):
    """A scanned page or envelope: it shows who wrote, so looking at it is looking at the identity."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="letter_pages")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    postmarked_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"page {self.position} of voice #{self.voice_id}"
