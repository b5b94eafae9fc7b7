"""The joint for every act on a case: perform it, and set off what other rooms have to do because of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.serve.casework.models import Approval, Case
from huiying.serve.casework.services import approvals
from huiying.serve.casework.services.perform import Done, perform


def act_on_case(
    case_id: int,
    act_id: str,
    *,
    actor: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> Done:
    """Do one act; with the same `key` again nothing happens twice. Raises what `perform` raises."""
    try:
        with transaction.atomic(durable=True):
            return perform(case_id, act_id, actor=actor, now=now, data=data, key=key)
    except IntegrityError:
        if key is None or not Event.objects.filter(key=key).exists():
            raise
        return Done(Case.objects.get(pk=case_id))


def approve(approval_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> Done:
    """Approve what waits in the inbox: the act takes effect in the same transaction, or nothing does.

    Raises ApprovalGone, OwnRequest and what `perform` raises when the case has moved on meanwhile.
    """
    with transaction.atomic(durable=True):
        approval = approvals.claim(approval_id, actor=actor, now=now, given=True)
        data = approvals.asked_data(approval)
        return perform(approval.case_id, approval.act, actor=actor, now=now, data=data, key=key, approval=approval)


def refuse(approval_id: int, *, actor: Actor, now: datetime, reason: str, key: str | None = None) -> Approval:
    """Send a request back with a reason. Raises ApprovalGone, OwnRequest."""
    with transaction.atomic(durable=True):
        return approvals.refuse_approval(approval_id, actor=actor, now=now, reason=reason, key=key)
