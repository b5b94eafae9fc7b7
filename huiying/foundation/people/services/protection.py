"""From whom a second factor is asked, and clearing the factors of somebody who has lost all of them."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.office.selectors import office_profile
from huiying.foundation.office.services.changing import record_change
from huiying.foundation.people.errors import RolesMissing
from huiying.foundation.people.models import Staff
from huiying.foundation.people.services.second_factor import clear_factors

LEAST_ROLES = (Role.IDENTITY_KEEPER, Role.SEALED_OFFICER, Role.ADMINISTRATOR)
"""No office may leave these out."""
USUAL_ROLES = (*LEAST_ROLES, Role.DISPATCHER, Role.RECEPTIONIST, Role.CALLBACK_OFFICER)
"""Whoever may come to see who spoke: what a new office begins with."""


def ask_second_factor(roles: Collection[str], *, actor: Actor, now: datetime, key: str | None = None) -> OfficeProfile:
    """Ask a second factor of these roles from now on. Raises RolesMissing."""
    if not set(LEAST_ROLES) <= set(roles):
        raise RolesMissing
    wanted = [str(role) for role in Role if role in roles]
    with transaction.atomic():
        profile = OfficeProfile.objects.select_for_update().get()
        before = {"second_factor_roles": profile.second_factor_roles}
        profile.second_factor_roles = wanted
        profile.save(update_fields=["second_factor_roles"])
        after = {"second_factor_roles": wanted}
        record_change(
            "office.changed", "second_factor.asked", profile, before=before, after=after, actor=actor, now=now, key=key
        )
    return profile


def without_factor() -> QuerySet[Staff]:
    """Open accounts with a role of which one is asked, and none added yet."""
    asked = office_profile().second_factor_roles
    held = Staff.objects.filter(is_active=True, second_factor_since=None, grants__role__in=asked)
    return held.filter(Q(grants__ends_on=None) | Q(grants__ends_on__gte=timezone.localdate())).distinct()


def reset_factors(staff_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Staff:
    """Clear what somebody has lost; at the next log-in they add a new one where their role needs it."""
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(pk=staff_id)
        before = {"second_factors": staff.second_factors.count()}
        clear_factors(staff)
        after = {"second_factors": 0}
        record_change(
            "people.changed", "staff.factors_reset", staff, before=before, after=after, actor=actor, now=now, key=key
        )
    return staff
