"""The joint of mediation: acts of the case move its mediation, what units promise in an agreement is a promise, and the
person who spoke takes part with the receipt."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.core.mediation import ANY
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case
from huiying.serve.casework.services.perform import Done, locked, perform
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import drop_commitment
from huiying.serve.commitments.services.making import Promise, make_commitment
from huiying.serve.mediation.enums import LASTING, OPEN, Side, State
from huiying.serve.mediation.errors import MediationOver, MediatorUnfit
from huiying.serve.mediation.models import Mediation
from huiying.serve.mediation.selectors.mediations import last_of, mediators_of
from huiying.serve.mediation.services.agreeing import draft_of, keep_scan
from huiying.serve.mediation.services.consenting import choose_mediator
from huiying.serve.mediation.services.following import follow
from huiying.serve.mediation.services.holding import held
from huiying.serve.mediation.services.offering import make_offer

SIGNS, BREAKS = frozenset({"reach", "settle"}), "breach"
_BROKEN = "协议没有做到，这件事重新办理。The agreement was not kept; the matter is handled again."
"""Kept with the promise as words of the office, which are not translated: in both languages at once."""
STAFF_ACTS = frozenset({"agree_mediation", "other_agrees", "fail", "stop_mediation", "settlement_kept", "breach"})


def follow_mediation(done: Done, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Move the mediation of the case, and make what units promised, in the transaction of the act.

    Raises MediatorUnfit, MediatorNotChosen and what `make_commitment` raises.
    """
    if done.step is None or done.case.procedure != "xinfang":
        return
    follow(done.case, done.step, actor=actor, now=now)
    if done.step.act.id == BREAKS:
        _drop_promises(done.case, actor=actor, now=now, key=key)
    elif done.step.act.id in SIGNS:
        for at, task in enumerate(done.step.data.get("tasks", ()), 1):
            own = f"{key}:task:{at}" if key else None
            make_commitment(_promise(done, task), actor=actor, grants=None, now=now, key=own)


def _drop_promises(case: Case, *, actor: Actor, now: datetime, key: str | None) -> None:
    """What the broken agreement promised and is still open ends here: the matter is handled again instead. Nothing but
    the agreement promises while a case is settled."""
    broken = last_of(case.pk)
    assert broken is not None
    assert broken.ended_at is not None
    rows = Commitment.objects.filter(case=case.pk, source=Source.REPLY.value, state=CommitmentState.OPEN.value)
    for pk in rows.filter(made_at__gte=broken.ended_at).order_by("pk").values_list("pk", flat=True):
        own = f"{key}:dropped:{pk}" if key else None
        drop_commitment(pk, _BROKEN, actor=actor, grants=None, now=now, key=own)


def _promise(done: Done, task: Mapping[str, Any]) -> Promise:
    return Promise(
        words=task["what"],
        owner_id=task["unit"],
        due_on=date.fromisoformat(task["due_on"]),
        source=Source.REPLY,
        public=False,
        case_id=done.case.pk,
    )


def begin_mediation(
    mediation_id: int,
    mediator_id: int,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Done:
    """Begin with a mediator of the list. Raises what `held` and the act raise, MediatorUnfit, MediatorNotChosen."""
    with transaction.atomic(durable=True):
        if _done(key):
            return Done(_case_of(mediation_id))
        view = held(mediation_id, (State.ASKED.value,), actor=actor, grants=grants, mediator=False)
        mediator = mediators_of(view.case).filter(pk=mediator_id).first()
        if mediator is None:
            raise MediatorUnfit
        Mediation.objects.filter(pk=mediation_id).update(mediator=mediator)
        return _act(view.case.pk, "begin_mediation", {"mediator": mediator.staff_id}, actor, now, key)


def act_in_mediation(
    mediation_id: int,
    act_id: str,
    data: Mapping[str, Any],
    *,
    chose: int | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Done:
    """One of STAFF_ACTS; `chose`: whom the side that agrees wants as the mediator, ANY, or None where it did not say.

    Raises what `held` and the act raise, MediatorUnfit.
    """
    assert act_id in STAFF_ACTS, act_id
    with transaction.atomic(durable=True):
        if _done(key):
            return Done(_case_of(mediation_id))
        view = held(mediation_id, LASTING, actor=actor, grants=grants, mediator=False)
        done = _act(view.case.pk, act_id, data, actor, now, key)
        if chose is not None and act_id in _SIDES:
            _choose(view.case.pk, _SIDES[act_id], chose, actor=actor, now=now)
    return done


_SIDES = {"agree_mediation": Side.SPEAKER, "other_agrees": Side.OTHER}


def rechoose(
    mediation_id: int,
    side: Side,
    chose: int,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> None:
    """A side says anew whom it wants. Raises what `held` raises, MediatorUnfit."""
    with transaction.atomic(durable=True):
        if not _done(key):
            view = held(mediation_id, (State.ASKED.value,), actor=actor, grants=grants, mediator=False)
            _choose(view.case.pk, side, chose, actor=actor, now=now, key=key)


def sign_agreement(
    mediation_id: int,
    signed_on: date,
    *,
    files: Sequence[int] = (),
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Done:
    """Both sides have signed the draft: it becomes D16, its items promises, its scan a file of the mediation.

    Raises what `held` and the act raise, AgreementNotDrafted, FileGone.
    """
    with transaction.atomic(durable=True):
        if _done(key):
            return Done(_case_of(mediation_id))
        view = held(mediation_id, (State.RUNNING.value,), actor=actor, grants=grants)
        committee = view.mediation.mediator is not None and view.mediation.mediator.committee
        data = {**draft_of(view.mediation), "signed_on": signed_on, "committee": committee}
        done = _act(view.case.pk, "reach", data, actor, now, key)
        keep_scan(view.mediation, files, actor=actor, now=now, key=f"{key}:scan" if key else None)
    return done


def ask(voice: Voice, *, now: datetime, key: str | None = None) -> Done:
    """The person who spoke would like mediation; the unit looks whether it can be. Raises the refusals of the act."""
    with transaction.atomic(durable=True):
        case = locked(voice.pk)
        return Done(case) if _done(key) else _act(case.pk, "ask_mediation", {}, _speaker(voice), now, key)


def agree(voice: Voice, *, chose: int = ANY, now: datetime, key: str | None = None) -> Done:
    """The person who spoke agrees to mediation and names a mediator, or leaves that open. Raises the refusals of the
    act, MediatorUnfit."""
    with transaction.atomic(durable=True):
        case = locked(voice.pk)
        if _done(key):
            return Done(case)
        actor = _speaker(voice)
        done = _act(case.pk, "agree_mediation", {"how": "receipt"}, actor, now, key)
        _choose(case.pk, Side.SPEAKER, chose, actor=actor, now=now)
    return done


def name_mediator(voice: Voice, *, chose: int, now: datetime, key: str | None = None) -> None:
    """The person who spoke says anew whom they want. Raises MediationOver, MediatorUnfit."""
    with transaction.atomic(durable=True):
        case = locked(voice.pk)
        if not _done(key):
            _choose(case.pk, Side.SPEAKER, chose, actor=_speaker(voice), now=now, key=key)


def say_in_mediation(voice: Voice, act_id: str, *, words: str = "", now: datetime, key: str | None = None) -> Done:
    """`stop_mediation`, `settlement_kept` or `breach` by the person who spoke. Raises the refusals of the act."""
    with transaction.atomic(durable=True):
        case = locked(voice.pk)
        if _done(key):
            return Done(case)
        return _act(case.pk, act_id, {"words": words} if act_id == "breach" else {}, _speaker(voice), now, key)


def offer(voice: Voice, *, words: str, may_pass: bool, now: datetime, key: str | None = None) -> None:
    """What the person who spoke offers or asks for, to the mediator alone. Raises MediationOver,
    MediationNeedsWords."""
    with transaction.atomic(durable=True):
        case = locked(voice.pk)
        if _done(key):
            return
        mediation = Mediation.objects.filter(case=case, state__in=OPEN).first()
        if mediation is None or case.sealed:
            raise MediationOver
        make_offer(mediation, Side.SPEAKER, words, may_pass=may_pass, actor=_speaker(voice), now=now, key=key)


def _act(case_id: int, act_id: str, data: Mapping[str, Any], actor: Actor, now: datetime, key: str | None) -> Done:
    done = perform(case_id, act_id, actor=actor, now=now, data=data, key=key)
    follow_mediation(done, actor=actor, now=now, key=key)
    return done


def _choose(case_id: int, side: Side, chose: int, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    mediation = last_of(case_id)
    if mediation is None:
        raise MediationOver
    choose_mediator(mediation, side, chose, case=locked(case_id), actor=actor, now=now, key=key)


def _case_of(mediation_id: int) -> Any:
    return Mediation.objects.select_related("case").get(pk=mediation_id).case


def _done(key: str | None) -> bool:
    return key is not None and Event.objects.filter(key=key).exists()


def _speaker(voice: Voice) -> Actor:
    return Actor(ActorKind.SPEAKER, id=voice.pk)
