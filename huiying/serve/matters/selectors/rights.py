"""Who may do what with the yearly list, in one place.

A dispatcher of the office that keeps the list opens the year, decides on nominations, screens them, writes the lines
and publishes. Others of the staff nominate: what they know from a case or an issue that they see, or for their unit;
it waits for the dispatcher. The head of the owner unit tells what was spent. The list itself is public.
"""

from collections.abc import Iterable

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.matters.errors import MayNotKeepList
from huiying.serve.matters.models import Matter, MatterYear

KEEPS = frozenset({Role.DISPATCHER})
NOMINATES = KEEPS | {Role.UNIT_HEAD, Role.HANDLER, Role.ADVISER, Role.INSPECTOR, Role.LEADER}
ANSWERS = frozenset({Role.UNIT_HEAD})

KEEPERS = Text(zh="负责清单的调度员", en="a dispatcher of the office that keeps the list")
NOMINATORS = Text(
    zh="承办人、单位负责人、调度员、参谋员、督查员或领导",
    en="staff who handle, head, dispatch, advise, inspect or lead",
)
SPENDERS = Text(zh="责任单位的负责人或调度员", en="the head of the unit in charge, or a dispatcher")


def keeping_unit(grants: Iterable[Grant]) -> Unit | None:
    """The unit for which they keep the list: the highest that a grant names; None for whoever keeps none."""
    held = [grant.unit for grant in grants if Role(grant.role) in KEEPS]
    return min(held, key=lambda unit: unit.path.count("/"), default=None)


def may_keep(year: MatterYear, grants: Iterable[Grant]) -> bool:
    """Whether the holder of `grants` looks after this year's list."""
    return any(Role(grant.role) in KEEPS and year.office.path.startswith(grant.unit.path) for grant in grants)


def may_nominate(grants: Iterable[Grant]) -> bool:
    """Whether they may bring a nomination in."""
    return any(Role(grant.role) in NOMINATES for grant in grants)


def may_spend(matter: Matter, grants: Iterable[Grant]) -> bool:
    """Whether they tell what was spent on a line."""
    held = list(grants)
    heads = (grant for grant in held if Role(grant.role) in ANSWERS)
    return may_keep(matter.year, held) or any(matter.owner.path.startswith(grant.unit.path) for grant in heads)


def need(allowed: bool, who: Text = KEEPERS) -> None:
    """Raises MayNotKeepList."""
    if not allowed:
        raise MayNotKeepList(who=who)
