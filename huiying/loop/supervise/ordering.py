"""The joint between supervision orders and what they are about (条例 Art 40(1)).

An order on a case is an act of its procedure: a clock runs, a letter is made, the speaker reads of it. Done on the page
of the case or here, both write the same order. An order on a promise is no act; it lets the cases that wait for the
promise be concluded, because somebody looks after it now.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from huiying.core.procedures.engine import Step
from huiying.core.procedures.model import OpKind
from huiying.core.procedures.supervision_acts import ADDRESSED
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.loop.supervise.addressing import tell_ordered
from huiying.loop.supervise.hands import on_case, takes
from huiying.serve.casework.models import Case, Document
from huiying.serve.casework.services.perform import Done, locked
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import visible_commitments
from huiying.serve.commitments.services.executions import set_supervised
from huiying.serve.commitments.services.holding import held as held_promise
from huiying.serve.supervision.models import Order
from huiying.serve.supervision.selectors.orders import OPEN
from huiying.serve.supervision.services import orders
from huiying.serve.supervision.services.holding import held_order, needed_unit
from huiying.serve.supervision.services.orders import Asked

GIVEN, ANSWERED, CLOSED = "order_supervision", "answer_supervision", "close_supervision"
NOT_EXECUTED = "S5"


@once
def give_order(
    words: str,
    reply_by: date,
    *,
    trigger: str,
    case_id: int | None = None,
    commitment_id: int | None = None,
    unit_id: int | None = None,
    flag_id: int | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Order:
    """Order a unit to answer by a day, about a case or a promise (exactly one of the two).

    `unit_id` None: the unit that has the case, or that promised. `flag_id`: the flag that it settles. With the same
    `key` again the first one's order comes back. Raises what `perform` and `place_order` raise, CommitmentNotFound.
    """
    with transaction.atomic(durable=True):
        if before := done_before(key):
            return Order.objects.get(pk=before.subject_id)
        if case_id is not None:
            case = locked(case_id)
            asked = Asked(case, needed_unit(unit_id or case.unit_id), words, reply_by, trigger, flag_id)
            return _on_case(asked, case, actor=actor, grants=grants, now=now, key=key)
        promise = _promise(commitment_id, grants)
        unit = needed_unit(unit_id or promise.owner_id)
        asked = Asked(promise, unit, words, reply_by, trigger, flag_id)
        order = orders.place_order(asked, actor=actor, grants=grants, now=now, key=key)
        set_supervised(promise, True)
        tell_ordered(order, actor=actor, now=now)
    return order


def answer_order(
    order_id: int,
    words: str,
    *,
    files: Sequence[int] = (),
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Order:
    """The unit answers in writing. `files`: ids of files that wait. With the same `key` again nothing happens twice.

    Raises OrderNotFound and what `write_answer` raises.
    """
    with transaction.atomic(durable=True):
        order, case = _held(order_id)
        if done_before(key):
            return order
        orders.write_answer(order, words, files=files, actor=actor, grants=grants, now=now, key=key)
        if case is not None and takes(case, ANSWERED) and _waits(case):
            on_case(case.pk, ANSWERED, {"answer": words}, actor=actor, grants=grants, now=now)
    return order


def close_order(
    order_id: int, words: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Order:
    """The inspector ends it, with what was found. Raises OrderNotFound and what `close` raises."""
    with transaction.atomic(durable=True):
        order, case = _held(order_id)
        if done_before(key):
            return order
        orders.close(order, words, actor=actor, grants=grants, now=now, key=key)
        if case is not None and takes(case, CLOSED) and _stands(case):
            on_case(case.pk, CLOSED, {"finding": words}, actor=actor, grants=grants, now=now)
        _release(order)
    return order


@once
def raise_order(
    order_id: int,
    words: str,
    reply_by: date,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Order:
    """Order again, one level up, what was not answered in time or answered badly; the new order comes back.

    Raises OrderNotFound and what `mark_raised`, `place_order` and `perform` raise.
    """
    with transaction.atomic(durable=True):
        if before := done_before(key):
            return Order.objects.get(pk=before.subject_id)
        order, case = _held(order_id)
        above = orders.mark_raised(order, words, actor=actor, grants=grants, now=now)
        about = case or order.commitment
        assert about is not None
        asked = Asked(about, above, words, reply_by, order.trigger, before=order)
        if case is not None:
            return _on_case(asked, case, actor=actor, grants=grants, now=now, key=key)
        raised = orders.place_order(asked, actor=actor, grants=grants, now=now, key=key)
        tell_ordered(raised, actor=actor, now=now)
    return raised


def follow_order(done: Done, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """What an act on the page of a case does to the order, in the transaction of the act. Raises what the services of
    orders raise."""
    if done.step is None or done.step.act.id not in (GIVEN, ANSWERED, CLOSED):
        return
    grants = grants_in_force(actor.staff_id or 0, today=calendar().local_date(now))
    own, data = f"{key}:order" if key else None, done.step.data
    if done.step.act.id == GIVEN:
        _placed(_asked_by(done.case, done.step), done.case, actor=actor, grants=grants, now=now, key=own)
        return
    open_one = Order.objects.filter(case=done.case, state__in=OPEN).values_list("pk", flat=True).first()
    if open_one is None:
        return
    order = held_order(open_one)
    if done.step.act.id == ANSWERED:
        orders.write_answer(order, data["answer"], actor=actor, grants=grants, now=now, key=own)
    else:
        orders.close(order, data["finding"], actor=actor, grants=grants, now=now, key=own)
        _release(order)


def _on_case(
    asked: Asked, case: Case, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None
) -> Order:
    """Do the act of the procedure, and write the order that it gives."""
    said = {"trigger": asked.trigger, "asked": asked.words, "due_on": asked.reply_by.isoformat()}
    on_case(case.pk, GIVEN, said | {ADDRESSED: asked.unit.pk}, actor=actor, grants=grants, now=now)
    return _placed(asked, case, actor=actor, grants=grants, now=now, key=key)


def _placed(
    asked: Asked, case: Case, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None
) -> Order:
    paper = Document.objects.filter(case=case, variant=GIVEN).order_by("-pk").first()
    order = orders.place_order(replace(asked, document=paper), actor=actor, grants=grants, now=now, key=key)
    if order.trigger == NOT_EXECUTED:
        for promise in _waited_for(order):
            set_supervised(promise, True)
    tell_ordered(order, actor=actor, now=now)
    return order


def _asked_by(case: Case, step: Step) -> Asked:
    """What an act on the page of the case asks for; its day is that of the clock which the act started."""
    data = step.data
    due = next(change.due for change in step.clock_changes if change.kind is OpKind.START)
    assert due is not None
    unit = needed_unit(int(data.get(ADDRESSED, case.unit_id)))
    return Asked(case, unit, data["asked"], due.on, data["trigger"])


def _waited_for(order: Order) -> list[Commitment]:
    """What the opinion of its case promises."""
    rows = Commitment.objects.filter(causes__case_id=order.case_id, source=Source.REPLY.value) if order.case_id else ()
    return list(rows)


def _release(order: Order) -> None:
    """Nobody looks after the promise any more: cases wait for it again. Not while another order looks after it."""
    promises = [order.commitment] if order.commitment is not None else _waited_for(order)
    for promise in promises:
        of_cases = Q(trigger=NOT_EXECUTED, case__in=promise.causes.values("case_id"))
        if not Order.objects.filter(Q(commitment=promise) | of_cases, state__in=OPEN).exists():
            set_supervised(promise, False)


def _held(order_id: int) -> tuple[Order, Case | None]:
    """The order and its case, the case locked first. Raises OrderNotFound."""
    case_id = Order.objects.filter(pk=order_id).values_list("case_id", flat=True).first()
    case = locked(case_id) if case_id is not None else None
    return held_order(order_id), case


def _promise(commitment_id: int | None, grants: Sequence[Grant]) -> Commitment:
    """Raises CommitmentNotFound, also for one that the viewer may not read."""
    seen = Commitment.objects.filter(visible_commitments(grants), pk=commitment_id or 0)
    if not seen.exists():
        raise CommitmentNotFound
    return held_promise(commitment_id or 0)


def _waits(case: Case) -> bool:
    return bool(case.facts.get("tracks", {}).get("supervision") == "ordered")


def _stands(case: Case) -> bool:
    return case.facts.get("tracks", {}).get("supervision") in ("ordered", "answered")
