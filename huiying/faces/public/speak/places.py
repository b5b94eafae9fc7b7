"""The places that a speaker can choose, town first, then village; and the units that a report can be about."""

from django.utils.translation import gettext as _

from huiying.faces.look.parts import Words
from huiying.foundation.office.enums import PlaceKind
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Kind

UNSAID = "unsaid"
Choices = list[tuple[str, Words]]


def town_choices() -> Choices:
    """Every town or street, and the answer that needs no place."""
    towns = Place.objects.filter(kind=PlaceKind.TOWN, active=True).order_by("path")
    return [*((str(place.pk), str(place)) for place in towns), (UNSAID, _("I don't know, or would rather not say"))]


def village_choices(town: str) -> Choices:
    """The villages or communities of `town`, and “not sure”; none when the town has none."""
    if not town.isdigit():
        return []
    villages = Place.objects.filter(parent_id=int(town), active=True).order_by("path")
    found: Choices = [(str(place.pk), str(place)) for place in villages]
    return [*found, (UNSAID, _("Not sure, or several"))] if found else []


def place_id(answers: dict[str, str]) -> int | None:
    """The finest place that was chosen."""
    for name in ("village", "town"):
        if str(answers.get(name, "")).isdigit():
            return int(answers[name])
    return None


def place_name(place: int | None) -> str:
    """Its name with that of its town before it."""
    if place is None:
        return ""
    found = Place.objects.select_related("parent").get(pk=place)
    above = found.parent if found.kind != PlaceKind.TOWN else None
    return f"{above} {found}" if above else str(found)


def unit_choices() -> Choices:
    """Every unit below the highest, the tree shown by indentation."""
    units = Unit.objects.filter(active=True, parent__isnull=False).order_by("path")
    return [(str(unit.pk), "\u3000" * (unit.path.count("/") - 3) + str(unit)) for unit in units]


def accused(answers: dict[str, str]) -> int | None:
    """The unit that a report is about; None where none was chosen, or where it is no report."""
    chosen = str(answers.get("about", ""))
    return int(chosen) if answers.get("kind") == Kind.REPORT and chosen.isdigit() else None


def unit_name(unit_id: int | None) -> str:
    """As it is written; "" for none."""
    return "" if unit_id is None else str(Unit.objects.get(pk=unit_id))
