"""Who may do what with improvement items and mirrors, in one place.

Heads and handlers of the unit name cause and measure, or say why an item should not stand. Inspectors decide that, and
close items; they and dispatchers read the words that are to be quoted, and publish. A mirror is the unit's own: whoever
stands above it looks once the unit has, or ten working days later.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.models import Grant, Unit
from huiying.improve.improvements.errors import MayNotImprove
from huiying.improve.improvements.models import Improvement, Mirror
from huiying.serve.casework.selectors.visible import NOTHING, units_under

OWNS = frozenset({Role.UNIT_HEAD, Role.HANDLER})
DECIDES = frozenset({Role.INSPECTOR})
KEEPS = DECIDES | {Role.DISPATCHER}
READS = OWNS | KEEPS | {Role.ADVISER, Role.LEADER, Role.AUDITOR}
LOOKS_DOWN = frozenset({Role.INSPECTOR, Role.LEADER, Role.UNIT_HEAD})

OWNERS = Text(zh="这个单位的负责人或承办人", en="the head or a handler of the unit")
DECIDERS = Text(zh="督查员", en="an inspector")
KEEPERS = Text(zh="督查员或调度员", en="an inspector or a dispatcher")


def visible_improvements(grants: Sequence[Grant]) -> Q:
    """The filter on Improvement for someone who holds `grants`; what is published everybody at the desk reads."""
    units = {unit for grant in grants if Role(grant.role) in READS for unit in units_under(grant)}
    return Q(published_at__isnull=False) | Q(unit_id__in=units) | Q(office_id__in=units)


def may_answer(improvement: Improvement, grants: Iterable[Grant]) -> bool:
    """Whether they speak for the unit."""
    return reaches(grants, OWNS, improvement.unit)


def may_decide(improvement: Improvement, grants: Iterable[Grant]) -> bool:
    """Whether they decide what the unit contests, and close it."""
    return any(reaches(grants, DECIDES, unit) for unit in (improvement.unit, improvement.office))


def may_keep(improvement: Improvement, grants: Sequence[Grant]) -> bool:
    """Whether they read the words that are to be quoted, and publish."""
    return any(reaches(grants, KEEPS, unit) for unit in (improvement.unit, improvement.office))


def reads_words(improvement: Improvement, grants: Sequence[Grant]) -> bool:
    """Whether they read what was said: the unit, whoever stands above it, and whoever keeps the item."""
    return any(reaches(grants, READS, unit) for unit in (improvement.unit, improvement.office))


def visible_mirrors(grants: Sequence[Grant], today: date) -> Q:
    """The filter on Mirror: the own unit's at once, those below once they are to be seen."""
    own = Q(unit_id__in=[grant.unit_id for grant in grants if Role(grant.role) in OWNS])
    below = {unit for grant in grants if Role(grant.role) in LOOKS_DOWN for unit in units_under(grant)}
    seen = Q(opened_at__isnull=False) | Q(seen_from__lte=today)
    return own | (Q(unit_id__in=below) & seen if below else NOTHING)


def is_own(mirror: Mirror, grants: Iterable[Grant]) -> bool:
    """Whether it is that of a unit in which they work, not only of one below it."""
    return any(Role(grant.role) in OWNS and grant.unit_id == mirror.unit_id for grant in grants)


def reaches(grants: Iterable[Grant], roles: Iterable[Role], unit: Unit) -> bool:
    """Whether one of `roles` is held over `unit`."""
    held = frozenset(roles)
    return any(Role(grant.role) in held and unit.path.startswith(grant.unit.path) for grant in grants)


def need(allowed: bool, who: Text) -> None:
    """Raises MayNotImprove naming `who` may."""
    if not allowed:
        raise MayNotImprove(who=who)
