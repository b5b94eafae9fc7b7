"""The joint for every act on a case: perform it, and set off what other rooms have to do because of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken, register_voices
from huiying.loop.carry_out_reply import carry_out_reply
from huiying.loop.mediate import follow_mediation
from huiying.loop.open_cases import open_cases
from huiying.loop.supervise.advising import follow_advice
from huiying.loop.supervise.harm import follow_harm
from huiying.loop.supervise.ordering import follow_order
from huiying.serve.appeals.services.following import follow
from huiying.serve.casework.models import Approval, Case
from huiying.serve.casework.services import approvals
from huiying.serve.casework.services.categorising import set_category
from huiying.serve.casework.services.perform import Done, perform
from huiying.serve.coordination.services.members import leave_issue

# A hotline ticket that becomes a petition: its words go on as a voice of their own with their own case and clocks.
BECOMES_PETITION = frozenset({("hotline", "to_petition"), ("hotline", "seal")})


def act_on_case(
    case_id: int,
    act_id: str,
    *,
    actor: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
    key: str | None = None,
    category_id: int | None = None,
) -> Done:
    """Do one act; with the same `key` again nothing happens twice. `category_id`: what the case is about, said with it.

    Raises what `perform` and `set_category` raise.
    """
    try:
        with transaction.atomic(durable=True):
            if category_id is not None:
                own = f"{key}:category" if key else None
                set_category(case_id, actor=actor, now=now, category_id=category_id, key=own)
            done = perform(case_id, act_id, actor=actor, now=now, data=data, key=key)
            carry_out_reply(done, actor=actor, now=now, key=key)
            follow_appeal(done, actor=actor)
            follow_mediation(done, actor=actor, now=now, key=key)
            follow_order(done, actor=actor, now=now, key=key)
            follow_advice(done, actor=actor, now=now, key=key)
            if done.step is not None and done.case.sealed:
                leave_issue(done.case, now=now)
            follow_harm(done, now=now)
            if done.step is not None and (done.case.procedure, act_id) in BECOMES_PETITION:
                open_petition(done.case.voice, act_id, actor=actor, now=now)
            return done
    except IntegrityError:
        if key is None or not Event.objects.filter(key=key).exists():
            raise
        return Done(Case.objects.get(pk=case_id))


def approve(approval_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Done:
    """Approve what waits in the inbox: the act takes effect in the same transaction, or nothing does.

    Raises ApprovalGone and what `perform` raises when the case has moved on meanwhile.
    """
    with transaction.atomic(durable=True):
        approval = approvals.claim(approval_id, actor=actor, now=now, given=True)
        data = approvals.asked_data(approval)
        done = perform(approval.case_id, approval.act, actor=actor, now=now, data=data, key=key, approval=approval)
        carry_out_reply(done, actor=actor, now=now, key=key)
        follow_appeal(done, actor=actor)
        follow_mediation(done, actor=actor, now=now, key=key)
        return done


def follow_appeal(done: Done, *, actor: Actor) -> None:
    """Rows of reviews and hearings follow the acts of their case."""
    if done.step is not None:
        follow(done.case, done.step, staff_id=actor.staff_id)


def refuse(approval_id: int, *, actor: Actor, now: datetime, reason: str, key: str | None = None) -> Approval:
    """Send a request back with a reason. Raises ApprovalGone."""
    with transaction.atomic(durable=True):
        return approvals.refuse_approval(approval_id, actor=actor, now=now, reason=reason, key=key)


def open_petition(voice: Voice, act_id: str, *, actor: Actor, now: datetime) -> Voice:
    """A further voice of the same words for 信访, opened by the same code as the one it was split from."""
    spoken = Spoken(
        channel=voice.channel,
        kind=Kind.REPORT if act_id == "seal" else voice.kind,
        naming=voice.naming,
        text=voice.text,
        language=voice.language,
        received_at=now,
        title=voice.title,
        place_id=voice.place_id,
        place_words=voice.place_words,
        wants=voice.wants,
        person_id=voice.person_id,
        split_from_id=voice.pk,
    )
    (registered,) = register_voices([spoken], now=now)
    open_cases([registered.voice], actor=actor, now=now, procedure_id="xinfang", told=act_id != "seal")
    return registered.voice
