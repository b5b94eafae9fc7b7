"""Supervision orders as somebody may read them. Late is computed: the day of the answer is over and none was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from huiying.core.disclosure import FEWEST
from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.listen.voices.selectors import revealed_checks
from huiying.serve.supervision.enums import OrderState, StepKind
from huiying.serve.supervision.errors import OrderNotFound
from huiying.serve.supervision.models import Order, OrderFile, OrderStep
from huiying.serve.supervision.selectors.order_rights import ANSWERS, GIVES, reaches, visible_orders

HIGHEST = 3
"""At most three orders on one matter, each one level up (our practice)."""
OPEN = (OrderState.ORDERED.value, OrderState.ANSWERED.value, OrderState.VERIFIED.value)
_WITH = ("unit", "about", "office", "case__voice", "commitment", "before", "document", "ordered_by")


@dataclass(frozen=True, slots=True)
class OrderView:
    """The page of an order. `steps` oldest first, each with `.files`; `chain`: the orders of the same matter, level 1
    first, this one among them; `may_…`: what the viewer can do now."""

    order: Order
    steps: tuple[OrderStep, ...]
    chain: tuple[Order, ...]
    late: bool
    lacking: bool
    may_answer: bool
    may_verify: bool
    may_raise: bool
    may_close: bool


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """Of the orders given in some days: how many, answered, answered by their day; each 0 when fewer than 5."""

    given: int
    answered: int
    in_time: int


def is_late(order: Order, today: date) -> bool:
    """Unanswered, and its day is over."""
    return order.state == OrderState.ORDERED and order.reply_by < today


def found_lacking(order: Order) -> bool:
    """Whether its answer was looked at and did not satisfy."""
    last = order.steps.order_by("-pk").first() if order.state == OrderState.ANSWERED else None
    return last is not None and last.state == StepKind.LACKING


def orders_for(
    grants: Sequence[Grant], *, state: OrderState | None = None, unit: int | None = None, open_only: bool = False
) -> QuerySet[Order]:
    """Those that the viewer may read, by the day of the answer; `unit`: id of the one that has to answer."""
    rows = Order.objects.filter(visible_orders(grants)).select_related(*_WITH)
    if state is not None:
        rows = rows.filter(state=state.value)
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    if open_only:
        rows = rows.filter(state__in=OPEN)
    return rows.order_by("reply_by", "pk")


def orders_to_answer(grants: Sequence[Grant]) -> QuerySet[Order]:
    """Those that wait for a unit for which the viewer answers."""
    rows = Order.objects.filter(visible_orders(grants), _unit_under(grants, ANSWERS), state=OrderState.ORDERED.value)
    return rows.select_related(*_WITH).order_by("reply_by", "pk")


def orders_to_check(grants: Sequence[Grant]) -> QuerySet[Order]:
    """Answers that an inspector has not closed yet, the oldest first."""
    waiting = Q(state__in=(OrderState.ANSWERED.value, OrderState.VERIFIED.value))
    return Order.objects.filter(visible_orders(grants), waiting).select_related(*_WITH).order_by("reply_by", "pk")


def orders_of_case(case_id: int, grants: Sequence[Grant]) -> list[Order]:
    """Of one case, as far as the viewer may read them; the newest first."""
    return list(_seen(grants).filter(case_id=case_id).order_by("-pk"))


def orders_of_commitment(commitment_id: int, grants: Sequence[Grant]) -> list[Order]:
    """Of one promise, as far as the viewer may read them; the newest first."""
    return list(_seen(grants).filter(commitment_id=commitment_id).order_by("-pk"))


def order_for_viewer(order_id: int, grants: Sequence[Grant], *, now: datetime) -> OrderView:
    """The whole page. Raises OrderNotFound."""
    order = _seen(grants).filter(pk=order_id).first()
    if order is None:
        raise OrderNotFound
    late, lacking = is_late(order, calendar().local_date(now)), found_lacking(order)
    inspects = reaches(grants, GIVES, order.office) or reaches(grants, GIVES, order.about)
    unchecked = order.state == OrderState.ANSWERED and not lacking
    above = order.level < HIGHEST and order.unit.parent_id is not None
    return OrderView(
        order=order,
        steps=tuple(order.steps.prefetch_related("files__file").select_related("by__unit").order_by("pk")),
        chain=_chain(order),
        late=late,
        lacking=lacking,
        may_answer=order.state == OrderState.ORDERED and reaches(grants, ANSWERS, order.unit),
        may_verify=inspects and unchecked,
        may_raise=inspects and above and (late or lacking),
        may_close=inspects and order.state in OPEN and not unchecked,
    )


def order_file(order_id: int, file_id: int, grants: Sequence[Grant]) -> StoredFile:
    """Evidence that was put to an order. Raises OrderNotFound."""
    seen = Order.objects.filter(visible_orders(grants), pk=order_id)
    found = OrderFile.objects.filter(step__order__in=seen, file_id=file_id).select_related("file").first()
    if found is None:
        raise OrderNotFound
    return found.file


def orders_counted(start: date, end: date) -> OrderCounts:
    """For everybody: orders given from `start` up to but not including `end`. A count below 5 is not told, nor one
    that differs from the one before it by fewer than 5. Sealed matters and unannounced checks are left out."""
    days = calendar()
    since, until = days.instant(start, time.min), days.instant(end, time.min)
    given = Order.objects.filter(ordered_at__gte=since, ordered_at__lt=until)
    given = given.exclude(case__sealed=True).exclude(case__in=revealed_checks())
    number = given.count()
    answers = OrderStep.objects.filter(order__in=given, state=StepKind.ANSWERED.value)
    rows = list(answers.values_list("at", "order__reply_by"))
    in_time = sum(days.local_date(at) <= by for at, by in rows)
    shown = _apart((number, len(rows), in_time))
    return OrderCounts(*shown)


def _apart(counts: Iterable[int]) -> tuple[int, ...]:
    """Each count from the larger to the smaller, 0 from the first on that is below 5 or too near to the one before."""
    shown: list[int] = []
    for count in counts:
        near = shown and 0 < shown[-1] - count < FEWEST
        hidden = count < FEWEST or near or (shown and not shown[-1])
        shown.append(0 if hidden else count)
    return tuple(shown)


def _seen(grants: Sequence[Grant]) -> QuerySet[Order]:
    return Order.objects.filter(visible_orders(grants)).select_related(*_WITH)


def _unit_under(grants: Sequence[Grant], roles: Iterable[str]) -> Q:
    held = set(roles)
    found = Q(pk__in=())
    for grant in grants:
        if grant.role in held:
            found |= Q(unit__path__startswith=grant.unit.path)
    return found


def _chain(order: Order) -> tuple[Order, ...]:
    """At most three, found from either end."""
    first = order
    while first.before is not None:
        first = first.before
    chain = [first]
    while (again := Order.objects.filter(before=chain[-1]).select_related("unit").first()) is not None:
        chain.append(again)
    return tuple(chain)
