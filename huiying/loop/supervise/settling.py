"""When there is nothing more to do about a signal: its cause is gone, or an inspector has decided."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from huiying.core.supervision.rules import (
    ADVICE,
    BOUNCED,
    CALLED,
    COPIED,
    IDLE,
    MANY,
    ORDER,
    RATED,
    REFUSED_OWN,
    REPEATED,
    REROUTED,
)
from huiying.foundation.ledger.actors import SYSTEM
from huiying.loop.supervise.watch import Watch, clean
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.models import Advice, OrderStep, Signal
from huiying.serve.supervision.services.signals import DECIDED, MET, OVER, settle

BATCH = 200
ONE_OFF = (BOUNCED, REFUSED_OWN, REPEATED, MANY, RATED, CALLED, COPIED, REROUTED, IDLE)
"""What happened cannot be undone: it is settled when an inspector has decided about its flag."""


def settle_signals(watch: Watch) -> int:
    """Write down what is settled at `now`, and since when; how many."""
    return sum(_settle(rows, since, watch.now) for rows, since in _settled(watch))


def _open() -> QuerySet[Signal]:
    return Signal.objects.filter(settled_at=None)


def _settled(watch: Watch) -> Iterator[tuple[QuerySet[Signal], datetime | Subquery]]:
    """Open signals and since when they are settled; `now` where nobody noted when it was."""
    now, open_ = watch.now, _open()
    yield open_.filter(_its_clock(Q(met_at__lte=now) | Q(stopped_at__lte=now))), MET
    yield open_.filter(commitment__ended_at__lte=now).exclude(rule=ORDER), OVER
    yield (
        open_.filter(rule__in=ONE_OFF, flag__decided_at__lte=now).exclude(flag__state=FlagState.FLAGGED.value),
        DECIDED,
    )
    yield open_.filter(~_its_clock(Q(due_on=OuterRef("due_on"))), deadline__isnull=False), now
    moved = open_.filter(commitment__isnull=False).exclude(rule=ORDER)
    yield moved.exclude(commitment__due_on=F("due_on")), now
    yield open_.filter(rule=MANY, case__ended_at__lte=now), now
    yield from _answered(now)
    if watch.new_day:
        still = Exists(Case.objects.filter(clean(), pk=OuterRef("case")))
        yield open_.filter(~still, case__isnull=False), now


def _its_clock(what: Q) -> Exists:
    """Whether `what` holds of a signal's clock: asked of each open signal, of which there are fewer than of clocks."""
    return Exists(Deadline.objects.filter(what, pk=OuterRef("deadline")))


def _answered(now: datetime) -> Iterator[tuple[QuerySet[Signal], datetime]]:
    """Orders and advice that somebody has answered by now, each since then."""
    steps = OrderStep.objects.filter(at__lte=now).order_by("-at").values_list("order_id", "at")
    fed_back = Advice.objects.filter(fed_back_at__lte=now).values_list("pk", "fed_back_at")
    for rule, rows, asked in ((ORDER, steps, "order__in"), (ADVICE, fed_back, "pk__in")):
        open_ = dict(_open().filter(rule=rule).values_list("pk", "facts__asked"))
        answered = dict(rows.filter(**{asked: list(open_.values())})) if open_ else {}
        for pk, asked_id in open_.items():
            if (at := answered.get(asked_id)) is not None:
                yield Signal.objects.filter(pk=pk), at


def _settle(rows: QuerySet[Signal], since: datetime | Subquery, now: datetime) -> int:
    """A part at a time, each in a transaction of its own."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    count = 0
    for start in range(0, len(ids), BATCH):
        with transaction.atomic(durable=True):
            count += settle(ids[start : start + BATCH], since=since, actor=SYSTEM, now=now)
    return count
