"""At intake: which unit should have a new case. Who dispatches hands it on at once, others tell the dispatcher."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.core.errors import HuiyingError
from huiying.core.procedures import procedure
from huiying.core.procedures.errors import NotYourAct
from huiying.foundation.ledger.actors import Actor
from huiying.serve.casework.models import Case
from huiying.serve.casework.presenters.queue import HANDS_ON
from huiying.serve.casework.selectors.matter import ALSO
from huiying.serve.casework.services.perform import perform


@dataclass(frozen=True, slots=True)
class Named:
    """What became of it: handed on, or left as a note for the dispatcher; `why`: neither, and why."""

    handed_on: bool = False
    noted: bool = False
    why: HuiyingError | None = None


def name_unit(
    case_id: int,
    unit_id: int,
    *,
    at_once: bool,
    also: Collection[int],
    reason: str,
    note: str,
    actor: Actor,
    now: datetime,
    key: str,
) -> Named:
    """Hand a new case, with those joined to it (`also`), to a unit `at_once`; else leave `note` for the dispatcher.

    Only the procedure table says who hands on: whoever may not leaves the note.
    """
    if at_once:
        data = {"unit": unit_id, "reason": reason, ALSO: list(also)}
        why = _done(case_id, _hands_on(case_id), data, actor, now, key)
        if why is None:
            return Named(handed_on=True)
        if not isinstance(why, NotYourAct):
            return Named(why=why)
    why = _done(case_id, "note", {"note": note}, actor, now, f"{key}:note")
    return Named(noted=why is None, why=why)


def _hands_on(case_id: int) -> str:
    table = procedure(Case.objects.values_list("procedure", flat=True).get(pk=case_id))
    return next(act for act in HANDS_ON if table.act(act) is not None)


def _done(
    case_id: int, act_id: str, data: dict[str, object], actor: Actor, now: datetime, key: str
) -> HuiyingError | None:
    """None when it was done, now or by an earlier post; else why not."""
    try:
        with transaction.atomic(durable=True):
            perform(case_id, act_id, actor=actor, now=now, data=data, key=key)
    except HuiyingError as err:
        return err
    return None
