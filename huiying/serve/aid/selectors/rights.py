"""Who may do what with aids, in one place.

The unit that looks after one sees and changes it; a unit that gives something sees it. Leaders, inspectors, auditors
and advisers see figures alone: what a household lacks is nobody else's. What came of a case that is sealed is not
there, nor for whoever keeps out of the case.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.serve.aid.errors import AidNotFound, MayNotHelp
from huiying.serve.aid.models import Aid, Help
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import NOTHING, units_under

HELPS = frozenset({Role.HANDLER, Role.UNIT_HEAD})


def visible_aids(grants: Sequence[Grant]) -> Q:
    """The filter on Aid for someone who holds `grants`."""
    seen = NOTHING
    for grant in grants:
        if Role(grant.role) in HELPS:
            units = units_under(grant)
            given = Help.objects.filter(giver_unit_id__in=units, dropped_at=None).values("aid_id")
            seen |= (Q(unit_id__in=units) | Q(pk__in=given)) & _within_place(grant)
    return seen & (Q(case=None) | Q(case__sealed=False) & ~Q(case__in=recused_cases(grants)))


def may_help(aid: Aid, grants: Iterable[Grant]) -> bool:
    """Whether they work in the unit that looks after it: its handlers and its head."""
    held = list(grants)
    return any(_reaches(grant, aid) for grant in held) and not kept_from(aid, held)


def kept_from(aid: Aid, grants: Iterable[Grant]) -> bool:
    """Whether it came of a case that is sealed, or that whoever holds `grants` keeps out of."""
    if aid.case is None:
        return False
    return aid.case.sealed or recused_cases(grants).filter(case=aid.case).exists()


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


def _reaches(grant: Grant, aid: Aid) -> bool:
    at_unit = Role(grant.role) in HELPS and aid.unit.path.startswith(grant.unit.path)
    return at_unit and (grant.place is None or aid.place.path.startswith(grant.place.path))


def _within_place(grant: Grant) -> Q:
    return Q() if grant.place is None else Q(place__path__startswith=grant.place.path)
