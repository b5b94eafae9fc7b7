"""What a viewer may see: one filter from the grants in force, used by every list, page, search and export."""

from collections.abc import Iterable

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import CaseUnit, Deadline
from huiying.serve.casework.selectors.recused import not_recused, recused_cases

# Which relation of a case a role looks through: the unit that has it, or the office that dispatches it; a dispatcher
# also looks after what their unit sent on, because objections come back to it.
THROUGH_UNIT = frozenset({Role.HANDLER, Role.UNIT_HEAD, Role.MEDIATOR, Role.HEARING_HOST})
THROUGH_REVIEW = frozenset({Role.REVIEWER, Role.FINAL_REVIEWER, Role.HEARING_HOST, Role.UNIT_HEAD})
"""They see what their body was asked to review: its limit for that is theirs."""
THROUGH_OFFICE = frozenset(
    {Role.RECEPTIONIST, Role.DISPATCHER, Role.CALLBACK_OFFICER, Role.ARCHIVIST, Role.IDENTITY_KEEPER}
)
THROUGH_EITHER = frozenset({Role.INSPECTOR, Role.LEADER, Role.AUDITOR, Role.ADVISER})
REVIEWS = ("C-REVIEW", "C-FINAL")
NOTHING = Q(pk__in=())
_UNDER = "units_under"


def visible_cases(grants: Iterable[Grant]) -> Q:
    """The filter on Case for someone who holds `grants`; sealed cases show to a sealed officer alone, and what somebody
    keeps out of to them in no role.

    An administrator, who holds no other role, sees no voices.
    """
    seen, held = NOTHING, list(grants)
    for grant in _unlike(held):
        role = Role(grant.role)
        if role is Role.SEALED_OFFICER:
            seen |= Q(sealed=True, office_id__in=units_under(grant))
        elif (through := _through(role, grant)) is not None:
            seen |= Q(sealed=False) & through & _within_place(grant)
    return seen & not_recused(held)


def _unlike(grants: Iterable[Grant]) -> Iterable[Grant]:
    """One of those that open the same: roles that look through the same relations, for the same unit and place."""
    return {(_sort(Role(one.role)), one.unit_id, one.place_id): one for one in grants}.values()


def _sort(role: Role) -> tuple[bool, ...]:
    ways = (THROUGH_UNIT, THROUGH_REVIEW, THROUGH_OFFICE, THROUGH_EITHER, {Role.DISPATCHER}, {Role.SEALED_OFFICER})
    return tuple(role in way for way in ways)


def visible_unsealed(grants: Iterable[Grant]) -> Q:
    """The same without what is sealed. Who sees the whole office needs no filter, which is much quicker."""
    held = list(grants)
    return Q(sealed=False) if sees_all_unsealed(held) else visible_cases(held) & Q(sealed=False)


def sees_all_unsealed(grants: Iterable[Grant]) -> bool:
    """Whether nothing but what is sealed is kept from somebody with `grants`."""
    held = list(grants)
    return any(_covers_all(grant) for grant in held) and not recused_cases(held).exists()


def _covers_all(grant: Grant) -> bool:
    """Whether every case belongs to an office under the grant, because every unit does."""
    if (
        grant.role not in THROUGH_EITHER | THROUGH_OFFICE
        or grant.place_id is not None
        or grant.unit.parent_id is not None
    ):
        return False
    return not Unit.objects.filter(parent=None).exclude(pk=grant.unit_id).exists()


def units_under(grant: Grant) -> list[int]:
    """Ids of the units of the grant's subtree, read once for each object: grants live as long as a request."""
    if (found := grant.unit.__dict__.get(_UNDER)) is None:
        found = list(Unit.objects.filter(path__startswith=grant.unit.path).values_list("pk", flat=True))
        grant.unit.__dict__[_UNDER] = found
    return list(found)


def _through(role: Role, grant: Grant) -> Q | None:
    through = _through_units(role, grant)
    if role not in THROUGH_REVIEW:
        return through
    asked = Q(pk__in=Deadline.objects.filter(clock__in=REVIEWS, unit=grant.unit_id).values("case_id"))
    return asked if through is None else through | asked


def _through_units(role: Role, grant: Grant) -> Q | None:
    if role in THROUGH_UNIT:
        units = units_under(grant)
        return Q(unit_id__in=units) | Q(pk__in=CaseUnit.objects.filter(unit_id__in=units).values("case_id"))
    if role is Role.DISPATCHER:
        units = units_under(grant)
        return Q(office_id__in=units) | Q(sender_id__in=units)
    if role in THROUGH_OFFICE:
        return Q(office_id__in=units_under(grant))
    if role in THROUGH_EITHER:
        units = units_under(grant)
        return Q(office_id__in=units) | Q(unit_id__in=units)
    return None


def _within_place(grant: Grant) -> Q:
    return Q() if grant.place is None else Q(voice__place__path__startswith=grant.place.path)
