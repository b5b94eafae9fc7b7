"""Somebody is called back. Who was not reached has said nothing, and nothing is never "satisfied"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.foundation.people.models import Grant
from huiying.judge.checks.enums import CallOutcome
from huiying.judge.checks.errors import CallBackDone, CallTooSoon, NothingAnswered, NotIndependent
from huiying.judge.checks.events import CALLED_BACK, CALLED_BACK_IN_WORDS, NOT_CALLED_BACK
from huiying.judge.checks.models import CallBack, CallTry
from huiying.judge.checks.selectors.rights import CALLERS, is_independent, may_call_for, need, ties_of
from huiying.judge.checks.services.holding import clean, held_call_back, need_inspector, reason
from huiying.judge.ratings.enums import PutRight, Resolved, Responded, Satisfied
from huiying.judge.ratings.errors import AnswerUnknown

TRIES = 3
HOURS_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What the person answered to each question; "" is "not said". `words`: their own, where they want them kept.

    `again`: they want it to be taken up again.
    """

    responded: str = ""
    resolved: str = ""
    satisfied: str = ""
    put_right: str = ""
    words: str = ""
    again: bool = False

    def answers(self) -> dict[str, str]:
        """The four answers. Raises AnswerUnknown, NothingAnswered."""
        given = {
            "responded": (self.responded, Responded),
            "resolved": (self.resolved, Resolved),
            "satisfied": (self.satisfied, Satisfied),
            "put_right": (self.put_right, PutRight),
        }
        if any(answer and answer not in question.values for answer, question in given.values()):
            raise AnswerUnknown
        if not any(answer for answer, _question in given.values()):
            raise NothingAnswered
        return {name: answer for name, (answer, _question) in given.items()}


NOTHING_SAID = Said()


def write_try(
    call_back_id: int,
    outcome: CallOutcome,
    said: Said = NOTHING_SAID,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> CallBack:
    """Write down what came of one try: reached, with the answers; refused; or no answer, which ends with the third.

    Answers of whoever was not reached are left out, whatever was filled in. Raises CheckNotFound, MayNotCheck,
    NotIndependent, CallBackDone, CallTooSoon, AnswerUnknown, NothingAnswered, CheckWordsTooLong.
    """
    with transaction.atomic():
        found = held_call_back(call_back_id)
        need_caller(found, actor, grants)
        if done_before(key) is not None:
            return found
        if found.outcome:
            raise CallBackDone
        _refuse_soon(found, now)
        tries = found.tries.count() + 1
        CallTry.objects.create(call_back=found, outcome=outcome.value, at=now, by_id=actor.id or 0)
        if outcome is CallOutcome.NO_ANSWER and tries < TRIES:
            public = {"call_back": found.pk, "outcome": outcome.value, "tries": tries}
            record_many([Entry("call_back.tried", found, actor, now, public=public, key=key)])
            return found
        said = said if outcome is CallOutcome.REACHED else NOTHING_SAID
        _end(found, outcome, said, tries, actor=actor, now=now, key=key)
    return found


def need_caller(call_back: CallBack, actor: Actor, grants: Sequence[Grant]) -> None:
    """Raises MayNotCheck, NotIndependent."""
    need(may_call_for(call_back, grants), CALLERS)
    if not is_independent(call_back, ties_of(actor, grants)):
        raise NotIndependent(unit=str(call_back.unit))


def _refuse_soon(call_back: CallBack, now: datetime) -> None:
    """Raises CallTooSoon."""
    last = call_back.tries.order_by("-at").values_list("at", flat=True).first()
    if last is not None and now - last < timedelta(hours=HOURS_BETWEEN):
        raise CallTooSoon(hours=HOURS_BETWEEN)


def close_uncalled(
    call_back_id: int, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> CallBack:
    """End a call-back that nobody can make, with the reason: no number, or nobody who is free to call.

    Raises CheckNotFound, MayNotCheck, CallBackDone, ReasonWanted, CheckWordsTooLong.
    """
    with transaction.atomic():
        found = held_call_back(call_back_id)
        need_inspector(found.draw, grants)
        if done_before(key) is not None:
            return found
        if found.outcome:
            raise CallBackDone
        why = Said(words=reason(words))
        _end(found, CallOutcome.NOT_CALLED, why, found.tries.count(), actor=actor, now=now, key=key)
    return found


def _end(
    call_back: CallBack,
    outcome: CallOutcome,
    said: Said,
    tries: int,
    *,
    actor: Actor,
    now: datetime,
    key: str | None,
) -> None:
    answers = said.answers() if outcome is CallOutcome.REACHED else {}
    for name, answer in answers.items():
        setattr(call_back, name, answer)
    call_back.outcome, call_back.words = outcome.value, clean(said.words)
    call_back.asked_again = said.again and outcome is CallOutcome.REACHED
    call_back.done_at, call_back.done_by_id = now, actor.id
    call_back.save()
    reached = outcome is CallOutcome.REACHED
    told = {"call_back": call_back.pk, "outcome": outcome.value, "tries": tries, "on_behalf": True, **answers}
    words = {"words": call_back.words} if reached and call_back.words else {}
    heard = CALLED_BACK_IN_WORDS.name if words else CALLED_BACK.name
    kind = heard if reached else NOT_CALLED_BACK.name
    record_many([Entry(kind, call_back.case, actor, now, public=told, private=words, key=key)])
