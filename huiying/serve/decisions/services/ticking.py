"""The five public steps: ticked with a day and words, left out with a reason, taken back when that was a mistake."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from huiying.core.ticks import STEPS, Ticked, TickStep, unsaid_before
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.foundation.people.models import Grant
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.decisions.enums import DecisionState
from huiying.serve.decisions.errors import (
    DecisionHidden,
    LaterStepFirst,
    NothingCarriedOut,
    StepNotSaid,
    StepSaid,
    StepsUnsaid,
    TasksOpen,
)
from huiying.serve.decisions.events import CASE_CARRIED_OUT, CASE_ENDED, CASE_REOPENED
from huiying.serve.decisions.models import Decision, Tick
from huiying.serve.decisions.selectors.rights import KEEPERS, may_keep, need
from huiying.serve.decisions.selectors.speakers import cases_behind
from huiying.serve.decisions.services.holding import held, lives, needed_words, past_day, refuse_names, still_open

LAST = TickStep.CARRIED_OUT


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
    """Say that a step was done, when and how. The last one is ticked only when every task is kept or dropped, one is
    kept and, for a major decision, the others are accounted for; then the decision is over.

    Raises DecisionNotFound, MayNotDecide, DecisionOver, StepSaid, DecisionNeedsWords, DecisionDayAhead,
    DecisionHidden, DecisionNamesSomebody, TasksOpen, NothingCarriedOut, StepsUnsaid.
    """
    with transaction.atomic():
        decision = _to_be_said(decision_id, grants)
        if done_before(key):
            return decision
        past_day(done_on, now=now)
        tick = _tick(decision, step, words, done_on=done_on, actor=actor, now=now)
        if step is TickStep.PUBLISHED and not decision.public:
            raise DecisionHidden
        public = {"step": step.value, "on": done_on.isoformat()}
        if step is LAST:
            _end(decision, tick, DecisionState.CARRIED_OUT, actor, now, key)
        else:
            private = {"words": tick.words}
            record_many(
                [Entry("decision.ticked", still_open(decision), actor, now, public=public, private=private, key=key)]
            )
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
    """Say why a step was not done; the reason stands on the public page. With the last one the decision ends without
    being carried out. Raises as `tick_step` does, but NothingCarriedOut and DecisionHidden."""
    with transaction.atomic():
        decision = _to_be_said(decision_id, grants)
        if done_before(key):
            return decision
        tick = _tick(decision, step, reason, done_on=None, actor=actor, now=now)
        if step is LAST:
            _end(decision, tick, DecisionState.ENDED, actor, now, key)
        else:
            public, private = {"step": step.value}, {"reason": tick.words}
            record_many(
                [Entry("decision.left_out", still_open(decision), actor, now, public=public, private=private, key=key)]
            )
    return decision


def take_back_step(
    decision_id: int,
    step: TickStep,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant] | None,
    now: datetime,
    key: str | None = None,
) -> Decision:
    """Take back what was said of a step, saying why; the last one opens the decision again.
    `grants` None: a joint has checked. Raises DecisionNotFound,
    MayNotDecide, StepNotSaid, LaterStepFirst, DecisionNeedsWords."""
    with transaction.atomic():
        decision = _to_be_said(decision_id, grants)
        if done_before(key):
            return decision
        why = needed_words(reason)
        if (tick := decision.ticks.filter(step=step.value).first()) is None:
            raise StepNotSaid
        if decision.is_over and step is not LAST:
            raise LaterStepFirst
        before = {"words": tick.words, "reason": why}
        tick.delete()
        name = "decision.taken_back"
        if step is LAST:
            name = "decision.reopened"
            _stand(decision, DecisionState.OPEN, None, "")
        entry = Entry(name, decision, actor, now, public={"step": step.value}, private=before, key=key)
        cases = cases_behind(decision) if step is LAST else []
        record_many([entry, *lives(CASE_REOPENED.name, decision, cases, actor=actor, now=now)])
    return decision


def ticked(decision: Decision) -> list[Ticked]:
    """What is written down of its steps, as core counts it."""
    return [Ticked(TickStep(tick.step), tick.done_on) for tick in decision.ticks.all()]


def _to_be_said(decision_id: int, grants: Sequence[Grant] | None) -> Decision:
    decision = held(decision_id)
    need(grants is None or may_keep(decision, grants), KEEPERS)
    return decision


def _tick(decision: Decision, step: TickStep, words: str, *, done_on: date | None, actor: Actor, now: datetime) -> Tick:
    said = needed_words(words)
    still_open(decision)
    if decision.ticks.filter(step=step.value).exists():
        raise StepSaid
    refuse_names([said], decision, now=now)
    return Tick.objects.create(
        decision=decision, step=step.value, done_on=done_on, words=said, at=now, by_id=actor.staff_id or 0
    )


def _end(decision: Decision, tick: Tick, state: DecisionState, actor: Actor, now: datetime, key: str | None) -> None:
    """The decision is over, and the life of each voice behind it says so."""
    kept = _settled_tasks(decision)
    if state is DecisionState.CARRIED_OUT and not kept:
        raise NothingCarriedOut
    unsaid = unsaid_before(LAST, ticked(decision)) if decision.major else ()
    if unsaid:
        names = [STEPS[step].name for step in unsaid]
        raise StepsUnsaid(steps=Text("、".join(n.zh for n in names), "; ".join(n.en for n in names)))
    _stand(decision, state, now, tick.words)
    over, life = _ENDS[state]
    public = {"on": tick.done_on.isoformat() if tick.done_on else "", "kept": kept}
    entry = Entry(over, decision, actor, now, public=public, private={"words": tick.words}, key=key)
    cases = cases_behind(decision)
    record_many([entry, *lives(life, decision, cases, actor=actor, now=now, words=tick.words)])


_ENDS = {
    DecisionState.CARRIED_OUT: ("decision.carried_out", CASE_CARRIED_OUT.name),
    DecisionState.ENDED: ("decision.ended", CASE_ENDED.name),
}


def _settled_tasks(decision: Decision) -> int:
    """How many tasks were kept. Raises TasksOpen while one is open."""
    states = list(decision.tasks.values_list("commitment__state", flat=True))
    if waiting := states.count(CommitmentState.OPEN.value):
        raise TasksOpen(count=waiting)
    return states.count(CommitmentState.KEPT.value)


def _stand(decision: Decision, state: DecisionState, ended_at: datetime | None, words: str) -> None:
    decision.state, decision.ended_at, decision.end_words = state.value, ended_at, words
    decision.save(update_fields=["state", "ended_at", "end_words"])
