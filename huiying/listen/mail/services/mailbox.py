"""A folder on the mail server (IMAP4rev1, RFC 3501): what is new in it, and marking what was taken in.

Nothing is ever deleted there. Without being asked nobody's flags are changed but by `done`.
"""

import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxLoginError
from imap_tools.utils import check_command_status

from huiying.core.mail.address import ImapAddress

TIMEOUT_SECONDS = 30
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxTrouble(Exception):
    """The mailbox could not be read. `code`: connection, log_in, folder or answer."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as the server gave it. `raw` is only its head where `size` passes what was asked for.

    `received_at` None: the server does not say.
    """

    uid: int
    raw: bytes
    size: int
    received_at: datetime | None


class Folder:
    """An open folder."""

    def __init__(self, box: BaseMailBox, name: str, can: frozenset[str]) -> None:
        self._box, self._can = box, can
        found = box.folder.status(name, ["UIDVALIDITY", "UIDNEXT"])
        self.uid_validity, self.next_uid = int(found["UIDVALIDITY"]), int(found["UIDNEXT"])

    def waiting(self, *, after: int) -> list[int]:
        """UIDs of what is unread and of what came after the UID `after`, read by somebody or not; the oldest first."""
        unread = {int(uid) for uid in self._box.uids("UNSEEN", None)}
        newer = {int(uid) for uid in self._box.uids(f"UID {after + 1}:*", None)}  # always names the last one
        return sorted(unread | {uid for uid in newer if uid > after})

    def fetch(self, uid: int, *, most_bytes: int) -> Fetched | None:
        """None for a mail that is gone meanwhile. It stays unread."""
        known = self._fetched(uid, "(RFC822.SIZE INTERNALDATE)")
        if known is None or (size := _SIZE.search(known[0])) is None:
            return None
        head_only = int(size[1]) > most_bytes
        found = self._fetched(uid, "(BODY.PEEK[HEADER])" if head_only else "(BODY.PEEK[])")
        if found is None or found[1] is None:
            return None
        whole = int(size[1]) if head_only else len(found[1])
        return Fetched(uid, found[1], whole, _internal_date(known[0]))

    def _fetched(self, uid: int, what: str) -> tuple[bytes, bytes | None] | None:
        """The answer's line and the literal in it."""
        answer = self._box.client.uid("FETCH", str(uid), what)
        check_command_status(answer, ImapToolsError)
        for part in answer[1] or ():
            if isinstance(part, tuple):
                return part[0], part[1]
            if isinstance(part, bytes) and b"FETCH" in part.upper():
                return part, None
            if isinstance(part, bytes) and _SIZE.search(part):
                return part, None
        return None

    def done(self, uid: int, *, move_to: str = "") -> None:
        """Mark it read, or move it where the server can do that in one step; what was moved before is no trouble."""
        self._stored(uid)
        if move_to and "MOVE" in self._can:
            self._box.move(str(uid), move_to)

    def _stored(self, uid: int) -> None:
        check_command_status(self._box.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)"), ImapToolsError)


def _internal_date(line: bytes) -> datetime | None:
    """RFC 3501 section 2.3.3: when the server received it."""
    local: Any = imaplib.Internaldate2tuple(line)
    if local is None:
        return None
    return datetime.fromtimestamp(time.mktime(local), UTC)


@contextmanager
def open_folder(address: ImapAddress, password: str) -> Iterator[Folder]:
    """Log in and open the folder. Raises MailboxTrouble, also for what fails while it is open."""
    try:
        box = _connected(address)
    except (OSError, imaplib.IMAP4.error) as err:
        raise MailboxTrouble("connection") from err
    try:
        yield _entered(box, address, password)
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as err:
        raise MailboxTrouble("connection" if isinstance(err, OSError) else "answer") from err
    finally:
        with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
            box.logout()


def _connected(address: ImapAddress) -> BaseMailBox:
    if address.encrypted:
        context = ssl.create_default_context()
        return MailBox(address.host, address.port, timeout=TIMEOUT_SECONDS, ssl_context=context)
    return MailBoxUnencrypted(address.host, address.port, timeout=TIMEOUT_SECONDS)


def _entered(box: BaseMailBox, address: ImapAddress, password: str) -> Folder:
    try:
        box.login(address.user, password, initial_folder=None)
    except (MailboxLoginError, imaplib.IMAP4.error, UnicodeError) as err:
        raise MailboxTrouble("log_in") from err
    can = _capabilities(box)
    if "ID" in can:  # mail services in China open no folder to whoever does not name itself
        box.client.xatom("ID", '("name" "Huiying")')
    try:
        box.folder.set(address.folder)
        return Folder(box, address.folder, can)
    except (ImapToolsError, imaplib.IMAP4.error) as err:
        raise MailboxTrouble("folder") from err


def _capabilities(box: BaseMailBox) -> frozenset[str]:
    """Asked once logged in: before that a server names only some."""
    _answer, found = box.client.capability()
    return frozenset(word.upper() for line in found if isinstance(line, bytes) for word in line.decode().split())
