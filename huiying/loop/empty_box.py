"""The joint of a suggestion box: a paper that somebody held in the hand becomes a voice, and its slip its receipt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor
from huiying.listen.boxes.models import Paper
from huiying.listen.boxes.services.papers import Sheet, bind_voice, paper_with, place_paper
from huiying.listen.voices.enums import Channel
from huiying.listen.voices.models import Voice
from huiying.loop.receive_voice import Coming, Spoken, receive_within


@dataclass(frozen=True, slots=True)
class Written:
    """What stands on the paper; `text` is clean (core.spoken). `identity`: what the writer gave of who they are."""

    text: str
    kind: str
    naming: str
    language: str
    identity: Mapping[str, str] = field(default_factory=dict)
    place_id: int | None = None
    place_words: str = ""
    wants: str = ""


def take_paper(
    batch_id: int, sheet: Sheet, written: Written, *, key: UUID, actor: Actor, now: datetime, reason: str = ""
) -> Paper:
    """Make the paper a voice, received when its box was opened. The same `key` a second time is the same paper.

    Raises what `place_paper` raises; SlipTaken says under which receipt the slip was taken in before.
    """
    try:
        return _taken(batch_id, sheet, written, key=key, actor=actor, now=now, reason=reason)
    except IntegrityError:
        if (known := paper_with(key)) is None:
            raise
        return known


def _taken(
    batch_id: int, sheet: Sheet, written: Written, *, key: UUID, actor: Actor, now: datetime, reason: str
) -> Paper:
    with transaction.atomic(durable=True):
        if (known := paper_with(key)) is not None and known.voice_id is not None:
            return known
        paper = place_paper(batch_id, sheet, key=key, actor=actor, now=now, reason=reason)
        voice = _voice(paper, written, actor=actor, now=now)
        return bind_voice(paper, voice, actor=actor, now=now, reason=reason)


def _voice(paper: Paper, written: Written, *, actor: Actor, now: datetime) -> Voice:
    coming = Coming(_spoken(paper, written), written.identity, now, f"box_paper:{paper.key}")
    return receive_within([coming], actor=actor)[0].voice


def _spoken(paper: Paper, written: Written) -> Spoken:
    """As it was written, at the moment the box was opened; under the receipt of its slip, where it has one."""
    slip = paper.slip
    return Spoken(
        channel=Channel.SUGGESTION_BOX,
        kind=written.kind,
        naming=written.naming,
        text=written.text,
        language=written.language,
        received_at=paper.batch.opened_at,
        place_id=written.place_id,
        place_words=written.place_words,
        wants=written.wants,
        may_contact=bool(written.identity),
        taken_by_id=paper.noted_by_id,
        source=paper.batch.box.source,
        reserved=(slip.receipt, bytes(slip.code_digest)) if slip is not None else None,
    )
