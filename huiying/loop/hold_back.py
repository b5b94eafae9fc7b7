"""Holds: a suit, an inquiry or the archives need a case, so nothing of it is erased until the hold is lifted."""

from datetime import date, datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.serve.casework.enums import HoldBasis
from huiying.serve.casework.errors import (
    HoldBasisUnknown,
    HoldDayWrong,
    HoldGone,
    HoldInForce,
    HoldNeedsReason,
    MayNotHold,
)
from huiying.serve.casework.models import Case, Hold
from huiying.serve.casework.selectors.holds import MOST_DAYS, hold_of, may_hold
from huiying.serve.casework.services.perform import locked

LEAST_REASON = 4


@once
def place_hold(
    case_id: int,
    *,
    basis: str,
    ends_on: date | None,
    reason: str,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Hold:
    """Keep a case until the hold is lifted; it is looked at again by `ends_on` (a local day, at most two years ahead).

    `reason`: which suit, which letter; sealed. Raises CaseNotFound, MayNotHold, HoldBasisUnknown, HoldDayWrong,
    HoldNeedsReason, HoldInForce.
    """
    with transaction.atomic():
        case = locked(case_id)
        today = calendar().local_date(now)
        if not may_hold(case, actor=actor, today=today):
            raise MayNotHold
        if before := done_before(key):
            return Hold.objects.get(pk=before.public["hold"])
        _refuse(case, basis, ends_on, reason, today)
        assert ends_on is not None
        hold = Hold.objects.create(
            case=case, basis=basis, placed_by_id=actor.staff_id or 0, placed_at=now, ends_on=ends_on
        )
        public = {"hold": hold.pk, "basis": basis, "ends_on": ends_on.isoformat()}
        record("case.hold_placed", case, actor=actor, now=now, public=public, private={"reason": reason}, key=key)
    return hold


def _refuse(case: Case, basis: str, ends_on: date | None, reason: str, today: date) -> None:
    if basis not in HoldBasis.values:
        raise HoldBasisUnknown
    if ends_on is None or not 0 < (ends_on - today).days <= MOST_DAYS:
        raise HoldDayWrong
    if len(reason.strip()) < LEAST_REASON:
        raise HoldNeedsReason(least=LEAST_REASON)
    if hold_of(case.pk) is not None:
        raise HoldInForce


def lift_hold(hold_id: int, *, reason: str, actor: Actor, now: datetime, key: str | None = None) -> Hold:
    """Let the case go again. Raises HoldGone, MayNotHold, HoldNeedsReason."""
    with transaction.atomic():
        hold = Hold.objects.filter(pk=hold_id).first()
        if hold is None:
            raise HoldGone
        case = locked(hold.case_id)
        if not may_hold(case, actor=actor, today=calendar().local_date(now)):
            raise MayNotHold
        if done_before(key):
            return Hold.objects.get(pk=hold_id)
        if len(reason.strip()) < LEAST_REASON:
            raise HoldNeedsReason(least=LEAST_REASON)
        if not Hold.objects.filter(pk=hold_id, lifted_at=None).update(lifted_at=now, lifted_by=actor.staff_id):
            raise HoldGone
        public = {"hold": hold_id}
        record("case.hold_lifted", case, actor=actor, now=now, public=public, private={"reason": reason}, key=key)
    return Hold.objects.get(pk=hold_id)
