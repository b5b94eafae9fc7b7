"""Acts of the past, played on a life in memory at the time when they happened: imports and rehearsals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huiying.core.procedures.engine import Step, step
from huiying.core.procedures.facts import ActorFacts
from huiying.core.procedures.model import Role
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.serve.casework.services.life import Life
from huiying.serve.casework.services.perform import settle


@dataclass(frozen=True, slots=True)
class Playing:
    """What all lives of one batch share. `now`: when the events are recorded."""

    calendar: Calendar
    settings: Mapping[str, Any]
    now: datetime


def replay(
    life: Life,
    act_id: str,
    data: Mapping[str, Any],
    *,
    at: datetime,
    role: Role,
    playing: Playing,
    actor: Actor = SYSTEM,
) -> Step:
    """Do one act as of `at` with `role`; what needs approval counts as approved. Nobody is told, nothing is written.

    The caller vouches for the units and cases that `data` names. Raises the refusals of core.procedures.errors.
    """
    act = life.procedure.act(act_id)
    approved = act is not None and act.approved_by is not None
    hands = frozenset({role, act.approved_by}) if act and act.approved_by else frozenset({role})
    taken = step(
        life.procedure,
        life.facts,
        act_id,
        data,
        actor=ActorFacts(actor.kind.value, hands, staff_id=actor.id, unit_id=actor.unit, at_sender=True),
        now=at,
        calendar=playing.calendar,
        settings=playing.settings,
        approved=approved,
        others=None,
    )
    settle(life, taken, actor=actor, now=playing.now)
    return taken
