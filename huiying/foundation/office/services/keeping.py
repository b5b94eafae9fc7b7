"""How long things are kept, as the office sets it within the bounds of core/retention."""

from datetime import datetime

from django.db import transaction

from huiying.core.retention import Kept, checked_months
from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.office.models import OfficeSetting
from huiying.foundation.office.selectors import KEEPING_PREFIX, kept_months
from huiying.foundation.office.services.changing import record_change


def set_keeping(kind: str, months: object, *, actor: Actor, now: datetime, key: str | None = None) -> int:
    """Keep `kind` for so many months; the next night goes by it. Raises KeptUnknown, KeepingOutside."""
    wanted = checked_months(kind, months)
    with transaction.atomic():
        before = kept_months()[Kept(kind)]
        row, made = OfficeSetting.objects.select_for_update().get_or_create(
            key=f"{KEEPING_PREFIX}{kind}", defaults={"value": wanted}
        )
        if before == wanted and not made:
            return wanted
        row.value = wanted
        row.save(update_fields=["value"])
        record_change(
            "office.changed",
            "keeping.set",
            About("office_setting", row.pk),
            before={"value": before},
            after={"value": wanted},
            actor=actor,
            now=now,
            key=key,
            about={"setting": row.key},
            came_or_went=made,
        )
    return wanted
