"""What people do with an item: contest it, decide that, read what is to be quoted, publish it, close it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.improve.improvements.enums import ContestState, ImprovementState
from huiying.improve.improvements.errors import ContestedAlready, MeasureMissing, NothingContested, WordsGone
from huiying.improve.improvements.events import CLOSED, CONTESTED, DECIDED, PUBLISHED, READ
from huiying.improve.improvements.models import Improvement, ImprovementCase, Objection
from huiying.improve.improvements.selectors import rights
from huiying.improve.improvements.selectors.improvements import quote_of
from huiying.improve.improvements.services.holding import cases_of, held, needed_words, refuse_names, still_open


def contest_improvement(
    improvement_id: int, reason: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Objection:
    """The unit says why it should not stand. Here and below: with the same `key` again nothing happens twice.

    Raises ImprovementNotFound, MayNotImprove, ImprovementOver, ContestedAlready, ImprovementNeedsWords,
    ImprovementNamesSomebody.
    """
    with transaction.atomic():
        improvement = held(improvement_id)
        rights.need(rights.may_answer(improvement, grants), rights.OWNERS)
        before = Objection.objects.filter(improvement=improvement).first()
        if before is not None and done_before(key):
            return before
        if still_open(improvement).commitment is not None or before is not None:
            raise ContestedAlready
        words = needed_words(reason)
        refuse_names([words], cases_of(improvement), now=now)
        objection = Objection.objects.create(
            improvement=improvement, reason=words, asked_at=now, asked_by_id=actor.staff_id or 0
        )
        public, private = {"unit": improvement.unit_id}, {"reason": words}
        record(CONTESTED.name, improvement, actor=actor, now=now, public=public, private=private, key=key)
    return objection


def decide_contest(
    improvement_id: int,
    upheld: bool,
    answer: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Improvement:
    """An inspector decides with a reason; upheld, the item is closed and counts nowhere.

    Raises ImprovementNotFound, MayNotImprove, NothingContested, ImprovementOver, ImprovementNeedsWords,
    ImprovementNamesSomebody.
    """
    with transaction.atomic():
        improvement = held(improvement_id)
        rights.need(rights.may_decide(improvement, grants), rights.DECIDERS)
        if done_before(key):
            return improvement
        asked = Objection.objects.filter(improvement=improvement, state=ContestState.ASKED.value)
        objection = asked.select_for_update(of=("self",)).first()
        if objection is None:
            raise NothingContested
        still_open(improvement)  # what is over keeps the reason and the numbers with which it ended
        words = needed_words(answer)
        refuse_names([words], cases_of(improvement), now=now)
        objection.state = (ContestState.UPHELD if upheld else ContestState.REFUSED).value
        objection.answer, objection.decided_at, objection.decided_by_id = words, now, actor.staff_id
        objection.save(update_fields=["state", "answer", "decided_at", "decided_by"])
        if upheld:
            _close(improvement, words, now)
        public, private = {"upheld": upheld}, {"answer": words}
        record(DECIDED.name, improvement, actor=actor, now=now, public=public, private=private, key=key)
    return improvement


def close_improvement(
    improvement_id: int, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Improvement:
    """An inspector ends it unmeasured, with a reason that stays.

    Raises ImprovementNotFound, MayNotImprove, ImprovementOver, ImprovementNeedsWords, ImprovementNamesSomebody.
    """
    with transaction.atomic():
        improvement = held(improvement_id)
        rights.need(rights.may_decide(improvement, grants), rights.DECIDERS)
        if done_before(key):
            return improvement
        still_open(improvement)
        said = needed_words(words)
        refuse_names([said], cases_of(improvement), now=now)
        _close(improvement, said, now)
        record(CLOSED.name, improvement, actor=actor, now=now, private={"words": said}, key=key)
    return improvement


def _close(improvement: Improvement, words: str, now: datetime) -> None:
    improvement.state, improvement.closed_at, improvement.close_words = ImprovementState.CLOSED.value, now, words
    improvement.save(update_fields=["state", "closed_at", "close_words"])


def read_words(
    improvement_id: int,
    quote_id: int,
    words: str,
    shown: bool,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> ImprovementCase:
    """Somebody has read what a speaker said, masked more of it where needed, and releases it or not.

    Raises ImprovementNotFound, MayNotImprove, WordsGone, ImprovementNeedsWords, ImprovementNamesSomebody.
    """
    with transaction.atomic():
        improvement = held(improvement_id)
        rights.need(rights.may_keep(improvement, grants), rights.KEEPERS)
        # Held first: an erasure at the same moment empties it before it is read, or waits and empties what is written.
        ImprovementCase.objects.select_for_update().filter(pk=quote_id).first()
        quote = quote_of(improvement, quote_id)
        if quote is None:
            raise WordsGone
        if done_before(key):
            return quote
        said = needed_words(words)
        if shown:
            refuse_names([said], [quote.case_id], now=now)
        quote.words, quote.shown, quote.read_at, quote.read_by_id = said, shown, now, actor.staff_id
        quote.save(update_fields=["words", "shown", "read_at", "read_by"])
        record(READ.name, improvement, actor=actor, now=now, public={"case": quote.case_id, "shown": shown}, key=key)
    return quote


def publish_improvement(
    improvement_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Improvement:
    """Everybody reads it from now on. Raises ImprovementNotFound, MayNotImprove, ImprovementOver, MeasureMissing."""
    with transaction.atomic():
        improvement = held(improvement_id)
        rights.need(rights.may_keep(improvement, grants), rights.KEEPERS)
        if improvement.published_at is not None or done_before(key):
            return improvement
        if improvement.commitment is None:
            raise MeasureMissing
        if improvement.state != ImprovementState.MEASURED:
            still_open(improvement)
        improvement.published_at = now
        improvement.save(update_fields=["published_at"])
        record(PUBLISHED.name, improvement, actor=actor, now=now, key=key)
    return improvement
