"""Writing voices down. Called by the joints of the loop, which open a case in the same transaction."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from huiying.core.codes import code_digest, make_code
from huiying.core.privacy import VERSION
from huiying.core.spoken import title_of
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.inserting import insert_many
from huiying.foundation.ledger.recording import Entry
from huiying.listen.voices.enums import Channel, ConsentFor
from huiying.listen.voices.models import Consent, Voice
from huiying.listen.voices.services.numbers import new_numbers


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said and how it came. `text` is clean (core.spoken); `received_at` is when it reached the office."""

    channel: str
    kind: str
    naming: str
    text: str
    language: str
    received_at: datetime
    title: str = ""
    place_id: int | None = None
    place_words: str = ""
    wants: str = ""
    may_publish: bool = False
    may_contact: bool = True
    consents: tuple[str, ...] = ()
    """What else was agreed to (ConsentFor); that it may be published says `may_publish`."""
    helps: tuple[str, ...] = ()
    """Help that was asked for while speaking (HelpKind); `help_language`: of an interpreter."""
    help_language: str = ""
    by_guardian: bool = False
    """Said for a child under 14 by a parent or guardian, who agrees."""
    person_id: int | None = None
    taken_by_id: int | None = None
    source: str = ""
    external_id: str = ""
    split_from_id: int | None = None
    signed_with_id: int | None = None
    people_count: int = 1
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    reserved: tuple[str, bytes] | None = None
    """Number and digest of the code of a receipt that was printed beforehand, used instead of new ones."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A voice with the code of its receipt, which exists in clear only here; "" where it was printed beforehand."""

    voice: Voice
    code: str


def register_voices(rows: Sequence[Spoken], *, now: datetime) -> list[Registered]:
    """Write `rows` in order, each with a new number and code; `received_entries` belong to the same transaction."""
    numbers = iter(new_numbers(sum(spoken.reserved is None for spoken in rows)))
    fresh = [_new(spoken, numbers, now) for spoken in rows]
    insert_many([registered.voice for registered in fresh], numbered=True)
    keep_consents(zip((registered.voice for registered in fresh), rows, strict=True), now=now)
    return fresh


def keep_consents(said: Iterable[tuple[Voice, Spoken]], *, now: datetime) -> None:
    """Write down what each speaker agreed to, in the transaction of their voice."""
    insert_many(
        [
            Consent(voice=voice, purpose=purpose, by_guardian=spoken.by_guardian, text_version=VERSION, given_at=now)
            for voice, spoken in said
            for purpose in dict.fromkeys((*([ConsentFor.PUBLISH] if spoken.may_publish else []), *spoken.consents))
        ]
    )


def received_entries(
    voices: Sequence[Voice],
    promised: Sequence[date | None],
    *,
    actor: Actor,
    now: datetime,
    keys: Sequence[str | None] | None = None,
    told: bool = True,
) -> list[Entry]:
    """The event of each voice, with the day that its case promises. `keys`: the idempotency keys of the events.

    `told` False: the log shows the commitment alone, for a voice that was split from one that it shows already.
    """
    rows = zip(voices, promised, keys or [None] * len(voices), strict=True)
    entries = [_received(voice, due, key, actor, now) for voice, due, key in rows]
    return entries if told else [replace(entry, public_type="") for entry in entries]


def _receipt(spoken: Spoken, numbers: Iterator[str]) -> tuple[str, bytes, str]:
    """Number, digest of the code, and the code; "" for one that stands on paper and nowhere else."""
    if spoken.reserved is not None:
        return *spoken.reserved, ""
    number, code = next(numbers), make_code(secrets.randbelow)
    return number, code_digest(receipt_key(), number, code), code


def _new(spoken: Spoken, numbers: Iterator[str], now: datetime) -> Registered:
    number, digest, code = _receipt(spoken, numbers)
    voice = Voice(
        number=number,
        code_digest=digest,
        channel=spoken.channel,
        kind=spoken.kind,
        naming=spoken.naming,
        person_id=spoken.person_id,
        title=(spoken.title or title_of(spoken.text))[:120],
        text=spoken.text,
        language=spoken.language,
        place_id=spoken.place_id,
        place_words=spoken.place_words[:200],
        wants=spoken.wants,
        may_publish=spoken.may_publish,
        may_contact=spoken.may_contact,
        received_at=spoken.received_at,
        recorded_at=now,
        taken_by_id=spoken.taken_by_id,
        source=spoken.source,
        external_id=spoken.external_id,
        split_from_id=spoken.split_from_id,
        signed_with_id=spoken.signed_with_id,
        people_count=spoken.people_count,
        latitude=spoken.latitude,
        longitude=spoken.longitude,
    )
    return Registered(voice, code)


def _received(voice: Voice, promised: date | None, key: str | None, actor: Actor, now: datetime) -> Entry:
    """The event binds the words by their hash; the hash itself lies sealed with the event's secret."""
    imported = voice.channel == Channel.IMPORT or bool(voice.external_id)
    return Entry(
        "voice.imported" if imported else "voice.received",
        voice,
        actor,
        now,
        happened_at=voice.received_at,
        public={"channel": str(voice.channel)},
        private={"words_sha256": hashlib.sha256(voice.text.encode("utf-8")).hexdigest()},
        key=key,
        promised=promised,
    )
