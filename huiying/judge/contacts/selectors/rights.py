"""Who may do what with contact reports: the leader writes and publishes the own one, the office helps to draft it."""

from collections.abc import Sequence

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.judge.contacts.enums import ReportState
from huiying.judge.contacts.errors import MayNotReport
from huiying.serve.commitments.selectors.rights import office_of_pledge

WRITES, DRAFTS = Role.LEADER, Role.DISPATCHER
LEADER_ALONE = Text(zh="领导本人", en="the leader in person")
LEADER_OR_OFFICE = Text(zh="领导本人，或者单位的调度员", en="the leader, or a dispatcher of the office")


def need(allowed: bool, who: Text) -> None:
    """Raises MayNotReport."""
    if not allowed:
        raise MayNotReport(who=who)


def writes(leader_id: int, actor: Actor, grants: Sequence[Grant]) -> bool:
    """Whether it is the own report of a leader in office."""
    return actor.staff_id == leader_id and any(Role(grant.role) is WRITES for grant in grants)


def prepares(leader: Staff, actor: Actor, grants: Sequence[Grant]) -> bool:
    """Whether they draft for this leader: the leader, or a dispatcher of the leader's office."""
    return writes(leader.pk, actor, grants) or (is_leader(leader.pk) and _in_office(leader.unit, grants))


def _in_office(unit: Unit, grants: Sequence[Grant]) -> bool:
    """A dispatcher works below the top of the tree, the leader at it: over the leader's unit, or over the petition
    department that looks after it. Other departments and centres below a leader prepare nothing."""
    held = [grant.unit.path for grant in grants if Role(grant.role) is DRAFTS]
    if not held:
        return False
    paths = (unit.path, office_of_pledge(unit).path)
    return any(path.startswith(above) for path in paths for above in held)


def is_leader(staff_id: int) -> bool:
    """Whether somebody holds, or held, the role of a leader; of anybody else there is no report."""
    return Grant.objects.filter(staff_id=staff_id, role=WRITES).exists()


def leaders_for(actor: Actor, grants: Sequence[Grant]) -> list[Staff]:
    """The leaders for whom somebody drafts, by the place of their unit in the tree."""
    in_office = Grant.objects.filter(role=WRITES, staff__is_active=True).values("staff_id")
    found = Staff.objects.filter(pk__in=in_office).select_related("unit").order_by("unit__path", "pk")
    return [leader for leader in found if prepares(leader, actor, grants)]


def readable(actor: Actor, grants: Sequence[Grant]) -> Q:
    """The filter on ContactReport: published ones, the own, and drafts for which somebody prepares."""
    mine = [leader.pk for leader in leaders_for(actor, grants)]
    return Q(state=ReportState.PUBLISHED.value) | Q(leader_id__in=mine)
