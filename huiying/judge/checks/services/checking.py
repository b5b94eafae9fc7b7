"""An unannounced check goes out, its test voice is tied, and it is told or called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from huiying.core.draws.grid import WEEK_DAYS
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import Entry, record, record_many
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.judge.checks.enums import CheckState, Found
from huiying.judge.checks.errors import CheckNotNow, NotThisTest, ResultIncomplete
from huiying.judge.checks.models import Check, TestVoice
from huiying.judge.checks.selectors.unannounced import answered_in_time, check_for, voice_behind
from huiying.judge.checks.services.holding import clean, held_check, reason
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import open_receipt
from huiying.serve.casework.models import Case, Reply

UNDER_WAY = frozenset({CheckState.DRAWN.value, CheckState.SENT.value})
OPEN = UNDER_WAY | {CheckState.WAITING.value}
TIED_WITHIN = timedelta(hours=48)
"""After its receipt; later only what is not answered yet."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was found: yes, no, or "" where it could not be found out. `in_time`: as `answered_in_time` says of a test
    voice; by hand only where there is none."""

    reached: str
    waited_minutes: int | None = None
    receipt: str = ""
    civil: str = ""
    in_time: str = ""
    notes: str = ""


def send_tester(
    check_id: int, task: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Check:
    """Write down what the tester brings there, as a situation in a few words. Sent again it is changed.

    Raises CheckNotFound, CheckNotNow, ReasonWanted, CheckWordsTooLong.
    """
    with transaction.atomic():
        found = held_check(check_id, grants)
        if done_before(key) is not None:
            return found
        _need_state(found, UNDER_WAY)
        found.task, found.state, found.sent_at, found.sent_by_id = reason(task), CheckState.SENT.value, now, actor.id
        found.save(update_fields=["task", "state", "sent_at", "sent_by"])
        record("check.sent", found, actor=actor, now=now, private={"task": found.task}, key=key)
    return found


def tie_voice(
    check_id: int,
    number: str,
    code: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Check:
    """Say which voice is the test, by its receipt: it came through the drawn channel in the drawn week.

    Within two days, or before it is answered, so that nobody takes a badly handled case out of the figures afterwards.
    The voice and its case stay as they are; the event is about the check. Raises CheckNotFound, CheckNotNow,
    NotThisTest, and what `open_receipt` raises; a wrong code stays counted there whatever becomes of this.
    """
    check_for(check_id, grants)
    voice = open_receipt(number=number, code=code, now=now)
    with transaction.atomic():
        found = held_check(check_id, grants)
        if done_before(key) is not None:
            return found
        _need_state(found, UNDER_WAY)
        Voice.objects.select_for_update().get(pk=voice.pk)
        _refuse_other(found, voice, now)
        TestVoice.objects.create(for_check=found, voice=voice, tied_at=now, tied_by_id=actor.id or 0)
        found.state, found.sent_at = CheckState.WAITING.value, found.sent_at or now
        found.save(update_fields=["state", "sent_at"])
        record("check.tied", found, actor=actor, now=now, private={"number": voice.number}, key=key)
    return found


def _refuse_other(check: Check, voice: Voice, now: datetime) -> None:
    """Raises NotThisTest."""
    case = Case.objects.filter(pk=voice.pk, office__path__startswith=check.draw.office.path).first()
    came_on = calendar().local_date(voice.received_at)
    in_week = check.monday <= came_on < check.monday + timedelta(days=WEEK_DAYS)
    told = voice.erased_at is not None or voice.revealed_at is not None
    late = now - voice.recorded_at > TIED_WITHIN and Reply.objects.filter(case=voice.pk).exists()
    if case is None or told or late or voice.channel != check.channel or not in_week:
        raise NotThisTest
    if TestVoice.objects.filter(voice=voice).exists():
        raise NotThisTest


def end_check(
    check_id: int, result: Result, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Voice | None:
    """Tell a check with what it found, its week having begun. The test voice, if there is one, counts nowhere from now.

    Its case is ended by the joint that calls this. None where nothing was tied, or it was told before. Raises
    CheckNotFound, CheckNotNow, ResultIncomplete, CheckWordsTooLong.
    """
    with transaction.atomic():
        found = held_check(check_id, grants)
        if done_before(key) is not None:
            return None
        _need_state(found, OPEN if calendar().local_date(now) >= found.monday else frozenset())
        voice = voice_behind(found)
        for name, value in _checked(result, voice, now).items():
            setattr(found, name, value)
        found.state, found.ended_at, found.ended_by_id = CheckState.REVEALED.value, now, actor.id
        found.save()
        public = {"channel": found.channel, "draw": found.draw_id, "voice": voice.pk if voice is not None else 0}
        record_many([Entry("check.revealed", found, actor, now, public=public, key=key)])
    return voice


def _checked(result: Result, voice: Voice | None, now: datetime) -> dict[str, str | int | None]:
    """Raises ResultIncomplete, CheckWordsTooLong."""
    answers = {"reached": result.reached, "receipt": result.receipt, "civil": result.civil, "in_time": result.in_time}
    if result.reached not in Found.values or any(one and one not in Found.values for one in answers.values()):
        raise ResultIncomplete
    if voice is not None:
        answers["in_time"] = answered_in_time(voice.pk, now)
    return {**answers, "waited_minutes": result.waited_minutes, "notes": clean(result.notes)}


def call_off(
    check_id: int, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Check:
    """Do without a check, with the reason. One whose test voice is tied is told, never called off.

    Raises CheckNotFound, CheckNotNow, ReasonWanted, CheckWordsTooLong.
    """
    with transaction.atomic():
        found = held_check(check_id, grants)
        if done_before(key) is not None:
            return found
        _need_state(found, UNDER_WAY)
        found.state, found.notes = CheckState.CALLED_OFF.value, reason(words)
        found.ended_at, found.ended_by_id = now, actor.id
        found.save(update_fields=["state", "notes", "ended_at", "ended_by"])
        record("check.called_off", found, actor=actor, now=now, private={"reason": found.notes}, key=key)
    return found


def _need_state(check: Check, states: frozenset[str]) -> None:
    """Raises CheckNotNow."""
    if check.state not in states:
        raise CheckNotNow(state=str(CheckState(check.state).label))
