"""What became of the messages about something, for its page and for the receipt."""

from dataclasses import dataclass
from datetime import datetime

from huiying.core.words import Text
from huiying.foundation.ledger.actors import Subject
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.troubles import says


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


def _standing(row: Message) -> MessageStanding:
    why = says(row.trouble) if row.trouble else None
    return MessageStanding(row.pk, Way(row.way), Standing(row.standing), row.queued_at, row.sent_at, why)
