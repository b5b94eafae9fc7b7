"""What is read from one mail."""

from dataclasses import dataclass
from enum import StrEnum


class Automatic(StrEnum):
    """Why a mail is taken for one that no person wrote to us; none of these is ever answered (RFC 3834, section 2)."""

    SUBMITTED = "submitted"
    LIST = "list"
    NO_SENDER = "no_sender"
    VACATION = "vacation"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with the mail."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Returned:
    """A notice that a mail did not arrive. `ids`: Message-IDs that it names; `status` as in RFC 3463, "" if untold."""

    ids: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as people see it. `sender` is an address or ""; ids are in their angle brackets.

    `answers`: the mails that it says it answers, the nearest first. `text`: everything, what it quotes too.
    """

    message_id: str
    answers: tuple[str, ...]
    sender: str
    sender_name: str
    subject: str
    text: str
    enclosed: tuple[Enclosed, ...] = ()
    automatic: Automatic | None = None
    returned: Returned | None = None
    parts_left: int = 0
