"""Hanging up, changing and taking down a box; each change is an event with what was before and after."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.foundation.office.services.changing import NOTHING, Values, record_change, values_of
from huiying.foundation.people.models import Unit
from huiying.listen.boxes.enums import Rhythm
from huiying.listen.boxes.errors import BoxNotFound, SpotNeeded, SpotTaken, UnitRetired
from huiying.listen.boxes.models import Box

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a code: no digit and no letter that is taken for another."""
CODE_LETTERS = 5
_FIELDS = "place_id spot spot_en unit_id rhythm active"


@dataclass(frozen=True, slots=True)
class BoxData:
    """What is said about a box. `place_id`: the place it hangs in, None where the office is one place."""

    spot: str
    unit_id: int
    rhythm: str
    place_id: int | None = None
    spot_en: str = ""


def add_box(data: BoxData, *, actor: Actor, now: datetime, key: str | None = None) -> Box:
    """A new box with a code of its own. Raises SpotNeeded, SpotTaken, UnitRetired."""
    with transaction.atomic():
        box = Box(code=_new_code(), hung_on=calendar().local_date(now))
        _fill(box, data)
        box.save(force_insert=True)
        _record("box.added", box, NOTHING, actor, now, key)
    return box


def change_box(box_id: int, data: BoxData, *, actor: Actor, now: datetime, key: str | None = None) -> Box:
    """Raises BoxNotFound, SpotNeeded, SpotTaken, UnitRetired."""
    with transaction.atomic():
        box = held(box_id)
        before = values_of(box, _FIELDS)
        _fill(box, data)
        box.save()
        _record("box.edited", box, before, actor, now, key)
    return box


def switch_box(box_id: int, *, active: bool, actor: Actor, now: datetime, key: str | None = None) -> Box:
    """Take a box down, or hang it up again; its rhythm then counts from today. Raises BoxNotFound, UnitRetired."""
    with transaction.atomic():
        box = held(box_id)
        before = values_of(box, _FIELDS)
        if active and not box.active:
            _refuse_retired(box.unit_id)
            box.hung_on = calendar().local_date(now)
        box.active = active
        box.save(update_fields=["active", "hung_on"])
        _record("box.restored" if active else "box.retired", box, before, actor, now, key)
    return box


def held(box_id: int) -> Box:
    """The box, locked until the transaction ends. Raises BoxNotFound."""
    found = Box.objects.select_for_update(of=("self",)).select_related("unit", "place").filter(pk=box_id).first()
    if found is None:
        raise BoxNotFound
    return found


def _fill(box: Box, data: BoxData) -> None:
    spot = " ".join(data.spot.split())
    if not spot:
        raise SpotNeeded
    if Box.objects.filter(unit_id=data.unit_id, spot=spot).exclude(pk=box.pk).exists():
        raise SpotTaken
    if data.unit_id != box.unit_id:
        _refuse_retired(data.unit_id)
    box.spot, box.spot_en = spot, " ".join(data.spot_en.split())
    box.place_id, box.unit_id, box.rhythm = data.place_id, data.unit_id, Rhythm(data.rhythm).value


def _refuse_retired(unit_id: int) -> None:
    if not Unit.objects.filter(pk=unit_id, active=True).exists():
        raise UnitRetired


def _new_code() -> str:
    """A code that no box has; thirty letters to the fifth are 24 million."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))
        if not Box.objects.filter(code=code).exists():
            return code


def _record(act: str, box: Box, before: Values, actor: Actor, now: datetime, key: str | None) -> None:
    after = values_of(box, _FIELDS)
    record_change("box.changed", act, box, before=before, after=after, actor=actor, now=now, key=key)
