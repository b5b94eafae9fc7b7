"""What the worker does every minute: look into the mailbox, take in what is new, mark it there once it is committed."""

import logging
from datetime import datetime

from django.conf import settings

from huiying.listen.mail.services.bookmarks import bookmark, move_on, note_look
from huiying.listen.mail.services.mailbox import Fetched, Folder, MailboxTrouble, open_folder
from huiying.loop.receive_mail.arriving import MOST_BYTES, take_in

logger = logging.getLogger(__name__)
MOST_AT_ONCE, MOST_FAILED = 20, 3
LOOKED_AT_TIMES = 10
"""So many times as many are looked at as are taken in: behind one that fails lie those that are in already."""


def fetch_mail(*, now: datetime, most: int = MOST_AT_ONCE) -> int:
    """How many mails were taken in; 0 where the office has no mailbox. Call it outside any transaction.

    Trouble is written down for the desk and logged once, when it begins and when it ends.
    """
    address = settings.MAILBOX
    if address is None:
        return 0
    try:
        with open_folder(address, settings.MAILBOX_PASSWORD) as folder:
            taken = _take_in_waiting(folder, address.name, now, most)
    except MailboxTrouble as trouble:
        if note_look(address.name, trouble=trouble.code, now=now):
            logger.warning("the mailbox cannot be read: %s; it is tried again every minute", trouble.code)
        return 0
    if note_look(address.name, trouble="", now=now):
        logger.info("the mailbox can be read again")
    return taken


def _take_in_waiting(folder: Folder, name: str, now: datetime, most: int) -> int:
    """In the order of their UIDs, so that the bookmark never passes what is not committed.

    What cannot be marked or moved there is in all the same. A mail that cannot be taken in comes again the next minute,
    and holds up nobody behind it; where several fail it is nobody's own fault, and all wait.
    """
    place = bookmark(name, uid_validity=folder.uid_validity, next_uid=folder.next_uid)
    taken, failed = 0, list[Exception]()
    for uid in folder.waiting(after=place.last_uid)[: most * LOOKED_AT_TIMES]:
        if taken == most or len(failed) == MOST_FAILED:
            break
        found = folder.fetch(uid, most_bytes=MOST_BYTES)
        try:
            taken += found is not None and _taken_in(found, now)
        except Exception as err:
            failed.append(err)
            continue
        if not failed:
            move_on(place, uid)
        if found is not None:
            folder.done(uid, move_to=settings.MAILBOX_DONE)
    if failed:
        raise failed[0]
    return taken


def _taken_in(found: Fetched, now: datetime) -> bool:
    """Whether it is new. A full disk is no trouble of the mailbox."""
    try:
        return take_in(found.raw, received_at=found.received_at or now, now=now, size=found.size) is not None
    except OSError as err:
        raise RuntimeError("a mail could not be kept") from err
