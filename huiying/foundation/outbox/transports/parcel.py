"""What a transport is given."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """The Message-ID of the mail that is answered, and those of the conversation before it (RFC 5322 section 3.6.4)."""

    in_reply_to: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message, opened. `id` stays the same at every try, so that a receiver may drop a second copy.

    `calendar`: of an e-mail, a calendar file (RFC 5545) that mail programs show as an invitation.
    """

    id: str
    to: str
    subject: str
    text: str
    now: datetime
    thread: Thread | None = None
    calendar: str = ""
