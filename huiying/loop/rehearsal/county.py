"""Writing the invented county down: units, places, staff with their grants, categories, calendar."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from huiying.foundation.ledger.actors import SYSTEM, Actor, ActorKind
from huiying.foundation.ledger.recording import record, record_many
from huiying.foundation.office.enums import PlaceKind
from huiying.foundation.office.kept import forget
from huiying.foundation.office.models import OfficeProfile, Place
from huiying.foundation.office.services.calendars import seed_calendar
from huiying.foundation.office.services.categories import seed_categories
from huiying.foundation.office.services.places import place_arrival
from huiying.foundation.people.enums import UnitKind
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.services.grants import grant_arrival
from huiying.foundation.people.services.staff import staff_arrival
from huiying.foundation.people.services.units import UnitData, change_unit, retire_unit, unit_arrival
from huiying.listen.voices.models import Voice
from huiying.loop.import_voices.lives import category_paths
from huiying.loop.open_office import refuse_second_office
from huiying.loop.rehearsal.inventions import InventedOffice, InventedUnit

SINCE = date(2020, 1, 1)
"""From when the invented grants hold: before any invented voice."""
UNIT_KINDS = {
    "coordinating": UnitKind.OFFICE,
    "department": UnitKind.DEPARTMENT,
    "street": UnitKind.STREET,
    "community": UnitKind.COMMUNITY,
    "mass_organisation": UnitKind.MASS_ORGANISATION,
    "enterprise": UnitKind.INSTITUTION,
}
PLACE_KINDS = {
    "district": PlaceKind.DISTRICT,
    "street": PlaceKind.TOWN,
    "community": PlaceKind.COMMUNITY,
    "grid": PlaceKind.GRID,
}


@dataclass(frozen=True, slots=True)
class County:
    """The written county: units and place ids by the keys of the invention, category ids by their names."""

    units: Mapping[str, Unit]
    places: Mapping[str, int]
    categories: Mapping[tuple[str, ...], int]
    hands: Mapping[tuple[str, str], Actor]

    def hand(self, unit: str, role: str) -> Actor:
        """Who acts for `unit` in `role`: its own staff, else whoever holds the role at the centre, else the system."""
        return self.hands.get((unit, role)) or self.hands.get(("", role)) or SYSTEM


def write_county(office: InventedOffice, *, password: str, voices: int, now: datetime) -> County:
    """Write everything but the voices; the caller holds the transaction.

    `voices`: how many are going to be written.
    An office that was just opened becomes the invented one: its first unit is the centre, its administrator stays.
    Raises OfficeExists when anybody has spoken there or more was set up.
    """
    root = _just_opened(now)
    profile, _ = OfficeProfile.objects.update_or_create(
        pk=1,
        defaults={
            "name": office.name.zh,
            "name_en": office.name.en,
            "phone": office.hotline,
            "address": office.address.zh,
            "address_en": office.address.en,
            "hours": office.open_hours.zh,
            "hours_en": office.open_hours.en,
            "opened_at": now,
        },
    )
    record("office.opened", profile, actor=SYSTEM, now=now, public={"template": "demo", "voices": voices})
    seed_calendar(actor=SYSTEM, now=now)
    seed_categories(actor=SYSTEM, now=now)
    units = _units(office, root, now)
    county = County(units, _places(office, now), category_paths(), _staff(office, units, password, now))
    forget()
    return county


def _just_opened(now: datetime) -> Unit | None:
    """The first unit of an office in which nothing has happened since it was opened; None where there is no office."""
    if Voice.objects.exists() or Place.objects.exists() or Staff.objects.count() > 1:
        refuse_second_office()
    root = Unit.objects.filter(parent=None).first()
    for unit in Unit.objects.filter(parent=root, active=True) if root else ():
        data = UnitData(name=unit.name, kind=unit.kind)
        change_unit(unit.pk, actor=SYSTEM, now=now, parent_id=unit.parent_id, data=data)
        retire_unit(unit.pk, actor=SYSTEM, now=now, open_cases=0)
    return root


def _units(office: InventedOffice, root: Unit | None, now: datetime) -> dict[str, Unit]:
    """Every unit by its key; the first one becomes `root`, where there is one."""
    made: dict[str, Unit] = {}
    for unit in office.units:
        data = _unit_data(unit)
        if root is not None and unit.parent is None:
            made[unit.key] = change_unit(root.pk, actor=SYSTEM, now=now, parent_id=None, data=data)
        else:
            made[unit.key] = Unit(parent=made.get(unit.parent or ""), **asdict(data))
            made[unit.key].save()
        _set_path(made[unit.key], _above(unit, made))
    Unit.objects.bulk_update(made.values(), ["path"], batch_size=100)
    fresh = [unit for unit in made.values() if root is None or unit.pk != root.pk]
    record_many([unit_arrival(unit, actor=SYSTEM, now=now) for unit in fresh])
    return made


def _unit_data(unit: InventedUnit) -> UnitData:
    return UnitData(
        kind=UnitKind.DISCIPLINE if unit.discipline_body else UNIT_KINDS[unit.kind],
        name=unit.name.zh,
        name_en=unit.name.en,
        phone=unit.phone,
        address=unit.address,
        petition_department=unit.petition_department,
        hotline_body=unit.hotline_body,
    )


def _above(unit: InventedUnit, made: Mapping[str, Unit]) -> str:
    return made[unit.parent].path if unit.parent else "/"


def _set_path(node: Unit | Place, above: str) -> None:
    node.path = f"{above}{node.pk}/"


def _places(office: InventedOffice, now: datetime) -> dict[str, int]:
    made: dict[str, Place] = {}
    for place in office.places:
        made[place.key] = Place(
            parent=made.get(place.parent or ""),
            kind=PLACE_KINDS[place.level],
            name=place.name.zh,
            name_en=place.name.en,
            population=place.population,
        )
        made[place.key].save()
        _set_path(made[place.key], made[place.parent].path if place.parent else "/")
    Place.objects.bulk_update(made.values(), ["path"], batch_size=100)
    record_many([place_arrival(place, actor=SYSTEM, now=now) for place in made.values()])
    return {key: place.pk for key, place in made.items()}


def _staff(
    office: InventedOffice, units: Mapping[str, Unit], password: str, now: datetime
) -> dict[tuple[str, str], Actor]:
    """Everybody, with their grants; the actors by (unit key, role), and ("", role) for the first of the county."""
    kept = make_password(password)
    staff = [
        Staff(
            username=person.username,
            name=person.name.zh,
            name_en=person.name.en,
            post=person.post.zh,
            post_en=person.post.en,
            unit=units[person.unit],
            password=kept,
        )
        for person in office.staff
    ]
    Staff.objects.bulk_create(staff)
    record_many([staff_arrival(person, actor=SYSTEM, now=now) for person in staff])
    hands: dict[tuple[str, str], Actor] = {}
    grants: list[Grant] = []
    for person, made in zip(office.staff, staff, strict=True):
        actor = Actor(ActorKind.STAFF, id=made.pk, unit=made.unit_id, roles=frozenset(person.roles))
        for role in person.roles:
            grants.append(Grant(staff=made, role=role, unit=units[person.unit], starts_on=SINCE))
            hands.setdefault((person.unit, role), actor)
            hands.setdefault(("", role), actor)
    Grant.objects.bulk_create(grants)
    record_many([grant_arrival(grant, actor=SYSTEM, now=now) for grant in grants])
    return hands
