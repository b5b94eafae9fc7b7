"""The joints of a decision that is carried out: its tasks are promises, its voices are told, and what an inspector
finds undone is open again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from huiying.core.ticks import TickStep
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.services.telling import NEWS, tell
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.services.keeping import reopen_commitment
from huiying.serve.commitments.services.making import PartOf, Promise, make_commitment
from huiying.serve.decisions.enums import Found
from huiying.serve.decisions.models import Decision, SpotCheck, Task
from huiying.serve.decisions.selectors.rights import KEEPERS, may_keep, need
from huiying.serve.decisions.selectors.speakers import cases_behind
from huiying.serve.decisions.services import checking, making, tasks, ticking
from huiying.serve.decisions.services.holding import held, still_open
from huiying.serve.decisions.services.making import Described

FOUND_UNDONE = Text("督查员到现场看，没有做到。", "An inspector looked on the spot: it is not done.")


@dataclass(frozen=True, slots=True)
class TaskOf:
    """A task to be given: what, by whom, until when, shown by what, in which parts, and when to report upwards."""

    words: str
    owner_id: int
    due_on: date
    evidence_wanted: str = ""
    words_en: str = ""
    report_by: date | None = None
    parts: Sequence[PartOf] = ()


@once
def make_decision(
    described: Described,
    *,
    case_ids: Collection[int] = (),
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Decision:
    """Enter a decision and tell everybody whose voice led to it. Raises as the room's service does."""
    with transaction.atomic(durable=True):
        again = done_before(key)
        decision = making.make_decision(described, case_ids=case_ids, actor=actor, grants=grants, now=now, key=key)
        if not again:
            _tell(decision, cases_behind(decision), "made", actor, now)
    return decision


def link_cases(
    decision_id: int,
    case_ids: Collection[int],
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Decision:
    """Link more voices, and tell those that are new. Raises as the room's service does."""
    with transaction.atomic(durable=True):
        new = making.link_cases(decision_id, case_ids, actor=actor, grants=grants, now=now, key=key)
        decision = held(decision_id)
        _tell(decision, new, "linked", actor, now)
    return decision


@once
def give_task(
    decision_id: int, task: TaskOf, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Task:
    """Give a task of the decision to a unit: a promise, public as the decision is, that comes of the same voices.

    With the same `key` again the first one comes back. Raises DecisionNotFound, MayNotDecide, DecisionOver and what
    `make_commitment` raises.
    """
    with transaction.atomic(durable=True):
        decision = held(decision_id)
        need(may_keep(decision, grants), KEEPERS)
        if not done_before(key):
            still_open(decision)
        promise = Promise(
            words=task.words,
            words_en=task.words_en,
            owner_id=task.owner_id,
            due_on=task.due_on,
            source=Source.DECISION,
            evidence_wanted=task.evidence_wanted,
            public=decision.public,
            hidden_reason=decision.hidden_reason,
            issue_id=decision.issue_id,
            case_ids=tuple(decision.causes.values_list("case_id", flat=True)),
            parts=task.parts,
            office_id=decision.office_id,
        )
        made = make_commitment(promise, actor=actor, grants=None, now=now, key=key)
        return tasks.add_task(decision_id, made, report_by=task.report_by, actor=actor, grants=grants, now=now)


def tick_step(
    decision_id: int,
    step: TickStep,
    done_on: date,
    words: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Decision:
    """Tick a step; with the last one everybody behind the decision is told. Raises as the room's service does."""
    with transaction.atomic(durable=True):
        again = done_before(key)
        decision = ticking.tick_step(decision_id, step, done_on, words, actor=actor, grants=grants, now=now, key=key)
        if decision.is_over and not again:
            _tell(decision, cases_behind(decision), "over", actor, now)
    return decision


def leave_out_step(
    decision_id: int,
    step: TickStep,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Decision:
    """Leave a step out with its reason; with the last one everybody behind the decision is told."""
    with transaction.atomic(durable=True):
        again = done_before(key)
        decision = ticking.leave_out_step(decision_id, step, reason, actor=actor, grants=grants, now=now, key=key)
        if decision.is_over and not again:
            _tell(decision, cases_behind(decision), "over", actor, now)
    return decision


def look_on_the_spot(
    task_id: int,
    found: Found,
    seen_on: date,
    words: str,
    *,
    files: Sequence[int] = (),
    open_again: bool = False,
    due_on: date | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> SpotCheck:
    """Write down what an inspector saw. `open_again`: a task that was called kept and is not is a promise again, by
    `due_on` or by the day that stood, and a decision that was called carried out is open.

    Raises what `check_task` and `reopen_commitment` raise.
    """
    with transaction.atomic(durable=True):
        again = done_before(key)
        check = checking.check_task(
            task_id, found, seen_on, words, files=files, actor=actor, grants=grants, now=now, key=key
        )
        task = check.task
        kept = task.commitment.state == CommitmentState.KEPT
        if open_again and not again and kept and found is not Found.AS_REPORTED:
            reason = FOUND_UNDONE.zh
            reopen_commitment(task.commitment_id, reason, due_on=due_on, actor=actor, grants=None, now=now)
            if task.decision.is_over:
                last = TickStep.CARRIED_OUT
                ticking.take_back_step(task.decision_id, last, reason, actor=actor, grants=None, now=now)
    return check


def _tell(decision: Decision, cases: Collection[Case], what: str, actor: Actor, now: datetime) -> None:
    """A message each; it says nothing of the matter, because phones are lent and mail is read by others."""
    for case in cases:
        key = f"decision:{decision.pk}:{what}:{now.isoformat()}:{case.pk}"
        tell(case.voice, key, NEWS, None, actor=actor, now=now)
