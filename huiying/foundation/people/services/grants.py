"""Who holds which role where, from when to when, and who stands in for them."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry
from huiying.foundation.office.errors import ParentRetired
from huiying.foundation.office.models import Place
from huiying.foundation.office.services.changing import NOTHING, Values, arrival, record_change, values_of
from huiying.foundation.people.errors import (
    DatesReversed,
    GrantAlreadyHeld,
    GrantEnded,
    LastAdministrator,
    OutsideGrant,
    OwnSubstitute,
    RoleUnknown,
    StaffInactive,
    SubstituteOfSubstitute,
    UnitRetired,
)
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import administrators

NOT_GRANTED = frozenset({Role.SPEAKER, Role.SYSTEM, Role.SUPERIOR, Role.JOINT_OFFICE, Role.GOVERNMENT})
"""The person who speaks, the machine, and positions in the tree of units."""
GRANTED = tuple(role for role in Role if role not in NOT_GRANTED)
_FIELDS = "staff_id role unit_id place_id starts_on ends_on substitutes_id"


def grant_role(
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    role: str,
    unit_id: int,
    place_id: int | None = None,
    starts_on: date,
    ends_on: date | None = None,
    key: str | None = None,
) -> Grant:
    """Give a role for a unit and all below it, and where given only for a place and all below it; both days inclusive.

    Raises RoleUnknown, StaffInactive, UnitRetired, ParentRetired (the place), DatesReversed, GrantAlreadyHeld.
    """
    if role not in GRANTED:
        raise RoleUnknown
    with transaction.atomic():
        _refuse_retired(staff_id, unit_id, place_id)
        grant = Grant(
            staff_id=staff_id,
            role=str(role),
            unit_id=unit_id,
            place_id=place_id,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        _give(grant, "grant.given", actor, now, key)
    return grant


def _refuse_retired(staff_id: int, unit_id: int, place_id: int | None) -> None:
    if not Staff.objects.filter(pk=staff_id, is_active=True).exists():
        raise StaffInactive
    if not Unit.objects.filter(pk=unit_id, active=True).exists():
        raise UnitRetired
    if place_id is not None and not Place.objects.filter(pk=place_id, active=True).exists():
        raise ParentRetired


def _give(grant: Grant, act: str, actor: Actor, now: datetime, key: str | None) -> None:
    if grant.ends_on is not None and grant.ends_on < grant.starts_on:
        raise DatesReversed
    same = Grant.objects.filter(staff=grant.staff_id, role=grant.role, unit=grant.unit_id, place=grant.place_id)
    if same.filter(_overlaps(grant.starts_on, grant.ends_on)).exists():
        raise GrantAlreadyHeld
    grant.save()
    _record(act, grant, NOTHING, actor, now, key)


def _overlaps(first: date, last: date | None) -> Q:
    begun = Q() if last is None else Q(starts_on__lte=last)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))


def end_grant(grant_id: int, *, actor: Actor, now: datetime, ends_on: date, key: str | None = None) -> Grant:
    """The last day of a grant, inclusive; one that would end before its first day never holds.

    Those who stand in for it stop with it. Raises GrantEnded, LastAdministrator.
    """
    with transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=grant_id)
        if grant.ends_on is not None and grant.ends_on <= ends_on:
            raise GrantEnded
        if _leaves_nobody(grant, ends_on, now):
            raise LastAdministrator
        for row in (grant, *grant.substitutions.filter(_overlaps(ends_on, None))):
            before = values_of(row, _FIELDS)
            row.ends_on = max(ends_on, row.starts_on - timedelta(days=1))
            row.save(update_fields=["ends_on"])
            _record("grant.ended", row, before, actor, now, key if row is grant else None)
    return grant


def _leaves_nobody(grant: Grant, ends_on: date, now: datetime) -> bool:
    """Whether the office would have no administrator on the day after `ends_on`."""
    if grant.role != Role.ADMINISTRATOR:
        return False
    after = max(ends_on, timezone.localdate(now)) + timedelta(days=1)
    return not administrators(now=now, on=after, but=grant.pk)


def name_substitute(
    grant_id: int,
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    starts_on: date,
    ends_on: date,
    key: str | None = None,
) -> Grant:
    """`staff_id` stands in for a grant while its holder is away; both days inclusive.

    Raises OwnSubstitute, SubstituteOfSubstitute, OutsideGrant, StaffInactive, DatesReversed, GrantAlreadyHeld.
    """
    with transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=grant_id)
        _refuse_substitute(grant, staff_id, starts_on, ends_on)
        stands_in = Grant(
            staff_id=staff_id,
            role=grant.role,
            unit_id=grant.unit_id,
            place_id=grant.place_id,
            starts_on=starts_on,
            ends_on=ends_on,
            substitutes=grant,
        )
        _give(stands_in, "grant.substituted", actor, now, key)
    return stands_in


def _refuse_substitute(grant: Grant, staff_id: int, starts_on: date, ends_on: date) -> None:
    if grant.staff_id == staff_id:
        raise OwnSubstitute
    if grant.substitutes_id is not None:
        raise SubstituteOfSubstitute
    if starts_on < grant.starts_on or (grant.ends_on is not None and ends_on > grant.ends_on):
        raise OutsideGrant
    if not Staff.objects.filter(pk=staff_id, is_active=True).exists():
        raise StaffInactive


def grant_arrival(grant: Grant, *, actor: Actor, now: datetime) -> Entry:
    """The event of `grant_role` for a grant that is written with others."""
    about, after = {"staff": grant.staff_id, "role": grant.role}, values_of(grant, _FIELDS)
    return arrival("people.changed", "grant.given", grant, after, actor=actor, now=now, about=about)


def _record(act: str, grant: Grant, before: Values, actor: Actor, now: datetime, key: str | None) -> None:
    record_change(
        "people.changed",
        act,
        grant,
        before=before,
        after=values_of(grant, _FIELDS),
        actor=actor,
        now=now,
        key=key,
        about={"staff": grant.staff_id, "role": grant.role},
    )
