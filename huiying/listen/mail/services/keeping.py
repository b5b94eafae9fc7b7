"""Writing down that a mail came, what it became, and what people decided about it later."""

from dataclasses import dataclass
from datetime import datetime

from huiying.core.mail.letter import Letter
from huiying.foundation.files.services import claim_files
from huiying.foundation.keys.box import seal_json
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.inserting import insert_one
from huiying.foundation.ledger.recording import record
from huiying.foundation.outbox.models import Message
from huiying.listen.mail.enums import Became, Why
from huiying.listen.mail.errors import MailReasonNeeded, MailSettled
from huiying.listen.mail.models import IncomingMail
from huiying.listen.voices.models import Voice

TABLE, COLUMN = "mail_incomingmail", "sealed"
LEAST_REASON = 4
UNDECIDED = (Became.AUTOMATIC, Became.UNREADABLE, Became.SET_ASIDE)
"""Those that a person may still make a voice."""
MOST_IDS = 20


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail at the door. `letter` None: it could not be read. `original_id`: the file that waits to be claimed."""

    key: str
    received_at: datetime
    size: int
    letter: Letter | None = None
    original_id: int | None = None
    file_ids: tuple[int, ...] = ()
    files_refused: int = 0


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a mail, and why where that needs words."""

    became: Became
    why: Why | None = None
    voice: Voice | None = None
    names: Voice | None = None
    message: Message | None = None


def keep_mail(arrival: Arrival, fate: Fate, *, now: datetime) -> IncomingMail:
    """Write the mail down, in the caller's transaction. Raises IntegrityError where it is there already."""
    sealed, version = _sealed(arrival)
    claim_files([arrival.original_id] if arrival.original_id is not None else [])
    mail = IncomingMail(
        key=arrival.key,
        received_at=arrival.received_at,
        taken_at=now,
        size=arrival.size,
        original_id=arrival.original_id,
        sealed=sealed,
        key_version=version,
        files_refused=arrival.files_refused,
    )
    _settle(mail, fate)
    insert_one(mail)
    record("mail.received", mail, actor=SYSTEM, now=now, public=_public(mail), key=f"mail:{arrival.key}")
    return mail


def take_up(mail: IncomingMail, fate: Fate, *, actor: Actor, now: datetime) -> IncomingMail:
    """A person made it a voice after all: it was claimed before in the caller's transaction."""
    _settle(mail, fate)
    mail.save(update_fields=["became", "why", "voice", "names", "message"])
    record("mail.taken_up", mail, actor=actor, now=now, public=_public(mail))
    return mail


def set_aside(mail: IncomingMail, *, reason: str, actor: Actor, now: datetime) -> IncomingMail:
    """A person found that it is no voice; it stays where everybody at the desk sees it.

    In the caller's transaction. Raises MailReasonNeeded, MailSettled.
    """
    refuse_short(reason)
    claim(mail)
    mail.became = Became.SET_ASIDE
    mail.save(update_fields=["became"])
    record("mail.set_aside", mail, actor=actor, now=now, public=_public(mail), private={"reason": reason.strip()})
    return mail


def note_opened(mail: IncomingMail, *, reason: str, actor: Actor, now: datetime) -> None:
    """Somebody looks at an original that belongs to no voice. Raises MailReasonNeeded."""
    refuse_short(reason)
    record("mail.opened", mail, actor=actor, now=now, private={"reason": reason.strip()})


def note_names(voice: Voice, number: str, *, now: datetime) -> None:
    """Tell the dispatcher that the mail named another receipt."""
    record("mail.names_other", voice, actor=SYSTEM, now=now, public={"number": number})


def refuse_short(reason: str) -> None:
    """Raises MailReasonNeeded."""
    if len(reason.strip()) < LEAST_REASON:
        raise MailReasonNeeded(least=LEAST_REASON)


def claim(mail: IncomingMail) -> None:
    """Nobody else decides about it meanwhile. Raises MailSettled."""
    held = IncomingMail.objects.select_for_update().filter(pk=mail.pk, became__in=UNDECIDED, voice__isnull=True)
    if not held.exists():
        raise MailSettled


def _settle(mail: IncomingMail, fate: Fate) -> None:
    mail.became, mail.why = fate.became, fate.why or ""
    mail.voice, mail.names, mail.message = fate.voice, fate.names, fate.message


def _sealed(arrival: Arrival) -> tuple[bytes | None, int | None]:
    letter = arrival.letter
    if letter is None:
        return None, None
    words = {
        "message_id": letter.message_id,
        "before": list(reversed(letter.answers[:MOST_IDS])),
        "subject": letter.subject[:300],
    }
    return seal_json((TABLE, COLUMN, arrival.key), words)


def _public(mail: IncomingMail) -> dict[str, str | int]:
    public: dict[str, str | int] = {"became": str(mail.became)}
    if mail.why:
        public["why"] = str(mail.why)
    return public if mail.voice_id is None else {**public, "voice": mail.voice_id}
