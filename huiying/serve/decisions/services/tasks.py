"""A promise becomes a task of a decision, and those who handed it down are told how it stands."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.commitments.models import Commitment
from huiying.serve.decisions.errors import TaskNotToReport
from huiying.serve.decisions.models import Task
from huiying.serve.decisions.selectors.rights import KEEPERS, may_keep, need
from huiying.serve.decisions.services.holding import held, held_task, needed_words, refuse_names, still_open


def add_task(
    decision_id: int,
    commitment: Commitment,
    *,
    report_by: date | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Task:
    """The promise is the next task of the decision. `report_by` None: the day of the decision, if it has one.

    Raises DecisionNotFound, MayNotDecide, DecisionOver.
    """
    with transaction.atomic():
        decision = held(decision_id)
        need(may_keep(decision, grants), KEEPERS)
        if (before := Task.objects.filter(commitment=commitment).first()) is not None:
            return before
        still_open(decision)
        task = Task.objects.create(
            decision=decision,
            position=decision.tasks.count() + 1,
            commitment=commitment,
            report_by=report_by or decision.report_by,
        )
        due = task.report_by.isoformat() if task.report_by else ""
        public = {"task": task.pk, "commitment": commitment.pk, "owner": commitment.owner_id, "report_by": due}
        record("decision.task_given", decision, actor=actor, now=now, public=public, key=key)
    return task


def report_task(
    task_id: int, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Task:
    """Those who handed the task down were told how it stands; the words are what they were told. For staff alone.

    Raises DecisionNotFound, MayNotDecide, TaskNotToReport, DecisionNeedsWords, DecisionNamesSomebody.
    """
    with transaction.atomic():
        task = held_task(task_id)
        need(may_keep(task.decision, grants), KEEPERS)
        if done_before(key):
            return task
        if task.report_by is None or task.reported_at is not None:
            raise TaskNotToReport
        task.reported_words = needed_words(words)
        refuse_names([task.reported_words], task.decision, now=now)
        task.reported_at, task.reported_by_id = now, actor.staff_id or 0
        task.save(update_fields=["reported_at", "reported_by", "reported_words"])
        public = {"task": task.pk, "by": task.report_by.isoformat()}
        private = {"words": task.reported_words}
        record("decision.task_reported", task.decision, actor=actor, now=now, public=public, private=private, key=key)
    return task
