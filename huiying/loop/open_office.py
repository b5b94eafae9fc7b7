"""Opening an office: its profile, its first units, the calendar, the categories and the first administrator."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.core.words import Text
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.recording import record, record_many
from huiying.foundation.office.kept import forget
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.office.selectors import calendar
from huiying.foundation.office.services.calendars import seed_calendar
from huiying.foundation.office.services.categories import seed_categories
from huiying.foundation.people.enums import UnitKind
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.services.grants import grant_arrival
from huiying.foundation.people.services.protection import USUAL_ROLES
from huiying.foundation.people.services.staff import staff_arrival
from huiying.foundation.people.services.units import unit_arrival
from huiying.loop.errors import OfficeExists, TemplateUnknown

ADMIN = "admin"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike on paper."""


@dataclass(frozen=True, slots=True)
class Template:
    """The kind of the office's first unit, what it is besides, and the bodies beneath it."""

    kind: UnitKind
    petition: bool = False
    hotline: bool = False
    below: tuple[tuple[str, Text], ...] = ()


PETITION = ("petition", Text("信访局", "Letters and Visits Bureau"))
HOTLINE = ("hotline", Text("12345热线中心", "12345 Hotline Centre"))
TEMPLATES: Mapping[str, Template] = {
    "street": Template(UnitKind.STREET),
    "county": Template(UnitKind.OFFICE, below=(PETITION, HOTLINE)),
    "petition": Template(UnitKind.OFFICE, petition=True),
    "hotline": Template(UnitKind.OFFICE, hotline=True),
    "institution": Template(UnitKind.INSTITUTION),
    "union": Template(UnitKind.MASS_ORGANISATION),
}


@dataclass(frozen=True, slots=True)
class OpenedOffice:
    """`password` is the administrator's, once: it has to be changed at the first log-in and is kept nowhere."""

    office: str
    admin: str
    password: str


def open_office(*, name: str, template: str, now: datetime) -> OpenedOffice:
    """Open the one office of this installation. Raises OfficeExists, TemplateUnknown."""
    chosen = TEMPLATES.get(template)
    if chosen is None:
        raise TemplateUnknown(name=template, known=", ".join(TEMPLATES))
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    with transaction.atomic(durable=True):
        refuse_second_office()
        roles = [str(role) for role in USUAL_ROLES]
        profile = OfficeProfile.objects.create(pk=1, name=name, opened_at=now, second_factor_roles=roles)
        record("office.opened", profile, actor=SYSTEM, now=now, public={"template": template})
        seed_calendar(actor=SYSTEM, now=now)
        seed_categories(actor=SYSTEM, now=now)
        units = _units(name, chosen)
        record_many([unit_arrival(unit, actor=SYSTEM, now=now) for unit in units])
        _administrator(units[0], password, now)
    forget()
    return OpenedOffice(name, ADMIN, password)


def refuse_second_office() -> None:
    """Raises OfficeExists when there is one, even half made."""
    if (profile := OfficeProfile.objects.first()) is not None:
        raise OfficeExists(name=profile.name)
    if (unit := Unit.objects.first()) is not None:
        raise OfficeExists(name=unit.name)


def _units(name: str, template: Template) -> list[Unit]:
    """The first unit and the bodies beneath it."""
    root = add_unit(
        Unit(kind=template.kind, name=name, petition_department=template.petition, hotline_body=template.hotline)
    )
    units = [root]
    for flag, says in template.below:
        body = Unit(parent=root, kind=UnitKind.OFFICE, name=f"{name}{says.zh}")
        body.petition_department, body.hotline_body = flag == "petition", flag == "hotline"
        units.append(add_unit(body))
    return units


def add_unit(unit: Unit) -> Unit:
    """Write a unit with its path, which holds its own number."""
    unit.save()
    unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


def _administrator(root: Unit, password: str, now: datetime) -> None:
    admin = Staff(username=ADMIN, name="管理员", name_en="Administrator", unit=root, must_change_password=True)
    admin.set_password(password)
    admin.save()
    since = calendar().local_date(now).replace(month=1, day=1)
    grant = Grant.objects.create(staff=admin, role="administrator", unit=root, starts_on=since)
    record_many([staff_arrival(admin, actor=SYSTEM, now=now), grant_arrival(grant, actor=SYSTEM, now=now)])
