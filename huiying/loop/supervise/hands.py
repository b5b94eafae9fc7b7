"""Who does what an order or an advice does to its case: whoever holds a role in it, else the system for them.

A body above, or another one that was advised, has no position in the case; its own event says who acted.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from huiying.core.procedures import procedure
from huiying.core.procedures.model import StateKind
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.positions import actor_facts
from huiying.serve.casework.services.perform import Done, locked, perform


def on_case(
    case_id: int, act_id: str, data: dict[str, Any], *, actor: Actor, grants: Sequence[Grant], now: datetime
) -> Done:
    """Do the act in the caller's transaction. Raises what `perform` raises."""
    case = locked(case_id)
    act = procedure(case.procedure).act(act_id)
    held = actor_facts(actor, case, grants).roles
    hand = actor if act is None or act.who & held else SYSTEM
    return perform(case_id, act_id, actor=hand, now=now, data=data)


def takes(case: Case, act_id: str) -> bool:
    """Whether the table of the case offers this act from where the case is now."""
    act = procedure(case.procedure).act(act_id)
    archived = case.standing == StateKind.ARCHIVED
    return act is not None and act.offered and not case.sealed and not archived and case.state in act.from_
