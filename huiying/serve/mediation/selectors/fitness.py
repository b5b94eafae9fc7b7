"""Who may mediate a matter: somebody on the list, with that role today, who has had no hand in it."""

from datetime import date

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.models import Case
from huiying.serve.mediation.models import Mediator

NO_HAND = frozenset(
    {"offer_mediation", "agree_mediation", "other_agrees", "begin_mediation", "reach", "fail", "stop_mediation"}
)
"""Acts of mediating itself."""


def fits(mediator: Mediator, case: Case, *, today: date) -> bool:
    """Whether this one may mediate in `case`."""
    staff = mediator.staff
    if not mediator.active or not staff.is_active or case.handler_id == staff.pk:
        return False
    holds = any(grant.role == Role.MEDIATOR for grant in grants_in_force(staff.pk, today=today))
    return holds and not _had_a_hand(case, staff.pk)


def _had_a_hand(case: Case, staff_id: int) -> bool:
    done = Event.objects.filter(
        type__startswith="xinfang.",
        subject_kind="case",
        subject_id=case.pk,
        actor_kind=ActorKind.STAFF,
        actor_id=staff_id,
    )
    return any(kind.rpartition(".")[2] not in NO_HAND for kind in done.values_list("type", flat=True))
