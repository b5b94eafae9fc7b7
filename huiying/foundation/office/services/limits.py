"""Limits and choices that an office sets within the bounds of core/procedures. Changes touch new clocks only."""

from datetime import datetime

from django.db import transaction

from huiying.core.procedures.settings import Value, checked
from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.office.models import OfficeSetting
from huiying.foundation.office.selectors import limit
from huiying.foundation.office.services.changing import record_change


def set_limit(setting: str, value: Value, *, actor: Actor, now: datetime, key: str | None = None) -> OfficeSetting:
    """Set the limit or choice called `setting`. Raises SettingUnknown, SettingOutOfBounds."""
    wanted = checked(limit(setting).setting, value)
    with transaction.atomic():
        row = OfficeSetting.objects.select_for_update().filter(key=setting).first()
        before = limit(setting).value
        is_new, row = row is None, row or OfficeSetting(key=setting)
        row.value = wanted
        row.save()
        _record("limit.set", row.pk, setting, before, wanted, actor, now, key, came_or_went=is_new)
    return row


def reset_limit(setting: str, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Back to what holds without the office's choice. Raises SettingUnknown."""
    given = limit(setting).given
    with transaction.atomic():
        row = OfficeSetting.objects.select_for_update().filter(key=setting).first()
        if row is None:
            return
        number, before = row.pk, row.value
        row.delete()
        _record("limit.reset", number, setting, before, given, actor, now, key, came_or_went=True)


def _record(
    act: str,
    number: int,
    setting: str,
    before: Value,
    after: Value,
    actor: Actor,
    now: datetime,
    key: str | None,
    *,
    came_or_went: bool,
) -> None:
    record_change(
        "office.changed",
        act,
        About("office_setting", number),
        before={"value": before},
        after={"value": after},
        actor=actor,
        now=now,
        key=key,
        about={"setting": setting},
        came_or_went=came_or_went,
    )
