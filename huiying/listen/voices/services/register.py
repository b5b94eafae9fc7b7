"""Writing voices down. Called by the joints of the loop, which open a case in the same transaction."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection

from huiying.core.codes import code_digest, make_code, make_number
from huiying.core.spoken import title_of
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.inserting import insert_many
from huiying.foundation.ledger.recording import Entry
from huiying.listen.voices.enums import Channel
from huiying.listen.voices.models import Voice


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
    person_id: int | None = None
    taken_by_id: int | None = None
    source: str = ""
    external_id: str = ""
    split_from_id: int | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """A voice with the code of its receipt, which exists in clear only here."""

    voice: Voice
    code: str


def register_voices(rows: Sequence[Spoken], *, now: datetime) -> list[Registered]:
    """Write `rows` in order, each with a new number and code; `received_entries` belong to the same transaction."""
    fresh = [_new(spoken, number, now) for spoken, number in zip(rows, _new_numbers(len(rows)), strict=True)]
    insert_many([registered.voice for registered in fresh], numbered=True)
    return fresh


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


def _new_numbers(count: int) -> list[str]:
    numbers: set[str] = set()
    while len(numbers) < count:
        wanted = {make_number(secrets.randbelow) for _ in range(count - len(numbers))} - numbers
        numbers |= wanted - _taken(wanted)
    return list(numbers)


def _taken(numbers: set[str]) -> set[str]:
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(numbers))
        cursor.execute(f"SELECT number FROM voices_voice WHERE number IN ({marks})", list(numbers))  # noqa: S608  marks
        return {number for (number,) in cursor.fetchall()}


def _new(spoken: Spoken, number: str, now: datetime) -> Registered:
    code = make_code(secrets.randbelow)
    voice = Voice(
        number=number,
        code_digest=code_digest(receipt_key(), number, code),
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
