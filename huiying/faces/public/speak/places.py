"""The places that a speaker can choose: town first, then village."""

from django.utils.translation import gettext as _

from huiying.faces.look.parts import Words
from huiying.foundation.office.enums import PlaceKind
from huiying.foundation.office.models import Place

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
