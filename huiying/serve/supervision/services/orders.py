"""Supervision orders 督办单 (条例 Art 40(1)): given, answered, verified, closed, or raised one level up.

What they do to their case is a matter of the joint, loop/supervise/ordering; here is the order itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from huiying.core.procedures.supervision_acts import TRIGGERS
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case, Document
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.enums import FlagState, OrderState, StepKind
from huiying.serve.supervision.errors import (
    FlagGone,
    MayNotSupervise,
    OrderAtTop,
    OrderNotToRaise,
    OrderNotVerified,
    OrderNotWaiting,
    OrderOpen,
    OrderOver,
    TriggerUnknown,
)
from huiying.serve.supervision.models import Flag, Order, OrderStep
from huiying.serve.supervision.selectors.order_rights import (
    ADDRESSED,
    ANSWERS,
    INSPECTORS,
    giving_office,
    need,
    reaches,
)
from huiying.serve.supervision.selectors.orders import HIGHEST, found_lacking
from huiying.serve.supervision.services.holding import day_ahead, needed_words, refuse_erased, refuse_names
from huiying.serve.supervision.services.steps import add_step, cases_behind, need_giver, plain

OVER = (OrderState.CLOSED.value, OrderState.RAISED.value)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an order says. `about`: a case or a promise; `unit`: who has to answer; `reply_by` inclusive.

    `flag_id` None: the open flag of the same trigger, where there is one, is settled by it. `before`: the order that is
    raised by this one.
    """

    about: Case | Commitment
    unit: Unit
    words: str
    reply_by: date
    trigger: str
    flag_id: int | None = None
    before: Order | None = None
    document: Document | None = None


def place_order(asked: Asked, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None) -> Order:
    """Write the order, settle its flag, record it, in the caller's transaction, which holds what it is about.

    Raises MayNotSupervise, MatterErased, SupervisionNeedsWords, SupervisionNeedsDay, TriggerUnknown, OrderOpen,
    FlagGone, SupervisionNamesSomebody.
    """
    about, before = asked.about, asked.before
    responsible = about.unit if isinstance(about, Case) else about.owner
    office = giving_office(grants, about.office, responsible)
    if office is None:
        raise MayNotSupervise(who=INSPECTORS)
    if asked.trigger not in {choice.value for choice in TRIGGERS}:
        raise TriggerUnknown
    refuse_erased(about if isinstance(about, Case) else None)
    words, reply_by = needed_words(asked.words), day_ahead(asked.reply_by, now=now)
    _refuse_second(about)
    refuse_names([words], cases_behind(about), now=now)
    order = Order.objects.create(
        **_of(about),
        flag=_settled_flag(asked, actor, now),
        trigger=asked.trigger,
        unit=asked.unit,
        about=before.about if before else responsible,
        office=office,
        level=before.level + 1 if before else 1,
        before=before,
        words=words,
        reply_by=reply_by,
        document=asked.document,
        ordered_at=now,
        ordered_by_id=actor.staff_id or 0,
    )
    public = plain(order) | {"trigger": order.trigger, "flag": order.flag_id}
    record("order.given", order, actor=actor, now=now, public=public, private={"words": words}, key=key)
    return order


def write_answer(
    order: Order,
    words: str,
    *,
    files: Sequence[int] = (),
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> OrderStep:
    """The unit answers an order that the caller holds. Raises MayNotSupervise, OrderNotWaiting, SupervisionNeedsWords,
    SupervisionNamesSomebody, FileGone, TooManyFiles."""
    need(reaches(grants, ANSWERS, order.unit), ADDRESSED)
    if order.state != OrderState.ORDERED:
        raise OrderNotWaiting
    return add_step(order, StepKind.ANSWERED, words, OrderState.ANSWERED, actor, now, key, files)


def close(order: Order, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None) -> None:
    """File an order that the caller holds: verified, or taken back before an answer, or found lacking and left with
    words. Raises MayNotSupervise, OrderOver, OrderNotVerified, SupervisionNeedsWords, SupervisionNamesSomebody."""
    need_giver(order, grants)
    refuse_closing(order)
    add_step(order, StepKind.CLOSED, words, OrderState.CLOSED, actor, now, key)


def refuse_closing(order: Order) -> None:
    """Raises OrderOver, OrderNotVerified."""
    if order.state in OVER:
        raise OrderOver
    if order.state == OrderState.ANSWERED and not found_lacking(order):
        raise OrderNotVerified


def mark_raised(order: Order, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime) -> Unit:
    """The order that the caller holds is over, because it goes one level up; to which unit.

    Raises MayNotSupervise, OrderOver, OrderNotToRaise, OrderAtTop, SupervisionNeedsWords, SupervisionNamesSomebody.
    """
    need_giver(order, grants)
    if order.state in OVER:
        raise OrderOver
    late = order.state == OrderState.ORDERED and order.reply_by < calendar().local_date(now)
    if not (late or found_lacking(order)):
        raise OrderNotToRaise
    if order.level >= HIGHEST or order.unit.parent is None:
        raise OrderAtTop
    add_step(order, StepKind.RAISED, words, OrderState.RAISED, actor, now, None)
    return order.unit.parent


def _of(about: Case | Commitment) -> dict[str, Any]:
    return {"case": about} if isinstance(about, Case) else {"commitment": about}


def _refuse_second(about: Case | Commitment) -> None:
    """Raises OrderOpen."""
    stands = Order.objects.filter(**_of(about)).exclude(state__in=OVER).first()
    if stands is not None:
        raise OrderOpen(number=stands.pk)


def _settled_flag(asked: Asked, actor: Actor, now: datetime) -> Flag | None:
    """The flag that led to the order, decided by it. Raises FlagGone."""
    if asked.flag_id is None and asked.before is not None:
        return asked.before.flag
    open_ones = Flag.objects.select_for_update().filter(**_of(asked.about), state=FlagState.FLAGGED.value)
    named = {"pk": asked.flag_id} if asked.flag_id is not None else {"trigger": asked.trigger}
    flag = open_ones.filter(**named).first()
    if flag is None and asked.flag_id is not None:
        raise FlagGone
    if flag is not None:
        flag.state, flag.decided_at, flag.decided_by_id = FlagState.ORDERED.value, now, actor.staff_id
        flag.save(update_fields=["state", "decided_at", "decided_by"])
    return flag
