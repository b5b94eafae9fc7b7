"""What came by mail: for the desk, and for the answer that goes back."""

from dataclasses import dataclass

from django.db.models import QuerySet

from huiying.foundation.keys.box import open_json
from huiying.foundation.outbox.transports.parcel import Thread
from huiying.listen.mail.enums import Became
from huiying.listen.mail.models import IncomingMail, LetterPage, Mailbox
from huiying.listen.voices.models import Voice

TABLE, COLUMN = "mail_incomingmail", "sealed"


@dataclass(frozen=True, slots=True)
class Conversation:
    """What an answer by mail needs: the mail that it answers, and its subject."""

    thread: Thread
    subject: str


def conversation_of(voice: Voice) -> Conversation | None:
    """The last mail of the speaker in this matter; None where they never mailed."""
    mails = IncomingMail.objects.filter(
        voice=voice, became__in=(Became.VOICE, Became.ADDED), sealed__isnull=False
    ).order_by("-received_at", "-pk")
    mail = mails.first()
    return _conversation(mail) if mail is not None else None


def _conversation(mail: IncomingMail) -> Conversation:
    assert mail.sealed is not None
    assert mail.key_version is not None
    words = open_json((TABLE, COLUMN, mail.key), bytes(mail.sealed), mail.key_version)
    return Conversation(Thread(str(words["message_id"]), tuple(words["before"])), str(words["subject"]))


def is_known(key: str) -> bool:
    """Whether this mail was taken in before."""
    return IncomingMail.objects.filter(key=key).exists()


def mails_that_became(*kinds: str) -> QuerySet[IncomingMail]:
    """The latest first; all of them where no kind is named."""
    rows = IncomingMail.objects.filter(became__in=kinds) if kinds else IncomingMail.objects.all()
    return rows.select_related("voice", "names").order_by("-received_at", "-pk")


def mails_of(voice: Voice) -> list[IncomingMail]:
    """What came by mail about it, notices of mails that came back among it; the latest first."""
    return list(IncomingMail.objects.filter(voice=voice, original__isnull=False).order_by("-received_at", "-pk"))


def mailbox_seen() -> Mailbox | None:
    """The mailbox that was looked into last."""
    return Mailbox.objects.order_by("-looked_at").first()


def holds_originals(voice: Voice) -> bool:
    """Whether there is a mail or a scanned page of it."""
    mailed = IncomingMail.objects.filter(voice=voice, original__isnull=False)
    return mailed.exists() or LetterPage.objects.filter(voice=voice).exists()


def pages_of(voice: Voice) -> list[LetterPage]:
    """The scanned pages of a letter in their order."""
    return list(LetterPage.objects.select_related("file").filter(voice=voice).order_by("position"))
