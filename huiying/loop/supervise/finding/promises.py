"""Promises, tasks of decisions and what opinions ask for, whose day passed; orders and advice that nobody answered."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Min, Q

from huiying.core.supervision.reminding import Moment, at_instant, moments, pace_of
from huiying.core.supervision.rules import (
    ADVICE,
    DECISION,
    EXECUTION,
    EXECUTION_WORKDAYS,
    MOST_LEVEL,
    ORDER,
    PROMISE,
)
from huiying.loop.supervise.watch import Watch, clean
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import not_sealed
from huiying.serve.supervision.models import Advice, Order
from huiying.serve.supervision.services.signals import Found

RULE_OF = {Source.REPLY.value: EXECUTION, Source.DECISION.value: DECISION}


def late_promises(watch: Watch) -> Iterator[Found]:
    """Of every promise that was open when its day passed, or days later."""
    ran = Q(state=CommitmentState.OPEN.value) | Q(ended_at__gte=watch.since)
    rows = Commitment.objects.filter(ran, not_sealed(), due_on__lt=watch.today, made_at__lte=watch.now)
    for promise in rows.order_by("due_on", "pk"):
        rule = RULE_OF.get(promise.source, PROMISE)
        for moment in _moments(promise, rule, watch):
            if moment.at <= watch.now and (promise.ended_at is None or promise.ended_at >= moment.at):
                yield _found(promise, rule, moment, watch)


def _moments(promise: Commitment, rule: str, watch: Watch) -> tuple[Moment, ...]:
    days, due_on = watch.calendar, promise.due_on
    if rule != EXECUTION:
        return moments(due_on, days, pace_of("xinfang", watch.settings), reminds=False)
    refused = days.end_of(days.add_workdays(due_on, EXECUTION_WORKDAYS))
    return at_instant(0, days.end_of(due_on), days), at_instant(1, refused, days)


def _found(promise: Commitment, rule: str, moment: Moment, watch: Watch) -> Found:
    due, ended = promise.due_on.isoformat(), promise.ended_at
    return Found(
        rule=rule,
        key=f"{rule}:{promise.pk}:{due}:{moment.level}",
        at=moment.at,
        on=moment.on,
        unit_id=promise.owner_id,
        told_id=watch.told(promise.owner_id, moment.level),
        level=moment.level,
        commitment_id=promise.pk,
        due_on=promise.due_on,
        facts={"due": due},
        settled_at=ended if ended is not None and ended <= watch.now else None,
    )


def late_orders(watch: Watch) -> Iterator[Found]:
    """The unit above hears of an order that its unit left unanswered when its day was over."""
    waited = Q(answered=None) | Q(answered__gte=watch.since)
    hidden = Commitment.objects.exclude(not_sealed()).values("pk")
    looked_at = clean("case__") | (Q(case=None) & ~Q(commitment__in=hidden))
    rows = Order.objects.filter(looked_at, reply_by__lt=watch.today, ordered_at__lte=watch.now)
    for order in rows.annotate(answered=Min("steps__at")).filter(waited).order_by("reply_by", "pk"):
        at = watch.calendar.end_of(order.reply_by)
        if order.answered is None or order.answered >= at:
            level = min(order.level + 1, MOST_LEVEL)
            yield _unanswered(ORDER, order, at, order.answered, level, order.commitment_id, watch)


def late_advice(watch: Watch) -> Iterator[Found]:
    """The same of an advice about a case; of others the board alone tells."""
    waited = Q(fed_back_at=None) | Q(fed_back_at__gte=watch.since)
    rows = Advice.objects.filter(clean("case__"), waited, feedback_by__lt=watch.today, given_at__lte=watch.now)
    for advice in rows.exclude(case=None).order_by("feedback_by", "pk"):
        at = watch.calendar.end_of(advice.feedback_by)
        if advice.fed_back_at is None or advice.fed_back_at >= at:
            yield _unanswered(ADVICE, advice, at, advice.fed_back_at, 2, None, watch)


def _unanswered(
    rule: str,
    asked: Order | Advice,
    at: datetime,
    answered: datetime | None,
    level: int,
    commitment_id: int | None,
    watch: Watch,
) -> Found:
    due_on = asked.reply_by if isinstance(asked, Order) else asked.feedback_by
    return Found(
        rule=rule,
        key=f"{rule}:{asked.pk}:{due_on.isoformat()}",
        at=at,
        on=watch.calendar.local_date(at),
        unit_id=asked.unit_id,
        told_id=watch.told(asked.unit_id, 2),
        level=level,
        case_id=asked.case_id,
        commitment_id=commitment_id,
        due_on=due_on,
        facts={"due": due_on.isoformat(), "asked": asked.pk},
        settled_at=answered if answered is not None and answered <= watch.now else None,
    )
