"""Nobody leaves with something in their hands: what they hold goes to a colleague or back to the unit, in one step."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from huiying.core.errors import HuiyingError
from huiying.foundation.ledger.actors import SYSTEM, Actor
from huiying.foundation.people import services
from huiying.foundation.people.models import ApiKey, Staff
from huiying.foundation.people.services.leaving import end_rights, leaving_before
from huiying.listen.duty.services.leaving import pass_on_shifts, shifts_to_come
from huiying.serve.casework.services.leaving import cases_in_hand, pass_on_cases
from huiying.serve.coordination.services.leaving import chairs_to_come, pass_on_chairs


def in_hand(staff_id: int, *, now: datetime) -> Mapping[str, int]:
    """What somebody holds themselves; approvals, orders, promises and items belong to roles and units, and stay."""
    return {
        "cases": cases_in_hand(staff_id),
        "shifts": shifts_to_come(staff_id, now=now),
        "chairs": chairs_to_come(staff_id),
        "keys": ApiKey.objects.filter(staff_id=staff_id, revoked_at=None).count(),
    }


def leave(staff_id: int, *, heir_id: int | None, actor: Actor, now: datetime, key: str | None = None) -> Staff:
    """Hand everything over and close the account, or do nothing. Raises LastAdministrator, HeirNeeded."""
    with transaction.atomic(durable=True):
        heir = Staff.objects.filter(pk=heir_id, is_active=True).exclude(pk=staff_id).first() if heir_id else None
        pass_on_cases(staff_id, to=heir, actor=actor, now=now)
        pass_on_shifts(staff_id, to=heir, actor=actor, now=now)
        pass_on_chairs(staff_id, to=heir, actor=actor, now=now)
        yesterday = timezone.localdate(now) - timedelta(days=1)
        end_rights(staff_id, last_day=yesterday, actor=actor, now=now)
        return services.deactivate_staff(staff_id, actor=actor, now=now, open_cases=0, key=key)


def close_accounts(*, now: datetime) -> int:
    """Those whose last day is over; one that cannot be closed stays open, and the administrator's page says so."""
    closed = 0
    for staff in leaving_before(timezone.localdate(now)):
        try:
            leave(staff.pk, heir_id=staff.hands_over_to_id, actor=SYSTEM, now=now)
        except HuiyingError:
            continue
        closed += 1
    return closed
