"""The newest cases that a viewer's grants lead to, by the indexes of units and places.

For who sees little of a large office: what all have said about a matter is mostly not theirs to see.
"""

from collections.abc import Iterable
from heapq import nlargest
from typing import Any

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case, CaseUnit
from huiying.serve.casework.selectors.visible import THROUGH_EITHER, THROUGH_OFFICE, THROUGH_UNIT, units_under

MOST_WAYS = 120
"""Units and places that are asked one by one; who has more sees much anyway."""


def newest_through(grants: Iterable[Grant], most: int) -> list[int]:
    """Ids of at most `most` cases, the newest of each unit or place of the grants, the newest first.

    Some of them may not be seen all the same: a place is not yet a unit, and what is sealed is not sealed here.
    """
    found: set[int] = set()
    ways = {way for grant in grants for way in (_places(grant) if grant.place else _units(grant))}
    for way in sorted(ways)[:MOST_WAYS]:
        found.update(_newest(*way, most))
    return nlargest(most, found)


def _places(grant: Grant) -> list[tuple[str, int]]:
    assert grant.place is not None
    below = Place.objects.filter(path__startswith=grant.place.path)
    return [("place", place) for place in below.values_list("pk", flat=True)]


def _units(grant: Grant) -> list[tuple[str, int]]:
    return [(relation, unit) for relation in _relations(Role(grant.role)) for unit in units_under(grant)]


def _relations(role: Role) -> tuple[str, ...]:
    """Through which relations of a case a role sees it (visible.visible_cases)."""
    if role in THROUGH_UNIT:
        return "unit", "part"
    if role is Role.DISPATCHER:
        return "office", "sender"
    if role in THROUGH_OFFICE:
        return ("office",)
    return ("office", "unit") if role in THROUGH_EITHER else ()


def _newest(relation: str, number: int, most: int) -> "QuerySet[Any, int]":
    if relation == "place":
        return Voice.objects.filter(place_id=number).order_by("-pk").values_list("pk", flat=True)[:most]
    if relation == "part":
        return CaseUnit.objects.filter(unit_id=number).order_by("-pk").values_list("case_id", flat=True)[:most]
    return Case.objects.filter(Q(**{f"{relation}_id": number})).order_by("-pk").values_list("pk", flat=True)[:most]
