"""Who may do what with aids, in one place.

The unit that looks after one sees and changes it; a unit that gives something sees it. Leaders, inspectors, auditors
and advisers see figures alone: what a household lacks is nobody else's. What came of a case that was sealed afterwards
goes over to the sealed officer of that case, who goes on with it; for its helpers it is not there, nor for whoever
keeps out of the case.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.serve.aid.errors import AidNotFound, MayNotHelp
from huiying.serve.aid.models import Aid, Help
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import NOTHING, units_under, visible_cases

HELPS = frozenset({Role.HANDLER, Role.UNIT_HEAD})


def visible_aids(grants: Sequence[Grant]) -> Q:
    """The filter on Aid for someone who holds `grants`."""
    seen, held = NOTHING, list(grants)
    for grant in held:
        if Role(grant.role) in HELPS:
            units = units_under(grant)
            given = Help.objects.filter(giver_unit_id__in=units, dropped_at=None).values("aid_id")
            seen |= (Q(unit_id__in=units) | Q(pk__in=given)) & _within_place(grant)
    helped = seen & (Q(case=None) | Q(case__sealed=False) & ~Q(case__in=recused_cases(held)))
    return helped | Q(case__in=_taken_over(held)) if _is_officer(held) else helped


def may_help(aid: Aid, grants: Iterable[Grant]) -> bool:
    """Whether they work in the unit that looks after it: its handlers and its head; of a sealed case, its officer."""
    held = list(grants)
    if kept_from(aid, held):
        return False
    return _is_sealed(aid) or any(_reaches(grant, aid) for grant in held)


def kept_from(aid: Aid, grants: Iterable[Grant]) -> bool:
    """Whether it came of a case that is sealed from whoever holds `grants`, or that they keep out of."""
    if aid.case is None:
        return False
    held = list(grants)
    if aid.case.sealed:
        return not _taken_over(held).filter(pk=aid.case_id).exists()
    return recused_cases(held).filter(case=aid.case).exists()


def need(aid: Aid, grants: Iterable[Grant]) -> None:
    """Raises AidNotFound, MayNotHelp."""
    held = list(grants)
    if kept_from(aid, held):
        raise AidNotFound
    if not may_help(aid, held):
        raise MayNotHelp


def helping_units(grants: Iterable[Grant]) -> list[int]:
    """Ids of the units for which somebody with `grants` may open an aid."""
    return sorted({unit for grant in grants if Role(grant.role) in HELPS for unit in units_under(grant)})


def _is_officer(grants: Sequence[Grant]) -> bool:
    return any(Role(grant.role) is Role.SEALED_OFFICER for grant in grants)


def _is_sealed(aid: Aid) -> bool:
    return aid.case is not None and aid.case.sealed


def _taken_over(grants: Sequence[Grant]) -> QuerySet[Case, Any]:
    """Sealed cases that somebody with `grants` reads."""
    return Case.objects.filter(visible_cases(grants), sealed=True).values("pk")


def _reaches(grant: Grant, aid: Aid) -> bool:
    at_unit = Role(grant.role) in HELPS and aid.unit.path.startswith(grant.unit.path)
    return at_unit and (grant.place is None or aid.place.path.startswith(grant.place.path))


def _within_place(grant: Grant) -> Q:
    return Q() if grant.place is None else Q(place__path__startswith=grant.place.path)
