"""Which cases are held back from erasure, and who may hold and release them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.models import Case, Hold
from huiying.serve.casework.selectors.recused import is_recused, recused_cases

KEEPERS = (Role.IDENTITY_KEEPER, Role.ARCHIVIST)
MOST_DAYS = 731
HELD = Exists(Hold.objects.filter(case=OuterRef("pk"), lifted_at=None))
"""On Case."""


def hold_of(case_id: int) -> Hold | None:
    """The hold in force; one whose day has passed still holds until somebody lifts it."""
    return Hold.objects.filter(case=case_id, lifted_at=None).first()


def may_hold(case: Case, *, actor: Actor, today: date) -> bool:
    """The identity keeper and the archivist of the office that dispatches it; of a sealed case its sealed officer.

    Whoever keeps out of the case does not.
    """
    if actor.id is None or actor.kind is not ActorKind.STAFF:
        return False
    wanted = (Role.SEALED_OFFICER,) if case.sealed else KEEPERS
    held = grants_in_force(actor.id, today=today)
    reaches = any(grant.role in wanted and case.office.path.startswith(grant.unit.path) for grant in held)
    return reaches and not is_recused(case, actor.id, held)


def holds_in_reach(grants: Iterable[Grant]) -> QuerySet[Hold]:
    """Holds in force on unsealed cases of the viewer's offices, the one to be looked at next first."""
    reach, held = Q(pk__in=()), list(grants)
    for grant in held:
        if grant.role in KEEPERS:
            reach |= Q(case__office__path__startswith=grant.unit.path)
    rows = Hold.objects.filter(reach, ~Q(case__in=recused_cases(held)), lifted_at=None, case__sealed=False)
    return rows.select_related("case__voice", "placed_by").order_by("ends_on", "pk")
