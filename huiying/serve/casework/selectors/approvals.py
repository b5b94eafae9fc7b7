"""The approvals inbox: what waits for whom, and what was filled in when it was asked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.keys.box import open_json
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.enums import ApprovalState
from huiying.serve.casework.models import Approval, Case
from huiying.serve.casework.selectors.positions import AT_OFFICE
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import NOTHING

APPROVING = frozenset({Role.UNIT_HEAD, Role.DISPATCHER, Role.SEALED_OFFICER})


def approvals_waiting(grants: Iterable[Grant], actor: Actor) -> QuerySet[Approval]:
    """What `actor` may decide, oldest first; one's own requests wait for somebody else. One query."""
    mine, held = NOTHING, list(grants)
    for grant in held:
        if (role := Role(grant.role)) in APPROVING:
            units = Unit.objects.filter(path__startswith=grant.unit.path).values("pk")
            through = Q(case__office__in=units) | Q(case__sender__in=units) if role in AT_OFFICE else Q(unit__in=units)
            place = Q() if grant.place is None else Q(case__voice__place__path__startswith=grant.place.path)
            mine |= Q(role=role.value) & through & place
            if role is Role.UNIT_HEAD:  # opinions of a review are signed by the head of the very body that reviews
                mine |= Q(role=Role.SUPERIOR.value, unit=grant.unit_id)
    kept_out = Q(case__in=recused_cases(held))
    return _asked().filter(mine & ~kept_out).exclude(asked_by_id=actor.staff_id)


def approvals_asked_by(actor: Actor) -> QuerySet[Approval]:
    """What `actor` has asked for and nobody has decided yet, oldest first."""
    return _asked().filter(asked_by_id=actor.staff_id)


def approvals_of_case(case: Case) -> QuerySet[Approval]:
    """What waits in this case, oldest first."""
    return _asked().filter(case=case)


def _asked() -> QuerySet[Approval]:
    related = ("case__voice__place", "unit", "asked_by__unit")
    open_ = Q(case__sealed=False) | Q(role=Role.SEALED_OFFICER.value)
    waiting = Approval.objects.filter(open_, state=ApprovalState.ASKED)
    return waiting.select_related(*related).order_by("asked_at", "pk")


def asked_data(approval: Approval) -> dict[str, Any]:
    """What was filled in when the approval was asked."""
    place = sealed_place(approval.case_id, approval.act, approval.asked_at)
    data: dict[str, Any] = open_json(place, bytes(approval.sealed), approval.key_version)
    return data


def sealed_place(case_id: int, act_id: str, asked_at: datetime) -> tuple[str, str, str]:
    """Where what was filled in lies sealed: bound to its request, so that it cannot be moved to another."""
    return ("casework_approval", "sealed", f"{case_id}:{act_id}:{asked_at.isoformat()}")
