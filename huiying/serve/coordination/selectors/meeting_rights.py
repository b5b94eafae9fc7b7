"""Who may do what with meetings, in one place.

The dispatcher of the office that holds them (the joint office 联席会议办公室) plans, calls and writes; an adviser of
that office brings items and papers; the chair, or a leader of the office, signs; whoever works for an invited unit
reads, answers the invitation and, when the unit was there, asks for changes in the minutes.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.selectors.visible import NOTHING, units_under
from huiying.serve.coordination.errors import MayNotKeepMeeting
from huiying.serve.coordination.models import Meeting

KEEPS = frozenset({Role.DISPATCHER})
BRINGS = KEEPS | {Role.ADVISER}
SIGNS = frozenset({Role.LEADER})
READS_OFFICE = BRINGS | SIGNS | {Role.INSPECTOR, Role.AUDITOR}
COMES = frozenset({Role.UNIT_HEAD, Role.HANDLER})

KEEPERS = Text(zh="联席会议办公室的调度员", en="a dispatcher of the joint office")
BRINGERS = Text(zh="联席会议办公室的调度员或参谋员", en="a dispatcher or an adviser of the joint office")
SIGNERS = Text(zh="会议主持人或领导", en="the chair or a leader")
COMERS = Text(zh="受邀单位的人", en="somebody of the invited unit")
PRESENT = Text(zh="到会单位的人", en="somebody of a unit that was there")

Grants = Sequence[Grant]


def visible_meetings(grants: Iterable[Grant]) -> Q:
    """The filter on Meeting for someone who holds `grants`; an invited unit reads a meeting once it is called."""
    seen = NOTHING
    for grant in grants:
        role = Role(grant.role)
        if role in READS_OFFICE:
            seen |= Q(office_id__in=units_under(grant))
        elif role in COMES:
            seen |= Q(called_at__isnull=False, invitations__invited=True, invitations__unit_id__in=units_under(grant))
    return seen


def keeping_office(grants: Iterable[Grant], unit: Unit) -> Unit | None:
    """The office for which someone of `unit` may keep meetings: their own where a grant reaches it, else a grant's."""
    held = [grant.unit for grant in grants if Role(grant.role) in KEEPS]
    if any(unit.path.startswith(above.path) for above in held):
        return unit
    return held[0] if held else None


def may_keep(office: Unit, grants: Iterable[Grant]) -> bool:
    """Whether the holder of `grants` keeps the meetings of this office."""
    return _holds(KEEPS, office, grants)


def reads_office(office: Unit, grants: Iterable[Grant]) -> bool:
    """Whether they read all meetings of this office."""
    return _holds(READS_OFFICE, office, grants)


def may_bring(office: Unit, grants: Iterable[Grant]) -> bool:
    """Whether they bring items and papers to its meetings."""
    return _holds(BRINGS, office, grants)


def may_sign(meeting: Meeting, actor: Actor, grants: Grants) -> bool:
    """Whether they sign its minutes."""
    return actor.staff_id == meeting.chair_id or _holds(SIGNS, meeting.office, grants)


def comes_for(unit: Unit, grants: Iterable[Grant]) -> bool:
    """Whether they work for this invited unit."""
    return _holds(COMES, unit, grants)


def was_there(meeting: Meeting, actor: Actor, grants: Grants) -> bool:
    """Whether they may say how the minutes should read: the chair, or somebody of a unit that was there."""
    there = Unit.objects.filter(meeting_invitations__meeting=meeting, meeting_invitations__attended=True)
    return actor.staff_id == meeting.chair_id or any(comes_for(unit, grants) for unit in there)


def need_keeper(office: Unit, grants: Grants | None) -> None:
    """Raises MayNotKeepMeeting. `grants` None: a joint has checked."""
    if grants is not None and not may_keep(office, grants):
        raise MayNotKeepMeeting(who=KEEPERS)


def need_bringer(office: Unit, grants: Grants | None) -> None:
    """Raises MayNotKeepMeeting."""
    if grants is not None and not may_bring(office, grants):
        raise MayNotKeepMeeting(who=BRINGERS)


def need_signer(meeting: Meeting, actor: Actor, grants: Grants) -> None:
    """Raises MayNotKeepMeeting."""
    if not may_sign(meeting, actor, grants):
        raise MayNotKeepMeeting(who=SIGNERS)


def _holds(roles: frozenset[Role], unit: Unit, grants: Iterable[Grant]) -> bool:
    return any(Role(grant.role) in roles and unit.path.startswith(grant.unit.path) for grant in grants)
