"""`queue`: put a message into the outbox, in the transaction of the act that causes it."""

from datetime import datetime

from huiying.foundation.keys.box import seal_json
from huiying.foundation.ledger.actors import SYSTEM, About, Actor, Subject
from huiying.foundation.ledger.inserting import insert_one
from huiying.foundation.ledger.recording import record
from huiying.foundation.outbox.enums import Standing, Way
from huiying.foundation.outbox.events import FAILED, QUEUED, RETURNED
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.transports import IS_ADDRESS, IS_CONFIGURED
from huiying.foundation.outbox.transports.parcel import Thread
from huiying.foundation.outbox.troubles import BAD_ADDRESS, NOT_CONFIGURED
from huiying.foundation.outbox.troubles import RETURNED as RETURNED_CODE

TABLE, COLUMN = "outbox_message", "sealed"


def queue(
    *,
    key: str,
    way: Way,
    to: str,
    subject: str,
    text: str,
    about: Subject,
    actor: Actor,
    now: datetime,
    thread: Thread | None = None,
    calendar: str = "",
) -> Message:
    """The message, waiting until the worker sends it after the commit; SMS have no subject, `thread` or `calendar`.

    `key` is unique: the same key again returns the first message and changes nothing. When the office has no such way
    or `to` is no address, the message is given up at once, its words are never stored, and `standing_for` says why: a
    wrong contact never costs anybody the voice itself. Raises NotInTransaction.
    """
    trouble = _trouble(way, to)
    sealed, version = (
        (None, None) if trouble else seal_json((TABLE, COLUMN, key), _words(to, subject, text, thread, calendar))
    )
    message = Message(
        key=key,
        way=way,
        about_kind=about.subject_kind,
        about_id=about.subject_id,
        sealed=sealed,
        key_version=version,
        standing=Standing.FAILED if trouble else Standing.WAITING,
        queued_at=now,
        next_try_at=now,
        trouble=trouble,
    )
    if not insert_one(message, unless_same="key"):
        return Message.objects.get(key=key)
    _record(message, about, actor, now)
    return message


def mark_returned(message_id: int, *, code: str, now: datetime) -> bool:
    """A mail came back: it did not arrive. `code`: the status of RFC 3463, such as 5.1.1; empty where none was told.

    True where that is news: a second notice of the same mail changes nothing. Raises NotInTransaction.
    """
    trouble = f"{RETURNED_CODE}:{code}" if code else RETURNED_CODE
    gone = Message.objects.filter(pk=message_id, standing__in=(Standing.SENT, Standing.SENDING))
    emptied = {"sealed": None, "key_version": None}
    if not gone.update(standing=Standing.RETURNED, trouble=trouble[:200], **emptied):
        return False
    message = Message.objects.get(pk=message_id)
    public = {"message": message.pk, "way": message.way, "trouble": message.trouble}
    record(RETURNED.name, About(message.about_kind, message.about_id), actor=SYSTEM, now=now, public=public)
    return True


def forget_messages(about: Subject) -> int:
    """Delete every message about `about`, those that wait among them; how many. The caller records why."""
    return Message.objects.filter(about_kind=about.subject_kind, about_id=about.subject_id).delete()[0]


def _trouble(way: Way, to: str) -> str:
    if not IS_CONFIGURED[way]():
        return NOT_CONFIGURED
    return "" if IS_ADDRESS[way](to) else BAD_ADDRESS


def _words(to: str, subject: str, text: str, thread: Thread | None, calendar: str) -> dict[str, str | list[str]]:
    words: dict[str, str | list[str]] = {"to": to, "subject": subject, "text": text}
    if calendar:
        words["calendar"] = calendar
    return words if thread is None else {**words, "thread": [*thread.references, thread.in_reply_to]}


def _record(message: Message, about: Subject, actor: Actor, now: datetime) -> None:
    public = {"message": message.pk, "way": message.way}
    if message.trouble:
        record(FAILED.name, about, actor=actor, now=now, public={**public, "trouble": message.trouble})
    else:
        record(QUEUED.name, about, actor=actor, now=now, public=public)
