"""An inspector looks whether the answer to an order is true and enough; nothing happens to the case by that."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.people.models import Grant
from huiying.serve.supervision.enums import OrderState, StepKind
from huiying.serve.supervision.errors import OrderNotAnswered
from huiying.serve.supervision.models import Order
from huiying.serve.supervision.services.holding import held_order
from huiying.serve.supervision.services.steps import add_step, need_giver


def verify_order(
    order_id: int,
    words: str,
    *,
    satisfied: bool,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Order:
    """The inspector has looked whether the answer is true and enough. Not satisfied: it can be raised, or closed with
    words. With the same `key` again nothing happens twice. Raises OrderNotFound, MayNotSupervise, OrderNotAnswered,
    SupervisionNeedsWords, SupervisionNamesSomebody."""
    with transaction.atomic():
        order = held_order(order_id)
        need_giver(order, grants)
        if done_before(key):
            return order
        if order.state != OrderState.ANSWERED:
            raise OrderNotAnswered
        kind, state = (StepKind.VERIFIED, OrderState.VERIFIED) if satisfied else (StepKind.LACKING, OrderState.ANSWERED)
        add_step(order, kind, words, state, actor, now, key)
    return order
