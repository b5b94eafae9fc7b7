"""A unit says why an automatic act was wrong, and an inspector decides it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.supervision.enums import ContestState, FlagState
from huiying.serve.supervision.errors import ContestGone, SignalContested, SignalNotFound
from huiying.serve.supervision.events import CONTEST_DECIDED, CONTESTED
from huiying.serve.supervision.models import Contest, Flag, Signal
from huiying.serve.supervision.selectors.order_rights import need
from huiying.serve.supervision.selectors.rights import CONTESTERS, INSPECTORS, may_contest, supervises
from huiying.serve.supervision.services.flags import close_flag
from huiying.serve.supervision.services.holding import needed_words, refuse_names
from huiying.serve.supervision.services.steps import cases_behind


def contest_signal(
    signal_id: int,
    reason: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Contest:
    """The unit whose doing it is said to be says why it is not. Once; with the same `key` again the first comes back.

    Raises SignalNotFound, MayNotSupervise, SignalContested, SupervisionNeedsWords, SupervisionNamesSomebody.
    """
    with transaction.atomic(durable=True):
        signal = _held(signal_id)
        need(may_contest(signal, grants), CONTESTERS)
        if done_before(key):
            return signal.contest
        if Contest.objects.filter(signal=signal).exists():
            raise SignalContested
        said = needed_words(reason)
        refuse_names([said], cases_behind(signal.case or signal.commitment), now=now)
        contest = Contest.objects.create(signal=signal, reason=said, asked_at=now, asked_by_id=actor.staff_id or 0)
        public = {"rule": signal.rule, "unit": signal.unit_id}
        record(CONTESTED.name, signal, actor=actor, now=now, public=public, private={"reason": said}, key=key)
    return contest


def decide_contest(
    signal_id: int,
    upheld: bool,
    answer: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Contest:
    """Decide it with reasons. An upheld one takes the signal out of every count; a flag that no other signal holds up
    is dismissed with it. Raises SignalNotFound, MayNotSupervise, ContestGone, SupervisionNeedsWords,
    SupervisionNamesSomebody.
    """
    with transaction.atomic(durable=True):
        signal = _held(signal_id)
        need(supervises(signal, grants), INSPECTORS)
        contest = Contest.objects.filter(signal=signal).first()
        if contest is None:
            raise ContestGone
        if done_before(key):
            return contest
        if contest.state != ContestState.ASKED:
            raise ContestGone
        said = needed_words(answer)
        refuse_names([said], cases_behind(signal.case or signal.commitment), now=now)
        contest.state = (ContestState.UPHELD if upheld else ContestState.REFUSED).value
        contest.answer, contest.decided_at, contest.decided_by_id = said, now, actor.staff_id
        contest.save(update_fields=["state", "answer", "decided_at", "decided_by"])
        if upheld:
            _take_out(signal, said, actor, now)
        public = {"rule": signal.rule, "unit": signal.unit_id, "upheld": upheld}
        record(CONTEST_DECIDED.name, signal, actor=actor, now=now, public=public, private={"answer": said}, key=key)
    return contest


def _take_out(signal: Signal, answer: str, actor: Actor, now: datetime) -> None:
    if signal.settled_at is None:
        signal.settled_at = now
        signal.save(update_fields=["settled_at"])
    flag = Flag.objects.select_for_update().filter(pk=signal.flag_id or 0, state=FlagState.FLAGGED.value).first()
    if flag is not None and not flag.signals.exclude(contest__state=ContestState.UPHELD.value).exists():
        close_flag(flag, answer, actor=actor, now=now)


def _held(signal_id: int) -> Signal:
    """Raises SignalNotFound, for those of sealed and erased cases as well."""
    rows = Signal.objects.select_for_update(of=("self",)).select_related("case__voice", "commitment", "unit")
    signal = rows.filter(pk=signal_id).exclude(case__sealed=True).first()
    if signal is None or (signal.case is not None and signal.case.voice.erased_at is not None):
        raise SignalNotFound
    return signal
