"""Who may do what with decisions and circulars, in one place.

Dispatchers of the office enter decisions, split them into tasks, tick their steps and report upwards; inspectors look
on the spot; the owner of a task answers them. Dispatchers and inspectors send circulars; heads and handlers of the
units that are told read and answer them. What is public anybody at the desk may read.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.selectors.visible import NOTHING, units_under
from huiying.serve.coordination.models import Meeting, Resolution
from huiying.serve.coordination.selectors.meeting_rights import visible_meetings
from huiying.serve.decisions.errors import MayNotDecide
from huiying.serve.decisions.models import Decision, Task

KEEPS = frozenset({Role.DISPATCHER})
CHECKS = frozenset({Role.INSPECTOR})
SENDS = KEEPS | CHECKS
OWNS = frozenset({Role.UNIT_HEAD, Role.HANDLER})
READS = KEEPS | CHECKS | OWNS | {Role.ADVISER, Role.LEADER, Role.AUDITOR}

KEEPERS = Text(zh="联席会议办公室的调度员", en="a dispatcher of the joint office")
CHECKERS = Text(zh="督查员", en="an inspector")
SENDERS = Text(zh="联席会议办公室的调度员或督查员", en="a dispatcher of the joint office or an inspector")
OWNERS = Text(zh="责任单位的负责人或承办人", en="the head or a handler of the unit in charge")


def visible_decisions(grants: Sequence[Grant]) -> Q:
    """The filter on Decision for someone who holds `grants`."""
    units = _units(grants, READS)
    owned = Task.objects.filter(commitment__owner_id__in=units).values("decision_id")
    return Q(public=True) | Q(office_id__in=units) | Q(body_id__in=units) | Q(pk__in=owned)


def visible_circulars(grants: Sequence[Grant]) -> Q:
    """The filter on Circular: whoever sends for its office, and, once it is out, the units that are told, whoever reads
    for its office, and whoever keeps the decision that it is about."""
    reading = _units(grants, READS)
    if not reading:
        return NOTHING
    told = Q(units__unit_id__in=reading) | Q(office_id__in=reading)
    told |= Q(decision__office_id__in=_units(grants, KEEPS))
    return Q(office_id__in=_units(grants, SENDS)) | (Q(sent_at__isnull=False) & told)


def _units(grants: Sequence[Grant], roles: Iterable[Role]) -> set[int]:
    return {unit for grant in grants if Role(grant.role) in roles for unit in units_under(grant)}


def resolutions_for(grants: Sequence[Grant]) -> QuerySet[Resolution]:
    """Resolutions of meetings that the holder of `grants` may read."""
    return Resolution.objects.filter(item__meeting__in=Meeting.objects.filter(visible_meetings(grants)).values("pk"))


def keeping_unit(grants: Iterable[Grant], unit: Unit, roles: Iterable[Role] = KEEPS) -> Unit | None:
    """The unit for which someone of `unit` acts: their own where a grant reaches it, else a grant's; None: nowhere."""
    held = [grant.unit for grant in grants if Role(grant.role) in roles]
    if any(unit.path.startswith(above.path) for above in held):
        return unit
    return held[0] if held else None


def reaches(grants: Iterable[Grant], roles: Iterable[Role], unit: Unit) -> bool:
    """Whether one of `roles` is held over `unit`."""
    return any(Role(grant.role) in roles and unit.path.startswith(grant.unit.path) for grant in grants)


def may_keep(decision: Decision, grants: Iterable[Grant]) -> bool:
    """Whether the holder of `grants` looks after this decision."""
    return reaches(grants, KEEPS, decision.office)


def may_check(decision: Decision, grants: Sequence[Grant]) -> bool:
    """Whether they look on the spot: inspectors over its office or over the owner of a task."""
    owners = Unit.objects.filter(commitments__task__decision=decision)
    return any(reaches(grants, CHECKS, unit) for unit in (decision.office, *owners))


def may_answer(task: Task, grants: Iterable[Grant]) -> bool:
    """Whether they speak for the owner of the task."""
    return reaches(grants, OWNS, task.commitment.owner)


def need(allowed: bool, who: Text) -> None:
    """Raises MayNotDecide naming `who` may."""
    if not allowed:
        raise MayNotDecide(who=who)
