"""The approvals inbox: an act that needs somebody else's word waits here with everything that was filled in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.core.procedures import procedure
from huiying.core.procedures.errors import ActUnknown, NotYourAct
from huiying.core.procedures.model import Role
from huiying.core.procedures.names import role_names
from huiying.foundation.keys.box import seal_json
from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.enums import ApprovalState
from huiying.serve.casework.errors import ApprovalGone
from huiying.serve.casework.models import Approval
from huiying.serve.casework.selectors.approvals import asked_data as asked_data
from huiying.serve.casework.selectors.approvals import sealed_place
from huiying.serve.casework.selectors.positions import actor_facts
from huiying.serve.casework.selectors.reviewing import decided_above
from huiying.serve.casework.services.life import Life


def ask_approval(
    life: Life, act_id: str, data: Mapping[str, Any], *, actor: Actor, now: datetime, key: str | None
) -> Approval:
    """Put the act into the inbox of the unit; asking again replaces what was asked before."""
    act = life.procedure.act(act_id)
    if act is None or act.approved_by is None or actor.staff_id is None:
        raise ActUnknown(act=act_id)
    Approval.objects.filter(case=life.case, act=act_id, state=ApprovalState.ASKED).update(
        state=ApprovalState.DROPPED, decided_at=now
    )
    sealed, version = seal_json(sealed_place(life.case.pk, act_id, now), dict(data))
    approval = Approval.objects.create(
        case=life.case,
        act=act_id,
        role=act.approved_by.value,
        unit_id=decided_above(life.case, act_id) or life.case.unit_id,
        state=ApprovalState.ASKED,
        sealed=sealed,
        key_version=version,
        asked_by_id=actor.staff_id,
        asked_at=now,
    )
    record(
        "case.approval_asked", life.case, actor=actor, now=now, public={"act": act_id, "role": approval.role}, key=key
    )
    return approval


def claim(approval_id: int, *, actor: Actor, now: datetime, given: bool) -> Approval:
    """Decide a request once: whoever comes second gets ApprovalGone. Raises NotYourAct without its role."""
    whole = ("case__voice__place", "case__office", "case__unit", "case__sender")
    approval = Approval.objects.select_related(*whole).filter(pk=approval_id).first()
    if approval is None:
        raise ApprovalGone
    _refuse_others(approval, actor, now)
    state = ApprovalState.GIVEN if given else ApprovalState.REFUSED
    waiting = Approval.objects.filter(pk=approval_id, state=ApprovalState.ASKED)
    if not waiting.update(state=state, decided_by_id=actor.staff_id, decided_at=now):
        raise ApprovalGone
    return approval


def _refuse_others(approval: Approval, actor: Actor, now: datetime) -> None:
    wanted = Role(approval.role)
    grants = grants_in_force(actor.staff_id or 0, today=calendar().local_date(now))
    if wanted not in actor_facts(actor, approval.case, grants).roles:
        act = procedure(approval.case.procedure).act(approval.act)
        raise NotYourAct(act=act.name if act else "", roles=role_names({wanted}))


def refuse_approval(approval_id: int, *, actor: Actor, now: datetime, reason: str, key: str | None = None) -> Approval:
    """Say no, with a reason that the asker reads."""
    with transaction.atomic(savepoint=False):
        approval = claim(approval_id, actor=actor, now=now, given=False)
        record(
            "case.approval_refused",
            About("case", approval.case_id),
            actor=actor,
            now=now,
            public={"act": approval.act},
            private={"reason": reason},
            key=key,
        )
    return approval
