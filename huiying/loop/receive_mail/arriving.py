"""A mail arrives: its files are kept, then one transaction writes down what it is and does what follows from it.

It may arrive any number of times, from several workers at once and after a kill at any moment: its key makes it one.
"""

import hmac
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, transaction

from huiying.core.errors import HuiyingError
from huiying.core.mail.letter import Letter
from huiying.core.mail.reading import MailUnreadable, mail_key, read_mail
from huiying.core.spoken import MAX_CHARACTERS
from huiying.foundation.files.errors import MOST_FILES, FileInfected, FileRefused
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import drop_files, keep_file, keep_original
from huiying.foundation.keys.ring import receipt_key
from huiying.listen.mail.enums import Became, Why
from huiying.listen.mail.models import IncomingMail
from huiying.listen.mail.selectors import is_known
from huiying.listen.mail.services.keeping import Arrival, Fate, keep_mail
from huiying.loop.receive_mail.judging import decide, no_voice

MOST_BYTES = 40 * 1024 * 1024
"""Larger mails stay in the mailbox: only their head is kept."""
MOST_COUNTED = 9_999
"""Of files that were refused: beyond that nobody counts, and the column of PostgreSQL ends."""
WHOLE_TEXT = "mail.txt"
_DOMAIN = b"huiying mail v1\n"
STOPS = (DatabaseError, ObjectDoesNotExist, HuiyingError, OSError)
"""What stands in the way of every mail: it is tried again later. Anything else lies in this mail alone, and the next
ones must not wait behind it."""

logger = logging.getLogger(__name__)


def take_in(raw: bytes, *, received_at: datetime, now: datetime, size: int | None = None) -> IncomingMail | None:
    """Take in one mail; None where it is in already. Call it outside any transaction.

    `received_at`: when the mail server of the office had it. `size`: where `raw` is the head of a larger mail.
    """
    key = key_of(raw)
    if is_known(key):
        return None
    arrival, fate = looked_at(raw, key, min(received_at, now), size or len(raw), now)
    try:
        return write_down(arrival, fate, now)
    except STOPS as err:
        let_go(arrival.original_id, *arrival.file_ids)
        if isinstance(err, IntegrityError) and is_known(key):
            return None
        raise
    except Exception as err:
        logger.error("a mail could not be taken in and waits as unreadable: %s", type(err).__name__)
        return write_down(replace(arrival, letter=None), Fate(Became.UNREADABLE, Why.DAMAGED), now)


def write_down(arrival: Arrival, fate: Fate | None, now: datetime) -> IncomingMail:
    """All that follows from it, or nothing. `fate` None: its words decide. Raises IntegrityError for a known one."""
    with transaction.atomic(durable=True):
        return keep_mail(arrival, fate, now=now) if fate is not None else decide(arrival, now=now)


def key_of(raw: bytes) -> str:
    """The key under which a mail is known, for ever: an HMAC, so that it tells nobody who has a copy of the mail."""
    return hmac.digest(receipt_key(), _DOMAIN + mail_key(raw).encode("ascii"), sha256).hex()


def looked_at(raw: bytes, key: str, received_at: datetime, size: int, now: datetime) -> tuple[Arrival, Fate | None]:
    """What came, its files kept and waiting, and what becomes of it where that is plain at once."""
    original = _original(raw, key, now)
    try:
        return _read(raw, Arrival(key, received_at, size, None, original), now)
    except Exception:
        let_go(original)
        raise


def _read(raw: bytes, arrival: Arrival, now: datetime) -> tuple[Arrival, Fate | None]:
    if arrival.size > len(raw):
        return arrival, Fate(Became.UNREADABLE, Why.TOO_LARGE)
    try:
        letter = read_mail(raw)
    except MailUnreadable:
        return arrival, Fate(Became.UNREADABLE, Why.DAMAGED)
    fate = no_voice(letter)
    files, refused = ((), 0) if fate is not None or letter.returned else kept_files(letter, now)
    return replace(arrival, letter=letter, file_ids=files, files_refused=refused), fate


def _original(raw: bytes, key: str, now: datetime) -> int | None:
    """The mail byte for byte; None where the scanner finds something: then it lies in the mailbox alone."""
    try:
        return keep_original(raw, f"mail-{key[:8]}.eml", "message/rfc822", now=now).pk
    except FileInfected:
        return None


def kept_files(letter: Letter, now: datetime) -> tuple[tuple[int, ...], int]:
    """Ids of the files that were kept, and how many could not be. A text too long for a voice goes along as a file."""
    enclosed = [(one.data, one.name) for one in letter.enclosed]
    if len(letter.text) > MAX_CHARACTERS:
        enclosed.insert(0, (letter.text.encode(), WHOLE_TEXT))
    kept: list[int] = []
    refused = max(0, len(enclosed) - MOST_FILES) + letter.parts_left
    for data, name in enclosed[:MOST_FILES]:
        try:
            kept.append(keep_file(data, name, now=now).pk)
        except FileRefused:
            refused += 1
        except Exception:
            let_go(*kept)
            raise
    return tuple(kept), min(refused, MOST_COUNTED)


def let_go(*ids: int | None) -> None:
    """Drop files of a mail that is tried again: else each try would leave them on the disk for two days."""
    with suppress(DatabaseError, OSError), transaction.atomic():
        drop_files(StoredFile.objects.filter(pk__in=[one for one in ids if one is not None], held_until__isnull=False))
