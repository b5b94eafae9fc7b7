"""What became of the messages about something, for its page and for the receipt."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from huiying.core.words import Text
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import Subject
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.transports.email import own_host
from huiying.foundation.outbox.troubles import says

_PARCEL = re.compile(r"message-([0-9]{1,18})-[0-9a-f]{24}")
_DOMAIN = b"huiying parcel v1\n"


@dataclass(frozen=True, slots=True)
class MessageStanding:
    """Where one message stands. `why` is there when it was given up, or waits for another try."""

    message: int
    way: Way
    standing: Standing
    queued_at: datetime
    sent_at: datetime | None
    why: Text | None


def standing_for(about: Subject) -> list[MessageStanding]:
    """The messages about `about`, the latest first; no addresses, no words, so any viewer of it may see them."""
    rows = Message.objects.filter(about_kind=about.subject_kind, about_id=about.subject_id).order_by(
        "-queued_at", "-pk"
    )
    return [_standing(row) for row in rows.defer("sealed")]


def parcel_id(message: Message) -> str:
    """What stands before the @ of its Message-ID, or the id that a gateway gets: the same at every try.

    Whoever has one cannot guess that of another message, and give out a mail as returned that was not.
    """
    said = _DOMAIN + f"{message.pk}\n{message.queued_at:%Y%m%d%H%M%S}".encode()
    return f"message-{message.pk}-{hmac.digest(receipt_key(), said, sha256)[:12].hex()}"


def mail_by_id(message_id: str) -> Message | None:
    """Our mail with this Message-ID, which its receiver knows, and their servers; None where it is none of ours."""
    name, _at, host = message_id.strip("<>").rpartition("@")
    if host.lower() != own_host().lower() or not (found := _PARCEL.fullmatch(name)):
        return None
    message = Message.objects.filter(pk=int(found[1]), way=Way.EMAIL).defer("sealed").first()
    return message if message is not None and parcel_id(message) == name else None


def _standing(row: Message) -> MessageStanding:
    why = says(row.trouble) if row.trouble else None
    return MessageStanding(row.pk, Way(row.way), Standing(row.standing), row.queued_at, row.sent_at, why)
