"""The tree of units. A retired one stays in the cases that name it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import Entry
from huiying.foundation.office.errors import NameNeeded
from huiying.foundation.office.services import tree
from huiying.foundation.office.services.changing import NOTHING, Values, arrival, record_change, values_of
from huiying.foundation.people.enums import UnitKind
from huiying.foundation.people.errors import UnitNameTaken, UnitStillInUse
from huiying.foundation.people.models import Staff, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitData:
    """What people know of a unit. `petition_department`, `hotline_body`: its place in the procedures."""

    name: str
    kind: str
    name_en: str = ""
    phone: str = ""
    address: str = ""
    petition_department: bool = False
    hotline_body: bool = False


_FIELDS = "parent_id name kind name_en phone address petition_department hotline_body active"


def add_unit(*, actor: Actor, now: datetime, parent_id: int | None, data: UnitData, key: str | None = None) -> Unit:
    """A new unit. Raises NameNeeded, UnitNameTaken, ParentRetired."""
    with transaction.atomic():
        above = tree.path_under(Unit, parent_id)
        unit = Unit(parent_id=parent_id)
        _fill(unit, data)
        tree.plant(unit, above)
        _record("unit.added", unit, NOTHING, actor, now, key)
    return unit


def change_unit(
    unit_id: int, *, actor: Actor, now: datetime, parent_id: int | None, data: UnitData, key: str | None = None
) -> Unit:
    """Change or move a unit with all below it. Raises NameNeeded, UnitNameTaken, ParentRetired, UnderItself."""
    with transaction.atomic():
        unit = tree.node_of(Unit, unit_id)
        before = values_of(unit, _FIELDS)
        tree.move(Unit, unit, parent_id)
        _fill(unit, data)
        unit.save()
        _record("unit.changed", unit, before, actor, now, key)
    return unit


def _fill(unit: Unit, data: UnitData) -> None:
    for field, value in asdict(data).items():
        setattr(unit, field, " ".join(value.split()) if isinstance(value, str) else value)
    unit.kind = UnitKind(data.kind)
    if not unit.name:
        raise NameNeeded
    if Unit.objects.filter(name=unit.name).exclude(pk=unit.pk).exists():
        raise UnitNameTaken


def retire_unit(unit_id: int, *, actor: Actor, now: datetime, open_cases: int, key: str | None = None) -> Unit:
    """Take a unit out of the forms. `open_cases`: those on its desk, counted by the loop.

    Raises StillHasChildren, UnitStillInUse.
    """
    with transaction.atomic():
        unit = tree.node_of(Unit, unit_id)
        tree.refuse_children(Unit, unit)
        staff = Staff.objects.filter(unit=unit, is_active=True).count()
        if staff or open_cases:
            raise UnitStillInUse(staff=staff, cases=open_cases)
        return _switch(unit, "unit.retired", actor, now, key, active=False)


def restore_unit(unit_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Unit:
    """Put a retired unit back into the forms. Raises ParentRetired."""
    with transaction.atomic():
        unit = tree.node_of(Unit, unit_id)
        tree.path_under(Unit, unit.parent_id)
        return _switch(unit, "unit.restored", actor, now, key, active=True)


def _switch(unit: Unit, act: str, actor: Actor, now: datetime, key: str | None, *, active: bool) -> Unit:
    before = values_of(unit, _FIELDS)
    unit.active = active
    unit.save(update_fields=["active"])
    _record(act, unit, before, actor, now, key)
    return unit


def unit_arrival(unit: Unit, *, actor: Actor, now: datetime) -> Entry:
    """The event of `add_unit` for a unit that is written with others."""
    return arrival("people.changed", "unit.added", unit, values_of(unit, _FIELDS), actor=actor, now=now)


def _record(act: str, unit: Unit, before: Values, actor: Actor, now: datetime, key: str | None) -> None:
    after = values_of(unit, _FIELDS)
    record_change("people.changed", act, unit, before=before, after=after, actor=actor, now=now, key=key)
