"""The joints of checks: a call-back that reopens a case, a test that is told, and what the day brings to draws."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from huiying.core.procedures import procedure
from huiying.core.procedures.check_acts import END_CHECK
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.models import Grant
from huiying.judge.checks.enums import CallOutcome, DrawKind
from huiying.judge.checks.events import VOICE_CHECKED
from huiying.judge.checks.models import CallBack, Draw
from huiying.judge.checks.selectors.calls import call_for
from huiying.judge.checks.services.calling import NOTHING_SAID, Said, need_caller, write_try
from huiying.judge.checks.services.checking import Result, end_check
from huiying.judge.checks.services.drawing import fix_frame, tell_seed
from huiying.listen.voices.enums import Naming
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.revealing import mark_revealed
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.offers import may_do
from huiying.serve.casework.services.perform import locked, perform
from huiying.serve.casework.services.telling import NEWS, tell

AGAIN = "open_follow_up"
WHY_LOOKED = "抽签回访 call-back drawn by lot"


def call_back(
    call_back_id: int,
    outcome: CallOutcome,
    said: Said = NOTHING_SAID,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> CallBack:
    """Write down a try. Who says that it is not resolved and wants it taken up again gets that in the same transaction,
    where one more round is possible; what they said is passed on then, else it stays with the call-back.

    The speaker is told of a call-back that is over. Raises what `write_try` raises, and the refusals of the act.
    """
    with transaction.atomic(durable=True):
        locked(call_for(call_back_id, grants).case_id)
        done = write_try(call_back_id, outcome, said, actor=actor, grants=grants, now=now, key=key)
        if not done.outcome or done.done_at != now:
            return done
        if done.asked_again and may_do(done.case_id, AGAIN, actor=actor, now=now):
            perform(done.case_id, AGAIN, actor=actor, now=now, data={"words": done.words or "—"})
        tell(done.case.voice, f"call_back:{done.pk}", NEWS, None, actor=actor, now=now)
    return done


def may_be_taken_up(call_back_: CallBack, *, actor: Actor, now: datetime) -> bool:
    """Whether one more round is possible, so that the page may ask for the person's wish."""
    return may_do(call_back_.case_id, AGAIN, actor=actor, now=now)


def may_call(call_back_: CallBack) -> bool:
    """Whether the person left something and may be called: named, not shielded, and did not refuse to be written to."""
    voice = call_back_.case.voice
    return voice.person_id is not None and voice.naming == Naming.NAMED and voice.may_contact


def look_at_phone(call_back_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime) -> str:
    """The number to call, "" where none was left. The look is recorded and the speaker reads it on the receipt.

    Raises CheckNotFound, MayNotCheck, NotIndependent, MayNotReveal.
    """
    with transaction.atomic(durable=True):
        found = call_for(call_back_id, grants)
        need_caller(found, actor, grants)
        allowed = may_call(found) and not found.outcome
        person = found.case.voice.person
        if person is None:
            return ""
        seen = vault.reveal(person, actor=actor, reason=WHY_LOOKED, now=now, allowed=allowed)
    return seen.get(IdentityField.PHONE, "")


def reveal_check(
    check_id: int, result: Result, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> None:
    """Tell an unannounced check: what it found, and of its test voice that it was one.

    In the same transaction the voice is marked, its case ends wherever it stands, and a line of the public log says so.
    Raises what `end_check` of the room raises.
    """
    with transaction.atomic(durable=True):
        voice = end_check(check_id, result, actor=actor, grants=grants, now=now, key=key)
        if voice is not None:
            _tell_voice(voice, actor, now)


def _tell_voice(voice: Voice, actor: Actor, now: datetime) -> None:
    case = locked(voice.pk)
    if not mark_revealed(voice, now=now):
        return
    if _may_end(case):
        perform(case.pk, END_CHECK, actor=SYSTEM, now=now)
    else:
        record(VOICE_CHECKED.name, voice, actor=actor, now=now)


def _may_end(case: Case) -> bool:
    act = procedure(case.procedure).act(END_CHECK)
    return act is not None and case.state in act.from_


def sweep_draws(*, now: datetime) -> int:
    """Fix the lists whose period is over, and tell the seeds that are due; how many steps were done.

    Whoever keeps the office cannot put either off: the day brings it.
    """
    today = calendar().local_date(now)
    unframed = Q(kind=DrawKind.CALLBACK, framed_at=None, ends_on__lt=today)
    untold = Q(revealed_at=None, ends_on__lt=today, number_on__lt=today)
    steps = 0
    for draw_id in Draw.objects.filter(unframed | untold).order_by("pk").values_list("pk", flat=True):
        steps += fix_frame(draw_id, now=now) + tell_seed(draw_id, now=now)
    return steps
