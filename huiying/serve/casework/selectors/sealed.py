"""Reports of wrongdoing: which officers are left for one, and which office it goes to over whose head."""

from datetime import date

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.foundation.people.enums import UnitKind
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case


def inside(unit: Unit, of: Unit) -> bool:
    """Whether `unit` is `of` or stands below it."""
    return unit.path.startswith(of.path)


def officers_left(office: Unit, accused: Unit, *, today: date) -> bool:
    """Whether a sealed officer for `office` is left who neither belongs to `accused` nor is one through it."""
    held = Grant.objects.filter(role=Role.SEALED_OFFICER, starts_on__lte=today, staff__is_active=True)
    in_force = held.filter(Q(ends_on=None) | Q(ends_on__gte=today)).select_related("unit", "staff__unit")
    return any(
        office.path.startswith(grant.unit.path)
        and not (inside(grant.unit, accused) or inside(grant.staff.unit, accused))
        for grant in in_force
    )


def office_over(usual: Unit, accused: Unit | None) -> Unit:
    """Who takes a report in: the usual office, or where that one is accused, the discipline body beside it, else the
    unit above it. Above the highest there is nobody here."""
    if accused is None or accused.parent is None or not inside(usual, accused):
        return usual
    beside = Unit.objects.filter(parent=accused.parent, kind=UnitKind.DISCIPLINE, active=True).order_by("pk")
    return beside.exclude(pk=accused.pk).first() or accused.parent


def accused_unit(case: Case) -> Unit | None:
    """The unit of whoever is reported, once it was noted."""
    noted = case.facts.get("tracks", {}).get("accused")
    return Unit.objects.filter(pk=int(noted)).first() if noted else None


def source_of(first: int | str) -> str:
    """Where a report of harm came from: the voice of whoever holds that receipt."""
    return f"harm:{first}"


def blamed_units(case: Case) -> list[Unit]:
    """The units that have had this case and could have done harm: never the highest of all, above which nobody here
    could read the report."""
    ids = {case.unit_id, case.office_id, case.sender_id, *case.parts.values_list("unit_id", flat=True)} - {None}
    return list(Unit.objects.filter(pk__in=ids, parent__isnull=False).order_by("path"))
