"""The office itself: its name, where it is and when it is open."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.errors import NameNeeded
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.office.services.changing import record_change, values_of

_FIELDS = "name name_en phone address address_en hours hours_en"


def save_profile(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    name_en: str = "",
    phone: str = "",
    address: str = "",
    address_en: str = "",
    hours: str = "",
    hours_en: str = "",
    key: str | None = None,
) -> OfficeProfile:
    """Open the office (the first time) or change what people read about it. Raises NameNeeded."""
    given = (name, name_en, phone, address, address_en, hours, hours_en)
    values = {field: " ".join(text.split()) for field, text in zip(_FIELDS.split(), given, strict=True)}
    if not values["name"]:
        raise NameNeeded
    with transaction.atomic():
        profile = OfficeProfile.objects.select_for_update().first()
        before = values_of(profile, _FIELDS) if profile else {}
        profile = profile or OfficeProfile(opened_at=now)
        for field, text in values.items():
            setattr(profile, field, text)
        profile.save()
        record_change(
            "office.changed", "profile.saved", profile, before=before, after=values, actor=actor, now=now, key=key
        )
    return profile
