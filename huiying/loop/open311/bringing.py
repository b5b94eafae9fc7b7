"""A request of another system becomes a voice of ours, once; what changes there becomes a line of its case."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from huiying.core.open311.reading import Outer, OuterUpdate
from huiying.core.spoken import clean_words
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.listen.voices.enums import Channel, Naming
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken, register_voices
from huiying.loop.events import OUTER_BROUGHT, OUTER_CHANGED
from huiying.loop.import_voices.entries import CHINESE, PastVoice
from huiying.loop.import_voices.lives import context, past_lives
from huiying.loop.open_cases import write_lives
from huiying.serve.casework.services.opening import born

_DOMAIN = b"huiying open311 notes v1\n"


@dataclass(frozen=True, slots=True)
class Origin:
    """The system that requests are brought in from. `source`: as the voices name it."""

    source: str
    categories: dict[str, int]


def bring_in(outer: Outer, origin: Origin, *, now: datetime) -> Voice | None:
    """The new voice; None when it is here already, also when another run was quicker.

    What is open there is a case that came to us now, and our limits run from today. What was answered there is history:
    no limit runs, nobody is told.
    """
    past = outer.over
    spoken = _spoken(outer, origin, _came(outer, now) if past else now)
    try:
        with transaction.atomic(durable=True):
            if Voice.objects.filter(source=origin.source, external_id=outer.id).exists():
                return None
            (fresh,) = register_voices([spoken], now=now)
            _open(fresh.voice, spoken, outer, origin, past=past, now=now)
    except IntegrityError:
        if not Voice.objects.filter(source=origin.source, external_id=outer.id).exists():
            raise
        return None
    return fresh.voice


def _open(voice: Voice, spoken: Spoken, outer: Outer, origin: Origin, *, past: bool, now: datetime) -> None:
    if past:
        replied_at = min(now, max(outer.updated_at or spoken.received_at, spoken.received_at))
        entry = PastVoice(spoken, outer.notes, replied_at, ())
        (life,) = past_lives([voice], [entry], context(now, {}))
    else:
        (life,) = born([voice], actor=SYSTEM, now=now)
    life.case.category_id = origin.categories.get(outer.service_code)
    write_lives([life], actor=SYSTEM, now=now, found_at_once=not past)
    asked = outer.requested_at.isoformat() if outer.requested_at is not None else ""
    public = {"system": origin.source, "requested": asked, "closed": outer.over, "notes": _digest(outer.notes)}
    record(OUTER_BROUGHT.name, voice, actor=SYSTEM, now=now, public=public)


def _came(outer: Outer, now: datetime) -> datetime:
    return min(now, outer.requested_at or outer.updated_at or now)


def _spoken(outer: Outer, origin: Origin, at: datetime) -> Spoken:
    words = clean_words(outer.words)
    return Spoken(
        channel=Channel.OPEN311,
        kind=outer.kind,
        naming=Naming.ANONYMOUS,
        text=words,
        language="zh-hans" if CHINESE.search(words) else "en",
        received_at=at,
        place_words=outer.address,
        may_contact=False,
        latitude=outer.latitude,
        longitude=outer.longitude,
        source=origin.source,
        external_id=outer.id,
    )


def follow_request(voice: Voice, outer: Outer, *, now: datetime) -> bool:
    """Whether status or notes are others than the last time we looked; then the case says so.

    For systems that do not tell their updates one by one.
    """
    told = Event.objects.filter(
        subject_kind="voice", subject_id=voice.pk, type__in=(OUTER_BROUGHT.name, OUTER_CHANGED.name)
    )
    last = told.order_by("-pk").first()
    public = {"closed": outer.over, "notes": _digest(outer.notes)}
    if last is None or all(last.public.get(name) == value for name, value in public.items()):
        return False  # without a first event it came by another way, under the same name
    at = min(outer.updated_at or now, now)
    return _tell(voice, f"open311:after:{last.pk}", public, outer.notes, at=at, now=now)


def follow_update(voice: Voice, update: OuterUpdate, *, now: datetime) -> bool:
    """Whether this update of the other system is new here; then the case says so."""
    public = {"closed": update.over, "notes": ""}
    key = f"open311:update:{voice.pk}:{_digest(update.id)}"
    return _tell(voice, key, public, update.words, at=min(update.at, now), now=now)


def _tell(voice: Voice, key: str, public: dict[str, object], words: str, *, at: datetime, now: datetime) -> bool:
    if voice.erased_at is not None or Event.objects.filter(key=key).exists():
        return False
    said = words or ("closed" if public["closed"] else "open")
    try:
        with transaction.atomic(durable=True):
            record(
                OUTER_CHANGED.name,
                voice,
                actor=SYSTEM,
                now=now,
                happened_at=at,
                public=public,
                private={"reason": said},
                key=key,
            )
    except IntegrityError:
        return False
    return True


def _digest(text: str) -> str:
    """Keyed, because it stays when the words are erased."""
    return (
        hmac.digest(receipt_key(), _DOMAIN + text.encode("utf-8", "surrogatepass"), sha256).hex()[:32] if text else ""
    )
