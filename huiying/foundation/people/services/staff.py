"""Members of staff: accounts that are added, changed and deactivated, never deleted."""

import re
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry
from huiying.foundation.office.services.changing import NOTHING, Values, arrival, record_change, values_of
from huiying.foundation.people.errors import (
    LastAdministrator,
    LogInNameNeeded,
    LogInNameTaken,
    StaffHoldsCases,
    StaffInactive,
    StaffNameNeeded,
    UnitRetired,
)
from huiying.foundation.people.models import Staff, Unit
from huiying.foundation.people.selectors import administrators
from huiying.foundation.people.services.invitations import revoke_invitation

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike on paper."""
_LOG_IN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_FIELDS = "username name name_en post post_en email unit_id is_active must_change_password"
UNSAID = frozenset({"username", "name", "name_en", "email"})
"""What a history says has changed without saying how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffData:
    """What the office keeps about a member of staff."""

    name: str
    unit_id: int
    name_en: str = ""
    post: str = ""
    post_en: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class NewStaff:
    """`password` is the one-time one: shown once, changed at the first log-in, kept nowhere."""

    staff: Staff
    password: str


def add_staff(*, actor: Actor, now: datetime, username: str, data: StaffData, key: str | None = None) -> NewStaff:
    """A new account with a one-time password.

    Raises LogInNameNeeded, LogInNameTaken, StaffNameNeeded, UnitRetired.
    """
    with transaction.atomic():
        staff = Staff(username=_log_in_name(username), must_change_password=True)
        _fill(staff, data)
        password = one_time_password()
        staff.set_password(password)
        staff.save()
        _record("staff.added", staff, NOTHING, actor, now, key)
    return NewStaff(staff, password)


def _log_in_name(username: str) -> str:
    username = username.strip().lower()
    if not _LOG_IN.fullmatch(username):
        raise LogInNameNeeded
    if Staff.objects.filter(username=username).exists():
        raise LogInNameTaken
    return username


def one_time_password() -> str:
    """Four groups of four letters that are easy to read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _fill(staff: Staff, data: StaffData) -> None:
    values = {name: " ".join(text.split()) for name, text in asdict(data).items() if isinstance(text, str)}
    if not values["name"]:
        raise StaffNameNeeded
    if data.unit_id != staff.unit_id and not Unit.objects.filter(pk=data.unit_id, active=True).exists():
        raise UnitRetired
    for field, text in values.items():
        setattr(staff, field, text)
    staff.unit_id = data.unit_id


def change_staff(staff_id: int, *, actor: Actor, now: datetime, data: StaffData, key: str | None = None) -> Staff:
    """Change what the office keeps about somebody. Raises StaffNameNeeded, UnitRetired."""
    with transaction.atomic():
        staff = _held(staff_id)
        before = values_of(staff, _FIELDS)
        _fill(staff, data)
        staff.save()
        _record("staff.changed", staff, before, actor, now, key)
        if staff.email != before["email"]:
            revoke_invitation(staff.pk, actor=actor, now=now)
    return staff


def deactivate_staff(staff_id: int, *, actor: Actor, now: datetime, open_cases: int, key: str | None = None) -> Staff:
    """Close an account: no more log-in. `open_cases`: those in their hands, counted by the loop.

    Raises StaffHoldsCases, LastAdministrator.
    """
    with transaction.atomic():
        staff = _held(staff_id)
        if open_cases:
            raise StaffHoldsCases(count=open_cases)
        if administrators(now=now) == [staff.pk]:
            raise LastAdministrator
        before = values_of(staff, _FIELDS)
        staff.is_active = False
        staff.set_unusable_password()
        staff.save()
        _record("staff.deactivated", staff, before, actor, now, key)
        revoke_invitation(staff.pk, actor=actor, now=now)
    return staff


def restore_staff(staff_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> NewStaff:
    """Open a deactivated account again, with a one-time password. Raises UnitRetired."""
    with transaction.atomic():
        staff = _held(staff_id)
        if not staff.unit.active:
            raise UnitRetired
        return _with_new_password(staff, "staff.restored", actor, now, key)


def reset_password(staff_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> NewStaff:
    """A new one-time password for somebody who has lost theirs. Raises StaffInactive."""
    with transaction.atomic():
        staff = _held(staff_id)
        if not staff.is_active:
            raise StaffInactive
        return _with_new_password(staff, "staff.password_reset", actor, now, key)


def _with_new_password(staff: Staff, act: str, actor: Actor, now: datetime, key: str | None) -> NewStaff:
    before = {**values_of(staff, _FIELDS), "password": "old"}
    password = one_time_password()
    staff.is_active, staff.must_change_password = True, True
    staff.set_password(password)
    staff.save()
    _record(act, staff, before, actor, now, key, password="new")  # noqa: S106  a word for the history
    revoke_invitation(staff.pk, actor=actor, now=now)
    return NewStaff(staff, password)


def _held(staff_id: int) -> Staff:
    return Staff.objects.select_for_update().get(pk=staff_id)


def staff_arrival(staff: Staff, *, actor: Actor, now: datetime) -> Entry:
    """The event of `add_staff` for an account that is written with others."""
    after = values_of(staff, _FIELDS)
    return arrival("people.changed", "staff.added", staff, after, actor=actor, now=now, unsaid=UNSAID)


def _record(act: str, staff: Staff, before: Values, actor: Actor, now: datetime, key: str | None, **more: str) -> None:
    record_change(
        "people.changed",
        act,
        staff,
        before=before,
        after={**values_of(staff, _FIELDS), **more},
        actor=actor,
        now=now,
        key=key,
        unsaid=UNSAID | {"password"},
    )
