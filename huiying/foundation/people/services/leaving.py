"""Somebody leaves: the last day of the account and who takes over, and what ends with it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.services.changing import record_change, values_of
from huiying.foundation.people.errors import HeirNeeded, LeavesInThePast, StaffInactive
from huiying.foundation.people.models import ApiKey, Grant, Staff
from huiying.foundation.people.services.api_keys import revoke_key
from huiying.foundation.people.services.grants import end_grant
from huiying.foundation.people.services.invitations import revoke_invitation

_FIELDS = "leaves_on hands_over_to_id"


def plan_leaving(
    staff_id: int, *, last_day: date | None, heir_id: int | None, actor: Actor, now: datetime, key: str | None = None
) -> Staff:
    """The last day, inclusive, and the colleague who takes over then; no day: they stay.

    Raises StaffInactive, LeavesInThePast, HeirNeeded (gone, or the same person).
    """
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(pk=staff_id)
        if not staff.is_active:
            raise StaffInactive
        if last_day is not None and last_day < timezone.localdate(now):
            raise LeavesInThePast
        if heir_id is not None and not _can_take_over(heir_id, staff_id):
            raise HeirNeeded
        before = values_of(staff, _FIELDS)
        staff.leaves_on, staff.hands_over_to_id = last_day, heir_id if last_day else None
        staff.save(update_fields=["leaves_on", "hands_over_to"])
        after = values_of(staff, _FIELDS)
        record_change(
            "people.changed", "staff.leaving", staff, before=before, after=after, actor=actor, now=now, key=key
        )
    return staff


def _can_take_over(heir_id: int, staff_id: int) -> bool:
    return heir_id != staff_id and Staff.objects.filter(pk=heir_id, is_active=True).exists()


def leaving_before(day: date) -> list[Staff]:
    """Open accounts whose last day lies before `day`."""
    return list(Staff.objects.filter(is_active=True, leaves_on__lt=day).select_related("hands_over_to").order_by("pk"))


def end_rights(staff_id: int, *, last_day: date, actor: Actor, now: datetime) -> None:
    """Roles, keys of the interface and invitations, within the transaction of whoever closes the account."""
    lasting = Q(ends_on=None) | Q(ends_on__gt=last_day)
    for grant_id in list(Grant.objects.filter(lasting, staff_id=staff_id).order_by("pk").values_list("pk", flat=True)):
        end_grant(grant_id, actor=actor, now=now, ends_on=last_day)
    for key_id in list(ApiKey.objects.filter(staff_id=staff_id, revoked_at=None).values_list("pk", flat=True)):
        revoke_key(key_id, actor=actor, now=now)
    revoke_invitation(staff_id, actor=actor, now=now)
