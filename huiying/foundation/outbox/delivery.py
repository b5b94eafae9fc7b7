"""`deliver_due`: what the worker does every minute. Each message is delivered at least once, nearly always once.

A worker claims a row by a conditional update and looks at the count, so two workers never hold the same row. Between
the moment the other side takes a message and the commit that says so, a worker may be killed; the claim then runs out
and the message is sent again, with the same Message-ID or id, by which the receiver can drop the second copy.
"""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import QuerySet

from huiying.foundation.keys.box import open_json
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.recording import record
from huiying.foundation.ledger.registry import EventType
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.events import FAILED, SENT
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.selectors import parcel_id
from huiying.foundation.outbox.services import COLUMN, TABLE
from huiying.foundation.outbox.transports import IS_CONFIGURED, SEND
from huiying.foundation.outbox.transports.parcel import Parcel, Thread
from huiying.foundation.outbox.troubles import INTERRUPTED, NOT_CONFIGURED, Undelivered

CLAIM = timedelta(minutes=10)
"""How long a row stays with the worker that claimed it; longer than any transport may take."""
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=60),
    timedelta(hours=6),
)
"""After the first try, the second, …; a message that fails once more is given up."""
MOST_TRIES = len(WAITS) + 1

logger = logging.getLogger(__name__)


TO_PEOPLE = (Way.EMAIL, Way.SMS)
"""What people wait for: no other system's slowness holds it up."""


def deliver_due(*, now: datetime, limit: int = 50, ways: Collection[Way] = TO_PEOPLE) -> int:
    """Send what is due and return how many messages were taken up, sent or not; call it outside any transaction.

    `now` is the moment of the call; what happens later in it is stamped with the seconds that have passed since.
    """
    begun = monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=monotonic() - begun)

    return sum(_take_up(message, clock) for message in _due(now, limit, ways))


def _due(now: datetime, limit: int, ways: Collection[Way]) -> list[Message]:
    """Waiting rows whose time has come, and claimed rows whose claim has run out, the longest due first."""
    open_rows = Message.objects.filter(standing__in=(Standing.WAITING, Standing.SENDING), next_try_at__lte=now)
    return list(open_rows.filter(way__in=ways).order_by("next_try_at", "pk")[:limit])


def _take_up(message: Message, clock: Callable[[], datetime]) -> bool:
    """Claim, send, and write down how it went; False when another worker was first."""
    if not _claim(message, clock()):
        return False
    try:
        _send(message, clock())
    except Undelivered as trouble:
        _write_trouble(message, trouble, clock())
    else:
        _write_sent(message, clock())
    return True


def _claim(message: Message, now: datetime) -> bool:
    """Take the row as it was seen; the try counts from here, so that a message that kills its worker ends too."""
    seen = Message.objects.filter(
        pk=message.pk, standing=message.standing, next_try_at=message.next_try_at, tries=message.tries
    )
    message.tries += 1
    return seen.update(standing=Standing.SENDING, next_try_at=now + CLAIM, tries=message.tries) == 1


def _send(message: Message, now: datetime) -> None:
    """Raises Undelivered."""
    if message.tries > MOST_TRIES:
        raise Undelivered(INTERRUPTED, for_good=True)
    if not IS_CONFIGURED[message.way]():
        raise Undelivered(NOT_CONFIGURED, for_good=True)
    SEND[message.way](_opened(message, now))


def _opened(message: Message, now: datetime) -> Parcel:
    assert message.sealed is not None
    assert message.key_version is not None
    words = open_json((TABLE, COLUMN, message.key), bytes(message.sealed), message.key_version)
    thread = Thread(ids[-1], tuple(ids[:-1])) if (ids := words.pop("thread", [])) else None
    return Parcel(parcel_id(message), **words, now=now, thread=thread)


def _write_sent(message: Message, now: datetime) -> None:
    """Sent is sent, also when the claim ran out meanwhile; who comes second finds nothing to write."""
    with transaction.atomic():
        row = Message.objects.filter(pk=message.pk, standing=Standing.SENDING)
        if row.update(standing=Standing.SENT, sent_at=now, sealed=None, key_version=None, trouble=""):
            _record(SENT, message, now)
            logger.info("message %d sent", message.pk)


def _write_trouble(message: Message, trouble: Undelivered, now: datetime) -> None:
    logger.warning("message %d not sent, try %d: %s", message.pk, message.tries, trouble.code)
    if trouble.for_good or message.tries >= MOST_TRIES:
        _give_up(message, trouble.code, now)
    else:
        next_try = now + WAITS[message.tries - 1]
        _held(message).update(standing=Standing.WAITING, next_try_at=next_try, trouble=trouble.code)


def _give_up(message: Message, code: str, now: datetime) -> None:
    """The words go; what was for another system holds none and stays, so that it can be sent again by hand."""
    emptied = {} if message.way == Way.WEBHOOK else {"sealed": None, "key_version": None}
    with transaction.atomic():
        if _held(message).update(standing=Standing.FAILED, trouble=code, **emptied):
            _record(FAILED, message, now, trouble=code)


def _held(message: Message) -> QuerySet[Message]:
    """The row while it is still in our claim."""
    return Message.objects.filter(pk=message.pk, standing=Standing.SENDING, tries=message.tries)


def _record(event: EventType, message: Message, now: datetime, **more: str) -> None:
    about = About(message.about_kind, message.about_id)
    record(event.name, about, actor=SYSTEM, now=now, public={"message": message.pk, "way": message.way, **more})
