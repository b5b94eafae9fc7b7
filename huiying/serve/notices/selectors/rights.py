"""Who may do what with public notices, in one place.

Handlers and heads of a unit and the dispatchers over it write its notices; its head, a dispatcher or a leader over it,
never who wrote it, checks and publishes. Inspectors, advisers and auditors look on. What is published anybody may read.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.selectors.visible import units_under
from huiying.serve.notices.errors import MayNotNotice, NeedsSecondPerson

WRITES = frozenset({Role.HANDLER, Role.UNIT_HEAD, Role.DISPATCHER})
CHECKS = frozenset({Role.UNIT_HEAD, Role.DISPATCHER, Role.LEADER})
READS = WRITES | CHECKS | {Role.INSPECTOR, Role.ADVISER, Role.AUDITOR}

WRITERS = Text(zh="这个单位的承办人、负责人或者调度员", en="a handler, the head or a dispatcher of this unit")
CHECKERS = Text(
    zh="这个单位的负责人、调度员或者分管领导", en="the head or a dispatcher of this unit, or a leader over it"
)


def own_notices(grants: Sequence[Grant]) -> Q:
    """The filter on Notice: those of units that the viewer works in or over."""
    return Q(unit_id__in=_units(grants, READS))


def visible_notices(grants: Sequence[Grant]) -> Q:
    """The same and all that is published."""
    return Q(first_published_at__isnull=False) | own_notices(grants)


def writing_units(grants: Iterable[Grant]) -> list[int]:
    """Ids of the units in whose name the holder of `grants` may write."""
    return sorted(_units(grants, WRITES))


def may_write(unit: Unit, grants: Iterable[Grant]) -> bool:
    """Whether they write notices of this unit."""
    return _reaches(grants, WRITES, unit)


def may_check(unit: Unit, grants: Iterable[Grant]) -> bool:
    """Whether they check notices of this unit that somebody else wrote."""
    return _reaches(grants, CHECKS, unit)


def need_writer(unit: Unit, grants: Iterable[Grant]) -> None:
    """Raises MayNotNotice."""
    if not may_write(unit, grants):
        raise MayNotNotice(who=WRITERS)


def need_second(unit: Unit, grants: Iterable[Grant], staff_id: int | None, *wrote: int | None) -> None:
    """Raises MayNotNotice, NeedsSecondPerson."""
    if not may_check(unit, grants):
        raise MayNotNotice(who=CHECKERS)
    if staff_id in wrote:
        raise NeedsSecondPerson


def _units(grants: Iterable[Grant], roles: Iterable[Role]) -> set[int]:
    return {unit for grant in grants if Role(grant.role) in roles for unit in units_under(grant)}


def _reaches(grants: Iterable[Grant], roles: Iterable[Role], unit: Unit) -> bool:
    return any(Role(grant.role) in roles and unit.path.startswith(grant.unit.path) for grant in grants)
