"""The joints of administration: nobody leaves, and no unit is closed, while cases lie in their hands."""

from datetime import datetime

from django.db import transaction

from huiying.core.procedures.model import StateKind
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people import services
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case

_AT_WORK = (StateKind.OPEN, StateKind.WAITING)


def deactivate_staff(staff_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Staff:
    """Close an account. Raises StaffHoldsCases, LastAdministrator."""
    with transaction.atomic():
        held = Case.objects.filter(handler_id=staff_id, standing__in=_AT_WORK).count()
        return services.deactivate_staff(staff_id, actor=actor, now=now, open_cases=held, key=key)


def retire_unit(unit_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Unit:
    """Take a unit out of use. Raises StillHasChildren, UnitStillInUse."""
    with transaction.atomic():
        held = Case.objects.filter(unit_id=unit_id, standing__in=_AT_WORK).count()
        return services.retire_unit(unit_id, actor=actor, now=now, open_cases=held, key=key)
