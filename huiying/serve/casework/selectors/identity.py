"""Who may look at who spoke: decided for one case, by what the speaker chose and what the viewer is to that case."""

from datetime import date

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.enums import Naming
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.positions import actor_facts, keeps_identities

NAMED = frozenset({Role.DISPATCHER, Role.RECEPTIONIST})


def may_reveal(case: Case, *, actor: Actor, today: date) -> bool:
    """Whether `actor` may see who spoke.

    Sealed: the sealed officer of the office alone. Shielded: an identity keeper, or who took the voice down. Named:
    also the dispatchers and receptionists of the office that dispatches it. A handling unit never: it writes to the
    person through the platform. Of an erased voice nobody: there is nothing to see.
    """
    if case.voice.person_id is None or case.voice.erased_at is not None or actor.id is None:
        return False
    grants = grants_in_force(actor.id, today=today)
    roles = actor_facts(actor, case, grants).roles
    if case.sealed:
        return Role.SEALED_OFFICER in roles
    if keeps_identities(case, grants) or case.voice.taken_by_id == actor.id:
        return True
    return case.voice.naming == Naming.NAMED and bool(NAMED & roles)


def may_erase(case: Case, *, actor: Actor, today: date) -> bool:
    """Whether `actor` may erase what this voice holds: the identity keeper of its office; of a sealed case nobody."""
    if case.sealed or actor.id is None or actor.kind is not ActorKind.STAFF:
        return False
    return keeps_identities(case, grants_in_force(actor.id, today=today))
