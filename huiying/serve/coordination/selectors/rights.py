"""Who may do what with issues, in one place.

Dispatchers and advisers open an issue, choose its cases, its owner unit and its words, end it and open it again; the
head of the owner unit writes the plan and says when it is solved. Whoever may see one of its cases, its owner unit or
its office may read it; of its cases everybody sees those that they may see anyway.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import NOTHING, units_under, visible_cases
from huiying.serve.coordination.errors import MayNotKeepIssue
from huiying.serve.coordination.models import Issue, IssueCase

KEEPS = frozenset({Role.DISPATCHER, Role.ADVISER})
PLANS = frozenset({Role.UNIT_HEAD})
READS = KEEPS | PLANS | {Role.INSPECTOR, Role.LEADER, Role.AUDITOR, Role.HANDLER}

KEEPERS = Text(zh="调度员或参谋员", en="a dispatcher or an adviser")
PLANNERS = Text(zh="牵头单位的负责人", en="the head of the unit in charge")


def visible_issues(grants: Sequence[Grant]) -> Q:
    """The filter on Issue for someone who holds `grants`."""
    seen = NOTHING
    for grant in grants:
        if Role(grant.role) in READS:
            units = units_under(grant)
            seen |= Q(office_id__in=units) | Q(owner_id__in=units)
    members = IssueCase.objects.filter(case__in=Case.objects.filter(visible_cases(grants)))
    return seen | Q(pk__in=members.values("issue_id"))


def keeping_unit(grants: Iterable[Grant], unit: Unit) -> Unit | None:
    """The unit for which someone of `unit` may open issues: their own where a grant reaches it, else a grant's."""
    held = [grant.unit for grant in grants if Role(grant.role) in KEEPS]
    if any(unit.path.startswith(above.path) for above in held):
        return unit
    return held[0] if held else None


def may_keep(issue: Issue, grants: Iterable[Grant]) -> bool:
    """Whether the holder of `grants` looks after this issue."""
    return any(Role(grant.role) in KEEPS and issue.office.path.startswith(grant.unit.path) for grant in grants)


def may_plan(issue: Issue, grants: Sequence[Grant]) -> bool:
    """Whether they write its plan: whoever keeps it, and the head of the unit in charge."""
    owner = issue.owner
    heads = (grant for grant in grants if Role(grant.role) in PLANS)
    return may_keep(issue, grants) or (
        owner is not None and any(owner.path.startswith(grant.unit.path) for grant in heads)
    )


def need_keeping_role(grants: Iterable[Grant]) -> None:
    """Raises MayNotKeepIssue for whoever opens no issues anywhere."""
    if not any(Role(grant.role) in KEEPS for grant in grants):
        raise MayNotKeepIssue(who=KEEPERS)


def need_keeper(issue: Issue, grants: Sequence[Grant]) -> None:
    """Raises MayNotKeepIssue."""
    if not may_keep(issue, grants):
        raise MayNotKeepIssue(who=KEEPERS)


def need_planner(issue: Issue, grants: Sequence[Grant]) -> None:
    """Raises MayNotKeepIssue."""
    if not may_plan(issue, grants):
        raise MayNotKeepIssue(who=PLANNERS)
