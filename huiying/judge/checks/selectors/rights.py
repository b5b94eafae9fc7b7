"""Who may do what with checks, in one place.

An inspector announces draws, draws, sends and tells unannounced checks for the office that the grant names. A call-back
officer calls, never about what their own unit, one above it that handles, or one below it handled. Leaders and auditors
read draws and results; of an unannounced check nobody but the inspector knows anything before it is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Grant, Unit
from huiying.judge.checks.errors import MayNotCheck
from huiying.judge.checks.models import CallBack
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import NOTHING, units_under

INSPECTS = frozenset({Role.INSPECTOR})
CALLS = frozenset({Role.CALLBACK_OFFICER})
READS = INSPECTS | {Role.LEADER, Role.AUDITOR}
HANDLES = frozenset({Role.HANDLER, Role.UNIT_HEAD, Role.MEDIATOR, Role.HEARING_HOST})
INSPECTORS = Text(zh="本机关的督查员", en="an inspector of the office")
CALLERS = Text(zh="派办机关的回访员", en="a call-back officer of the office that dispatched it")


def inspecting_unit(grants: Iterable[Grant]) -> Unit | None:
    """The office for which they draw: the highest that a grant of an inspector names."""
    held = [grant.unit for grant in grants if Role(grant.role) in INSPECTS and grant.place_id is None]
    return min(held, key=lambda unit: unit.path.count("/"), default=None)


def reaches(grants: Iterable[Grant], roles: Iterable[Role], office: Unit) -> bool:
    """Whether one of `roles` is held over the whole of `office`."""
    return any(
        Role(grant.role) in roles and grant.place_id is None and office.path.startswith(grant.unit.path)
        for grant in grants
    )


def of_offices(grants: Sequence[Grant], roles: Iterable[Role]) -> Q:
    """The filter on Draw for whoever holds one of `roles` over its office."""
    offices = {
        unit for grant in grants if Role(grant.role) in roles and grant.place_id is None for unit in units_under(grant)
    }
    return Q(office_id__in=offices) if offices else NOTHING


def callable_by(grants: Sequence[Grant]) -> Q:
    """The filter on CallBack for those who call for the offices that dispatched the cases."""
    held = [grant for grant in grants if Role(grant.role) in CALLS and grant.place_id is None]
    offices = {unit for grant in held for unit in units_under(grant)}
    return Q(case__office_id__in=offices) & ~Q(case__in=recused_cases(grants)) if offices else NOTHING


def may_call_for(call_back: CallBack, grants: Iterable[Grant]) -> bool:
    """Whether they call for the office that dispatched the case."""
    return reaches(grants, CALLS, call_back.case.office)


@dataclass(frozen=True, slots=True)
class Ties:
    """What a caller has to do with: the path of the unit they work in, and those that their roles in handling reach."""

    own: str
    reached: tuple[str, ...]


def ties_of(actor: Actor, grants: Iterable[Grant]) -> Ties:
    """Those of somebody with `grants`."""
    own = Unit.objects.get(pk=actor.unit).path if actor.unit is not None else "/"
    return Ties(own, tuple(grant.unit.path for grant in grants if Role(grant.role) in HANDLES))


def is_independent(call_back: CallBack, ties: Ties) -> bool:
    """Whether the caller has nothing to do with the units that handled the case, or with one below them.

    Neither by the unit that they work in nor by a role in handling that reaches one of these units.
    """
    handled = [call_back.unit.path, *(part.unit.path for part in call_back.case.parts.all())]
    if any(ties.own.startswith(path) for path in handled):
        return False
    return not any(path.startswith(mine) or mine.startswith(path) for path in handled for mine in ties.reached)


def need(allowed: bool, who: Text = INSPECTORS) -> None:
    """Raises MayNotCheck."""
    if not allowed:
        raise MayNotCheck(who=who)
