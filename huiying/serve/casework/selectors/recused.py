"""Who keeps out of a case (回避, 条例 Art 28(3)): asked by every list, page, act, search, call and export.

An officer is out from the moment it is asked until it is refused, a unit once it is granted, with everybody who works
in it or below it, or whose grant lies there. What is kept from them looks as if it were not there.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from huiying.foundation.people.models import Grant
from huiying.serve.casework.enums import RecusalState
from huiying.serve.casework.models import Case, Recusal

IN_FORCE = Q(state=RecusalState.GRANTED) | Q(state=RecusalState.ASKED, staff__isnull=False)
_HELD = "recusals_in_force"


def recused_cases(grants: Iterable[Grant]) -> QuerySet[Recusal, Any]:
    """Ids of the cases that are kept from whoever holds `grants`, to filter by: `~Q(case__in=…)`."""
    staff, units = _who(grants)
    theirs = Q(staff_id__in=staff) | Q(unit_id__in=units)
    return Recusal.objects.filter(IN_FORCE & theirs).values_list("case_id", flat=True)


def not_recused(grants: Iterable[Grant]) -> Q:
    """The filter on Case that leaves them out."""
    held = list(grants)
    return ~Q(pk__in=recused_cases(held)) if held else Q()


def is_recused(case: Case, staff_id: int, grants: Iterable[Grant]) -> bool:
    """Whether this very person keeps out of `case`. What stands against a case is read once for each object."""
    if not (stands := recusals_in_force(case)):
        return False
    staff, units = _who(grants)
    return any(one.staff_id in {staff_id, *staff} or one.unit_id in units for one in stands)


def recusals_in_force(case: Case) -> Sequence[Recusal]:
    """Those of one case by which somebody is out now."""
    if not hasattr(case, _HELD):
        prefetch_related_objects([case], Prefetch("recusals", Recusal.objects.filter(IN_FORCE), to_attr=_HELD))
    found: Sequence[Recusal] = getattr(case, _HELD)
    return found


def staff_out_of(case: Case) -> set[int]:
    """Ids of the members of staff who are out, each for themselves."""
    return {one.staff_id for one in recusals_in_force(case) if one.staff_id is not None}


def units_out_of(case: Case) -> set[int]:
    """Ids of the units that are out."""
    return {one.unit_id for one in recusals_in_force(case) if one.unit_id is not None}


def _who(grants: Iterable[Grant]) -> tuple[set[int], set[int]]:
    """Ids of the person, and of the units whose recusal is theirs: their own, those of their grants, all above.

    The machine, whose grants are nobody's, keeps out of nothing.
    """
    held = [grant for grant in grants if grant.staff_id is not None]
    paths = {grant.unit.path for grant in held} | {grant.staff.unit.path for grant in held}
    return {grant.staff_id for grant in held}, {int(step) for path in paths for step in path.split("/") if step}
