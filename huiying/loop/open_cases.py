"""The joint that every voice passes: what came and what it opens are written together, the voice's own event first."""

from collections.abc import Sequence
from datetime import datetime

from huiying.foundation.ledger.actors import Actor
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import received_entries
from huiying.serve.casework.services.life import Life, save_new
from huiying.serve.casework.services.opening import born


def open_cases(
    voices: Sequence[Voice],
    *,
    actor: Actor,
    now: datetime,
    keys: Sequence[str | None] | None = None,
    procedure_id: str = "",
    told: bool = True,
) -> None:
    """Open the case of each registered voice and start its clocks; the caller holds the transaction.

    `keys`: the idempotency keys of the voices' events. `procedure_id`: see `born`. `told`: see `received_entries`.
    """
    lives = born(voices, actor=actor, now=now, procedure_id=procedure_id)
    write_lives(lives, actor=actor, now=now, keys=keys, told=told)


def write_lives(
    lives: Sequence[Life],
    *,
    actor: Actor,
    now: datetime,
    keys: Sequence[str | None] | None = None,
    told: bool = True,
    found_at_once: bool = True,
) -> None:
    """Write new lives, the events of their voices first; the caller holds the transaction."""
    promised = [life.promised for life in lives]
    voices = [life.case.voice for life in lives]
    received = received_entries(voices, promised, actor=actor, now=now, keys=keys, told=told)
    save_new(lives, after=received, found_at_once=found_at_once)
