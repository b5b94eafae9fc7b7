"""Inspectors look on the spot and write down what they saw; the owner of the task may answer once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from huiying.foundation.files.services import claim_files
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.decisions.enums import Found
from huiying.serve.decisions.errors import CheckAnswered, DecisionNotFound
from huiying.serve.decisions.models import CheckFile, SpotCheck
from huiying.serve.decisions.selectors.rights import CHECKERS, OWNERS, may_answer, may_check, need
from huiying.serve.decisions.services.holding import held_task, needed_words, past_day, refuse_names


def check_task(
    task_id: int,
    found: Found,
    seen_on: date,
    words: str,
    *,
    files: Sequence[int] = (),
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> SpotCheck:
    """Write down what was seen at the place, also of a task that was called kept: that is when it matters most.

    Raises DecisionNotFound, MayNotDecide, DecisionNeedsWords, DecisionDayAhead, DecisionNamesSomebody, FileGone.
    """
    with transaction.atomic():
        task = held_task(task_id)
        need(may_check(task.decision, grants), CHECKERS)
        if key is not None and (before := Event.objects.filter(key=key).first()):
            return SpotCheck.objects.get(pk=before.public["check"])
        said = needed_words(words)
        past_day(seen_on, now=now)
        refuse_names([said], task.decision, now=now)
        check = SpotCheck.objects.create(
            task=task, seen_on=seen_on, found=found.value, words=said, by_id=actor.staff_id or 0, at=now
        )
        CheckFile.objects.bulk_create([CheckFile(spot=check, file=file) for file in claim_files(files)])
        public = {"task": task.pk, "check": check.pk, "found": found.value, "on": seen_on.isoformat()}
        private = {"words": said}
        record("decision.checked", task.decision, actor=actor, now=now, public=public, private=private, key=key)
    return check


def answer_check(
    check_id: int, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> SpotCheck:
    """The owner says what is true of it, or what was done about it. Raises DecisionNotFound, MayNotDecide,
    CheckAnswered, DecisionNeedsWords, DecisionNamesSomebody."""
    with transaction.atomic():
        task_id = SpotCheck.objects.filter(pk=check_id).values_list("task_id", flat=True).first()
        if task_id is None:
            raise DecisionNotFound
        task = held_task(task_id)
        check = SpotCheck.objects.get(pk=check_id)
        need(may_answer(task, grants), OWNERS)
        if done_before(key):
            return check
        if check.answered_at is not None:
            raise CheckAnswered
        check.answer = needed_words(words)
        refuse_names([check.answer], task.decision, now=now)
        check.answered_at, check.answered_by_id = now, actor.staff_id or 0
        check.save(update_fields=["answer", "answered_at", "answered_by"])
        public, private = {"task": task.pk, "check": check.pk}, {"words": check.answer}
        record("decision.check_answered", task.decision, actor=actor, now=now, public=public, private=private, key=key)
    return check
