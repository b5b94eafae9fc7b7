"""Who may look at who spoke: decided for one case, by what the speaker chose and what the viewer is to that case."""

from collections.abc import Sequence
from datetime import date

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.enums import Naming
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.positions import actor_facts, keeps_identities
from huiying.serve.casework.selectors.recused import is_recused

NAMED = frozenset({Role.DISPATCHER, Role.RECEPTIONIST})


def may_reveal(case: Case, *, actor: Actor, today: date, grants: Sequence[Grant] | None = None) -> bool:
    """Whether `actor` may see who spoke.

    Sealed: the sealed officer of the office alone. Shielded: an identity keeper, or who took the voice down. Named:
    also the dispatchers and receptionists of the office that dispatches it. A handling unit never: it writes to the
    person through the platform. Who keeps out of the case never. Of an erased voice nobody: there is nothing to see.
    `grants`: those of the actor today, where they are known already.
    """
    if case.voice.person_id is None or case.voice.erased_at is not None or actor.staff_id is None:
        return False
    grants = grants_in_force(actor.staff_id, today=today) if grants is None else grants
    if is_recused(case, actor.staff_id, grants):
        return False
    roles = actor_facts(actor, case, grants).roles
    if case.sealed:
        return Role.SEALED_OFFICER in roles
    if keeps_identities(case, grants) or case.voice.taken_by_id == actor.staff_id:
        return True
    return case.voice.naming == Naming.NAMED and bool(NAMED & roles)


def may_serve(case: Case, *, actor: Actor, today: date) -> bool:
    """Whether `actor` serves, at the desk, whoever comes with the receipt: the receptionists and dispatchers of the
    office that dispatches it, and who took the voice down; of a sealed case its sealed officer alone. Of an erased
    voice nobody."""
    if case.voice.erased_at is not None or actor.id is None or actor.kind is not ActorKind.STAFF:
        return False
    grants = grants_in_force(actor.id, today=today)
    if is_recused(case, actor.id, grants):
        return False
    roles = actor_facts(actor, case, grants).roles
    if case.sealed:
        return Role.SEALED_OFFICER in roles
    return case.voice.taken_by_id == actor.id or bool(NAMED & roles)


def may_erase(case: Case, *, actor: Actor, today: date, grants: Sequence[Grant] | None = None) -> bool:
    """Whether `actor` may erase what this voice holds: the identity keeper of its office; of a sealed case nobody."""
    if case.sealed or actor.id is None or actor.kind is not ActorKind.STAFF:
        return False
    grants = grants_in_force(actor.id, today=today) if grants is None else grants
    return keeps_identities(case, grants) and not is_recused(case, actor.id, grants)
