"""Which roles a member of staff holds for one case: grants tell where, the unit tree tells what they are to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from huiying.core.procedures.facts import ActorFacts
from huiying.core.procedures.model import Role
from huiying.core.procedures.reviewing import IN_FINAL, IN_REVIEW
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.recused import is_recused
from huiying.serve.casework.selectors.reviewing import review_roles

# Where a grant must lie for its role to count in a case: at the office that dispatches it, at the unit that has it now,
# at either, or at the unit above the one that has it (procedures: superior, joint_office, government are positions).
AT_OFFICE = frozenset({Role.RECEPTIONIST, Role.DISPATCHER, Role.SEALED_OFFICER, Role.CALLBACK_OFFICER, Role.ARCHIVIST})
AT_UNIT = frozenset({Role.HANDLER, Role.UNIT_HEAD, Role.MEDIATOR})
ANYWHERE = frozenset({Role.INSPECTOR, Role.LEADER, Role.AUDITOR, Role.ADVISER})
DECIDES_ABOVE = frozenset({Role.DISPATCHER, Role.UNIT_HEAD})


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The paths of the units and the place that matter for one case."""

    office: str
    unit: str
    sender: str | None
    place: str | None
    sealed: bool

    @classmethod
    def of(cls, case: Case) -> "Standpoint":
        """The standpoint of `case`; reads its units and its voice's place."""
        place = case.voice.place
        return cls(
            office=case.office.path,
            unit=case.unit.path,
            sender=case.sender.path if case.sender else None,
            place=place.path if place else None,
            sealed=case.sealed,
        )


def actor_facts(actor: Actor, case: Case, grants: Iterable[Grant]) -> ActorFacts:
    """What the procedure table needs to know about `actor`; `grants` are those in force today.

    Who keeps out of the case (G1) is nothing to it.
    """
    held = list(grants)
    out = actor.staff_id is not None and is_recused(case, actor.staff_id, held)
    return ActorFacts(
        kind=actor.kind.value,
        staff_id=actor.staff_id,
        unit_id=actor.unit,
        roles=frozenset() if out else frozenset(_roles(actor, case, held)),
        at_sender=not out and _at_sender(case, held),
    )


def _at_sender(case: Case, grants: Iterable[Grant]) -> bool:
    """Whether one of the grants decides for the unit that sent the case; what no unit sent, the office did."""
    sender = (case.sender or case.office).path
    return any(Role(grant.role) in DECIDES_ABOVE and sender.startswith(grant.unit.path) for grant in grants)


def keeps_identities(case: Case, grants: Iterable[Grant]) -> bool:
    """Whether one of the grants makes its holder the identity keeper of the office that dispatches the case."""
    reach = (grant.unit.path for grant in grants if grant.role == Role.IDENTITY_KEEPER)
    return any(case.office.path.startswith(path) for path in reach)


def _roles(actor: Actor, case: Case, grants: Iterable[Grant]) -> set[Role]:
    if actor.kind is ActorKind.SPEAKER:
        return {Role.SPEAKER} if case.voice.erased_at is None else set()
    if actor.kind is ActorKind.SYSTEM:
        return {Role.SYSTEM}
    here = Standpoint.of(case)
    roles = {role for grant in grants for role in _granted(grant, here)}
    if case.sealed:
        return roles & {Role.SEALED_OFFICER}
    if case.state in IN_REVIEW | IN_FINAL:
        roles -= {Role.SUPERIOR}
    roles = _mediating(roles, case, actor.staff_id, grants)
    roles |= review_roles(case, actor.staff_id, actor.unit, grants)
    return roles - _own_matter(actor, case.unit)


def _mediating(roles: set[Role], case: Case, staff_id: int | None, grants: Iterable[Grant]) -> set[Role]:
    """Whom both sides chose mediates, wherever they work, and nobody beside them."""
    chosen = case.facts.get("mediator_id")
    if not chosen:
        return roles
    may = chosen == staff_id and any(grant.role == Role.MEDIATOR for grant in grants)
    return roles | {Role.MEDIATOR} if may else roles - {Role.MEDIATOR}


def _granted(grant: Grant, here: Standpoint) -> set[Role]:
    if grant.place is not None and (here.place is None or not here.place.startswith(grant.place.path)):
        return set()
    role, reach = Role(grant.role), grant.unit.path
    at_office = here.office.startswith(reach)
    at_unit = here.unit.startswith(reach)
    at_sender = here.sender is not None and here.sender.startswith(reach)
    held: set[Role] = set()
    if (
        (role in AT_OFFICE and (at_office or at_sender))
        or (role in AT_UNIT and at_unit)
        or (role in ANYWHERE and (at_unit or at_office))
    ):
        held.add(role)
    if role in DECIDES_ABOVE and here.unit.startswith(reach) and here.unit != reach:
        held.add(Role.SUPERIOR)
    return held


def _own_matter(actor: Actor, unit: Unit) -> set[Role]:
    """Nobody calls back about the work of their own unit."""
    return {Role.CALLBACK_OFFICER} if actor.unit == unit.pk else set()
