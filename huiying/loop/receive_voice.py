"""The first joint: a voice is written down, its case opened, its clocks started, its receipt given; all or nothing."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services import drafts
from huiying.listen.voices.services.register import Spoken as Spoken
from huiying.listen.voices.services.register import register_voices
from huiying.loop.open_cases import open_cases
from huiying.serve.casework.services.telling import tell_receipt

SPEAKER = Actor(ActorKind.SPEAKER)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the speaker takes away. `code` is None when it can no longer be shown (a late repeat of an old post)."""

    voice: Voice
    code: str | None


def receive_draft(
    draft_id: uuid.UUID, spoken: Spoken, *, identity: Mapping[str, str], now: datetime, actor: Actor = SPEAKER
) -> Receipt:
    """Receive what a draft holds, exactly once: a repeated post of the same draft gets the same receipt.

    `identity` maps IdentityField values to what was given; empty for a voice without a name.
    """
    key = f"draft:{draft_id}"
    try:
        with transaction.atomic(durable=True):
            voice, code = _receive(spoken, identity, actor=actor, now=now, key=key)
            drafts.finish_draft(draft_id, voice, code, now=now)
    except IntegrityError:
        return _receipt_already_given(draft_id, key, now)
    return Receipt(voice, code)


def receive_voice(
    spoken: Spoken, *, identity: Mapping[str, str], actor: Actor, now: datetime, key: str | None = None
) -> Receipt:
    """Receive one voice. With `key`, a second call with the same key raises IntegrityError and changes nothing."""
    with transaction.atomic(durable=True):
        return Receipt(*_receive(spoken, identity, actor=actor, now=now, key=key))


def _receive(
    spoken: Spoken, identity: Mapping[str, str], *, actor: Actor, now: datetime, key: str | None
) -> tuple[Voice, str]:
    person = vault.keep_identity(identity, now=now) if identity else None
    if person is not None:
        spoken = replace(spoken, person_id=person.pk)
    (registered,) = register_voices([spoken], now=now)
    open_cases([registered.voice], actor=actor, now=now, keys=[key])
    tell_receipt(registered.voice, identity=identity, actor=actor, now=now)
    return registered.voice, registered.code


def _receipt_already_given(draft_id: uuid.UUID, key: str, now: datetime) -> Receipt:
    """Another post of the same draft was first: show its receipt."""
    if (sent := drafts.receipt_of_draft(draft_id, now=now)) is not None:
        return Receipt(*sent)
    event = Event.objects.get(key=key)
    return Receipt(Voice.objects.get(pk=event.subject_id), None)
