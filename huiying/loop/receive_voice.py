"""The first joint: a voice is written down, its case opened, its clocks started, its receipt given; all or nothing."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.listen.voices.enums import AttachedAs, HelpKind
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services import drafts
from huiying.listen.voices.services.attachments import attach
from huiying.listen.voices.services.helping import ask_help
from huiying.listen.voices.services.register import Spoken as Spoken
from huiying.listen.voices.services.register import register_voices
from huiying.loop.accuse import keep_accused_out
from huiying.loop.gathering import Gathering
from huiying.loop.open_cases import open_cases
from huiying.loop.pause_web import refuse_while_paused
from huiying.loop.set_aside import set_aside_by_rule
from huiying.serve.casework.services.telling import tell_receipt

SPEAKER = Actor(ActorKind.SPEAKER)
MOST_AT_ONCE = 16
"""Voices of one transaction: what comes after them never waits for more."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the speaker takes away. `code` is None when it can no longer be shown (a late repeat of an old post)."""

    voice: Voice
    code: str | None


@dataclass(frozen=True, slots=True)
class Coming:
    """A voice on its way in. `draft_id`: its draft, of the clerk `staff_id`; `key`: see `receive_voice`.

    `files`: ids of files that wait for it (foundation.files), in order. `accused`: the unit that a report is about.
    """

    spoken: Spoken
    identity: Mapping[str, str]
    now: datetime
    key: str | None = None
    draft_id: uuid.UUID | None = None
    staff_id: int | None = None
    files: Sequence[int] = ()
    accused: int | None = None


def receive_draft(
    draft_id: uuid.UUID,
    spoken: Spoken,
    *,
    identity: Mapping[str, str],
    now: datetime,
    actor: Actor = SPEAKER,
    files: Sequence[int] = (),
    accused: int | None = None,
) -> Receipt:
    """Receive what a draft holds, exactly once: a repeated post of the same draft gets the same receipt.

    `identity` maps IdentityField values to what was given; empty for a voice without a name. `accused`: see Coming.
    Speakers who send at the same moment are written down together. Raises WebPaused, FileGone, TooManyFiles,
    UnitUnknown, NobodyLeft.
    """
    coming = Coming(spoken, identity, now, draft_key(draft_id), draft_id, clerk(actor), files, accused)
    refuse_while_paused(spoken.channel, now=now)
    try:
        return _SPEAKERS.bring(coming) if actor == SPEAKER else _received_alone(coming, actor)
    except IntegrityError:
        return receipt_already_given(draft_id, now, staff_id=clerk(actor))


def clerk(actor: Actor) -> int | None:
    """Whose draft it is: that of the member of staff who takes the voice down, else nobody's."""
    return actor.id if actor.kind is ActorKind.STAFF else None


def draft_key(draft_id: uuid.UUID) -> str:
    """The key of the event of the voice that a draft becomes."""
    return f"draft:{draft_id}"


def receive_voice(
    spoken: Spoken,
    *,
    identity: Mapping[str, str],
    actor: Actor,
    now: datetime,
    key: str | None = None,
    files: Sequence[int] = (),
) -> Receipt:
    """Receive one voice. With `key`, a second call with the same key raises IntegrityError and changes nothing.

    Raises WebPaused, FileGone, TooManyFiles.
    """
    refuse_while_paused(spoken.channel, now=now)
    return _received_alone(Coming(spoken, identity, now, key, files=files), actor)


def _received_alone(coming: Coming, actor: Actor) -> Receipt:
    with transaction.atomic(durable=True):
        return receive_within([coming], actor=actor)[0]


def _received_together(take: Callable[[], Sequence[Coming]]) -> Sequence[Receipt]:
    """Those who wait when the transaction has begun."""
    with transaction.atomic(durable=True):
        return receive_within(take(), actor=SPEAKER)


_SPEAKERS: Gathering[Coming, Receipt] = Gathering(_received_together, most=MOST_AT_ONCE)


def receive_within(coming: Sequence[Coming], *, actor: Actor) -> list[Receipt]:
    """Receive several voices in the order given; the caller holds the transaction."""
    now = max(one.now for one in coming)
    registered = register_voices(_with_people(coming, now), now=now)
    voices = [each.voice for each in registered]
    open_cases(voices, actor=actor, now=now, keys=[one.key for one in coming])
    for one, each in zip(coming, registered, strict=True):
        helps = [HelpKind(kind) for kind in one.spoken.helps]
        ask_help(each.voice, helps, one.spoken.help_language, actor=actor, now=now)
        attach(each.voice, one.files, of=AttachedAs.VOICE, actor=actor, now=now)
        keep_accused_out(each.voice, one.accused, now=one.now)
        tell_receipt(each.voice, identity=one.identity, actor=actor, now=now)
        if one.draft_id is not None:
            drafts.finish_draft(one.draft_id, each.voice, each.code, now=now, staff_id=one.staff_id)
    set_aside_by_rule(voices, now=now)
    return [Receipt(each.voice, each.code) for each in registered]


def _with_people(coming: Sequence[Coming], now: datetime) -> list[Spoken]:
    """What was said, with the person whose identity the vault has just sealed."""
    named = [at for at, one in enumerate(coming) if one.identity]
    people = dict(zip(named, vault.keep_identities([coming[at].identity for at in named], now=now), strict=True))
    return [
        replace(one.spoken, person_id=people[at].pk) if at in people else one.spoken for at, one in enumerate(coming)
    ]


def receipt_already_given(draft_id: uuid.UUID, now: datetime, *, staff_id: int | None = None) -> Receipt:
    """Another post of the same draft was first: show its receipt."""
    if (sent := drafts.receipt_of_draft(draft_id, now=now, staff_id=staff_id)) is not None:
        return Receipt(*sent)
    event = Event.objects.get(key=draft_key(draft_id))
    return Receipt(Voice.objects.get(pk=event.subject_id), None)
