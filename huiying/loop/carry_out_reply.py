"""The joint from an answer to what it promises 意见执行 (条例 Art 29(1), 32(2)): who does what by when is a promise.

What an opinion promises is a promise from the day it was issued; the person reads of it once the opinion has reached
them, and then a letter urges each unit that has to do something (D21). Joined cases that got the same answer share the
promise.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from huiying.core.procedures.supervision_acts import ADDRESSED
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.serve.casework.services.perform import Done, perform
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.executions import open_to
from huiying.serve.commitments.services.making import Promise, make_commitment

REACHES_LATER = frozenset({"issue_opinion"})
PROMISES = REACHES_LATER | {"adopt", "adopt_partly"}
REACHES = "deliver"
URGES, URGED = "order_execution", "execution"


def carry_out_reply(done: Done, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Make what the answer promises, or let the person read it, in the transaction of the act.

    An act that was done before, or that waits for approval, promises nothing. Raises what `make_commitment` raises.
    """
    if done.step is None:
        return
    act_id = done.step.act.id
    if act_id in PROMISES:
        tasks: Sequence[dict[str, Any]] = done.step.data.get("tasks", ())
        for at, task in enumerate(tasks, 1):
            promise = _promise(done, task, reads=act_id not in REACHES_LATER)
            make_commitment(promise, actor=actor, grants=None, now=now, key=f"{key}:task:{at}" if key else None)
    elif act_id == REACHES:
        open_to(done.case, actor=actor, now=now)
        _urge(done, now)


def _urge(done: Done, now: datetime) -> None:
    """One letter to each unit that has to carry out something of the opinion (D21), the first time it is delivered;
    none to a unit that is not there any more."""
    if URGED in done.case.facts.get("tracks", {}):
        return
    items: dict[int, list[dict[str, Any]]] = {}
    mine = {"case": done.case, "source": Source.REPLY.value, "state": CommitmentState.OPEN.value}
    rows = Commitment.objects.filter(**mine, owner__active=True)
    for item in rows.order_by("due_on", "pk"):
        task = {"unit": item.owner_id, "what": item.words, "due_on": item.due_on.isoformat()}
        items.setdefault(item.owner_id, []).append(task)
    for unit, tasks in items.items():
        perform(done.case.pk, URGES, actor=SYSTEM, now=now, data={ADDRESSED: unit, "tasks": tasks})


def _promise(done: Done, task: dict[str, Any], *, reads: bool) -> Promise:
    return Promise(
        words=task["what"],
        owner_id=task["unit"],
        due_on=date.fromisoformat(task["due_on"]),
        source=Source.REPLY,
        public=False,
        case_id=done.case.pk,
        case_ids=done.reached,
        reads=reads,
    )
