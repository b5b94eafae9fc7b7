"""Keys of the programming interface: made, shown once, limited, revoked; never deleted."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.services.changing import NOTHING, Values, record_change, values_of
from huiying.foundation.people.api_keys import key_digest
from huiying.foundation.people.enums import Scope
from huiying.foundation.people.errors import (
    KeyDayPast,
    KeyLimitOutside,
    KeyNameNeeded,
    KeyRevoked,
    KeyScopesNeeded,
    KeyStaffNeeded,
    UnitRetired,
)
from huiying.foundation.people.models import ApiKey, Staff, Unit
from huiying.foundation.people.services.staff import LETTERS

LEAST_PER_MINUTE, MOST_PER_MINUTE = 1, 60_000
FOR_STAFF = frozenset({Scope.DESK, Scope.EXPORT})
"""What only a member of staff may do."""
UNSAID = frozenset({"name"})
"""The office's own words about who uses the key."""
_FIELDS = "name prefix staff_id unit_id scopes per_minute expires_on revoked_at"


@dataclass(frozen=True, slots=True)
class NewKey:
    """`clear` is the key itself: shown once, kept nowhere."""

    key: ApiKey
    clear: str = field(repr=False)


def make_key(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    scopes: Iterable[str],
    per_minute: int = 120,
    staff_id: int | None = None,
    unit_id: int | None = None,
    expires_on: date | None = None,
    key: str | None = None,
) -> NewKey:
    """A new key. `key`: the event's key, as everywhere.

    Raises KeyNameNeeded, KeyScopesNeeded, KeyStaffNeeded, UnitRetired, KeyDayPast, KeyLimitOutside.
    """
    prefix = "hy" + "".join(secrets.choice(LETTERS) for _ in range(8))
    clear = f"{prefix}_{secrets.token_urlsafe(32)}"
    made = ApiKey(
        name=" ".join(name.split()),
        prefix=prefix,
        digest=key_digest(clear),
        scopes=sorted(set(scopes)),
        staff_id=staff_id,
        unit_id=unit_id,
        per_minute=_within(per_minute),
        made_at=now,
        expires_on=expires_on,
    )
    with transaction.atomic():
        _refuse_unfit(made, timezone.localdate(now))
        made.save()
        _record("api_key.made", made, NOTHING, actor, now, key)
    return NewKey(made, clear)


def _within(per_minute: int) -> int:
    if not LEAST_PER_MINUTE <= per_minute <= MOST_PER_MINUTE:
        raise KeyLimitOutside(least=LEAST_PER_MINUTE, most=MOST_PER_MINUTE)
    return per_minute


def _refuse_unfit(made: ApiKey, today: date) -> None:
    if not made.name:
        raise KeyNameNeeded
    if not made.scopes or not set(made.scopes) <= set(Scope.values):
        raise KeyScopesNeeded
    if not FOR_STAFF.isdisjoint(made.scopes) and made.staff_id is None:
        raise KeyStaffNeeded
    if made.staff_id is not None and not Staff.objects.filter(pk=made.staff_id, is_active=True).exists():
        raise KeyStaffNeeded
    if made.unit_id is not None and not Unit.objects.filter(pk=made.unit_id, active=True).exists():
        raise UnitRetired
    if made.expires_on is not None and made.expires_on < today:
        raise KeyDayPast


def change_key_limit(key_id: int, *, actor: Actor, now: datetime, per_minute: int, key: str | None = None) -> ApiKey:
    """Let in more or fewer calls a minute from now on. Raises KeyLimitOutside, KeyRevoked."""
    with transaction.atomic():
        row = _in_use(key_id)
        before = values_of(row, _FIELDS)
        row.per_minute = _within(per_minute)
        row.save(update_fields=["per_minute"])
        _record("api_key.changed", row, before, actor, now, key)
    return row


def revoke_key(key_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> ApiKey:
    """The key opens nothing any more, from the next call on. Raises KeyRevoked."""
    with transaction.atomic():
        row = _in_use(key_id)
        before = values_of(row, _FIELDS)
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        _record("api_key.revoked", row, before, actor, now, key)
    return row


def _in_use(key_id: int) -> ApiKey:
    row = ApiKey.objects.select_for_update().get(pk=key_id)
    if row.revoked_at is not None:
        raise KeyRevoked
    return row


def _record(act: str, row: ApiKey, before: Values, actor: Actor, now: datetime, key: str | None) -> None:
    after = values_of(row, _FIELDS)
    record_change("people.changed", act, row, before=before, after=after, actor=actor, now=now, key=key, unsaid=UNSAID)
