"""Which procedure the voices of each channel follow. A change touches voices that come in afterwards."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.errors import SettingUnknown
from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.office.models import OfficeSetting
from huiying.foundation.office.selectors import INTAKE
from huiying.foundation.office.services.changing import record_change

_SUBJECT = About("intake", 1)


def choose_intake(chosen: Mapping[str, str], *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Let the voices of each channel follow the procedure chosen for it; "" is as usual, channels not named stay.

    Raises SettingUnknown for a procedure that does not exist.
    """
    for channel, wanted in chosen.items():
        if wanted and wanted not in PROCEDURES:
            raise SettingUnknown(key=f"{INTAKE}{channel}", value=wanted)
    with transaction.atomic():
        keys = [f"{INTAKE}{channel}" for channel in chosen]
        rows = {row.key: row for row in OfficeSetting.objects.select_for_update().filter(key__in=keys)}
        before = {key.removeprefix(INTAKE): row.value for key, row in rows.items()}
        for channel, wanted in chosen.items():
            _keep(f"{INTAKE}{channel}", wanted, rows)
        record_change(
            "office.changed",
            "intake.chosen",
            _SUBJECT,
            before={channel: before.get(channel, "") for channel in chosen},
            after=chosen,
            actor=actor,
            now=now,
            key=key,
        )


def _keep(name: str, wanted: str, rows: Mapping[str, OfficeSetting]) -> None:
    row = rows.get(name)
    if not wanted:
        if row is not None:
            row.delete()
    elif row is None or row.value != wanted:
        row = row or OfficeSetting(key=name)
        row.value = wanted
        row.save()
