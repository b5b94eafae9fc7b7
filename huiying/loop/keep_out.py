"""Somebody keeps out of a case (回避, 条例 Art 28(3)): asked by the speaker or declared, decided by others.

The officer is stopped at once; no clock is (procedures, G1).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.casework.enums import RecusalState
from huiying.serve.casework.errors import (
    AlreadyKeptOut,
    CaseNotFound,
    MayNotDecideRecusal,
    OfficeItself,
    RecusalNotFound,
    SayWho,
    SayWhyKeepOut,
)
from huiying.serve.casework.events import INTEREST_DECLARED, RECUSAL_ASKED, RECUSAL_GRANTED, RECUSAL_REFUSED
from huiying.serve.casework.models import Case, Recusal
from huiying.serve.casework.selectors.recusals import may_decide, may_keep_out, named_in, units_asked
from huiying.serve.casework.services.perform import locked
from huiying.serve.casework.services.telling import NEWS, tell


def ask_recusal(
    case_id: int,
    *,
    unit_id: int | None = None,
    staff_id: int | None = None,
    who: str = "",
    why: str,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Recusal | None:
    """The speaker asks that an officer, a unit, or somebody described in words (`who`) keep out; None when done before.

    Whoever bears the very name in one of the units of the case is out at once. Raises SayWho, SayWhyKeepOut,
    OfficeItself, AlreadyKeptOut, CaseNotFound.
    """
    with transaction.atomic():
        case = locked(case_id)
        if key is not None and Event.objects.filter(key=key).exists():
            return None
        if actor.kind is not ActorKind.SPEAKER or actor.id != case.pk or case.voice.erased_at is not None:
            raise CaseNotFound
        staff = _officer(case, staff_id) if staff_id is not None else named_in(case, who)
        unit = _unit(case, unit_id) if unit_id is not None else None
        if staff is None and unit is None and not who.strip():
            raise SayWho
        return _ask(case, staff, unit, why, who, actor=actor, now=now, key=key)


def declare_interest(
    case_id: int, *, why: str, grants: Sequence[Grant], actor: Actor, now: datetime, key: str | None = None
) -> Recusal | None:
    """An officer says that they have to do with the matter or the person, and is out at once.

    Raises CaseNotFound, SayWhyKeepOut, AlreadyKeptOut.
    """
    with transaction.atomic():
        case = locked(case_id)
        if key is not None and Event.objects.filter(key=key).exists():
            return None
        if actor.id is None or not may_keep_out(case, actor, grants):
            raise CaseNotFound
        return _ask(case, Staff.objects.get(pk=actor.id), None, why, "", actor=actor, now=now, key=key)


def _ask(
    case: Case,
    staff: Staff | None,
    unit: Unit | None,
    why: str,
    who: str,
    *,
    actor: Actor,
    now: datetime,
    key: str | None,
) -> Recusal:
    if not why.strip():
        raise SayWhyKeepOut
    speaker = actor.kind is ActorKind.SPEAKER
    try:
        with transaction.atomic():
            asked = Recusal.objects.create(
                case=case, staff=staff, unit=unit, state=RecusalState.ASKED, by_speaker=speaker, asked_at=now
            )
    except IntegrityError as err:
        raise AlreadyKeptOut from err
    kind = RECUSAL_ASKED.name if speaker else INTEREST_DECLARED.name
    words = {"why": why.strip(), "who": who.strip()}
    record(kind, case, actor=actor, now=now, public={"recusal": asked.pk}, private=words, key=key)
    return asked


def decide_recusal(
    recusal_id: int,
    *,
    granted: bool,
    reason: str,
    staff_id: int | None = None,
    grants: Sequence[Grant],
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Recusal:
    """Grant or refuse it. `staff_id`: who is meant, where the speaker described somebody. The speaker is told.

    Raises RecusalNotFound, MayNotDecideRecusal, SayWho, SayWhyKeepOut, AlreadyKeptOut.
    """
    with transaction.atomic():
        found = Recusal.objects.filter(pk=recusal_id).first()
        if found is None:
            raise RecusalNotFound
        case = locked(found.case_id)
        found = Recusal.objects.select_for_update().get(pk=recusal_id)
        if key is not None and Event.objects.filter(key=key).exists():
            return found
        if found.state != RecusalState.ASKED:
            raise RecusalNotFound
        if not may_decide(found, case, actor, grants):
            raise MayNotDecideRecusal
        if not granted and not reason.strip():
            raise SayWhyKeepOut
        if granted and found.staff_id is None and found.unit_id is None:
            found.staff = _meant(staff_id, actor)
        found.state = RecusalState.GRANTED if granted else RecusalState.REFUSED
        found.decided_by_id, found.decided_at = actor.id, now
        _settle(found, case)
        kind = RECUSAL_GRANTED.name if granted else RECUSAL_REFUSED.name
        words = {"reason": reason.strip()}
        record(kind, case, actor=actor, now=now, public={"recusal": found.pk}, private=words, key=key)
        if found.by_speaker and not case.sealed:
            tell(case.voice, f"recusal:{found.pk}", NEWS, None, actor=actor, now=now)
    return found


def _settle(decided: Recusal, case: Case) -> None:
    """Keep the decision; whoever is out no longer stands on the case as its handler. Raises AlreadyKeptOut."""
    try:
        with transaction.atomic():
            decided.save()
    except IntegrityError as err:
        raise AlreadyKeptOut from err
    handler = case.handler
    if handler is None or decided.state != RecusalState.GRANTED:
        return
    inside = decided.unit is not None and handler.unit.path.startswith(decided.unit.path)
    if handler.pk == decided.staff_id or inside:
        case.handler = None
        case.save(update_fields=["handler"])


def _officer(case: Case, staff_id: int) -> Staff:
    """The handler, who alone can be chosen without a name."""
    if case.handler is None or case.handler.pk != staff_id:
        raise SayWho
    return case.handler


def _unit(case: Case, unit_id: int) -> Unit:
    if unit_id == case.office_id:
        raise OfficeItself
    found = next((unit for unit in units_asked(case) if unit.pk == unit_id), None)
    if found is None:
        raise SayWho
    return found


def _meant(staff_id: int | None, actor: Actor) -> Staff:
    """Who was described; never oneself, for nobody decides in their own matter. Raises SayWho, MayNotDecideRecusal."""
    if staff_id is not None and staff_id == actor.id:
        raise MayNotDecideRecusal
    if staff_id is None or (found := Staff.objects.filter(pk=staff_id).first()) is None:
        raise SayWho
    return found
