"""Measures with an end (条例 Art 39(3)): 约谈, 挂牌督办, 责令限期整改, and special inspections 专项督查 (Art 38)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.rights import visible_issues
from huiying.serve.decisions.selectors.rights import resolutions_for
from huiying.serve.supervision.enums import MeasureKind
from huiying.serve.supervision.errors import MayNotSupervise, MeasureCauseGone, MeasureDaysWrong, MeasureOver
from huiying.serve.supervision.models import Measure, Order
from huiying.serve.supervision.selectors.order_rights import (
    GIVES,
    INSPECTORS,
    giving_office,
    need,
    reaches,
    visible_orders,
)
from huiying.serve.supervision.services.holding import held_measure, needed_unit, needed_words, refuse_names
from huiying.serve.supervision.services.steps import cases_behind

LONGEST_DAYS = 366


@once
def take_measure(
    kind: MeasureKind,
    unit_id: int,
    words: str,
    starts_on: date,
    ends_on: date,
    *,
    public: bool | None = None,
    order_id: int | None = None,
    issue_id: int | None = None,
    resolution_id: int | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Measure:
    """Take a measure towards a unit from a day to a day, both inclusive; units under 挂牌督办 are listed for everybody.

    `public` None: as its kind is. With the same `key` again the first one's measure comes back. Raises MayNotSupervise,
    SupervisionNeedsUnit, SupervisionNeedsWords, MeasureDaysWrong, SupervisionNamesSomebody, MeasureCauseGone.
    """
    with transaction.atomic():
        if before := done_before(key):
            return Measure.objects.get(pk=before.subject_id)
        unit = needed_unit(unit_id)
        office = giving_office(grants, None, unit)
        if office is None:
            raise MayNotSupervise(who=INSPECTORS)
        _refuse_cause(grants, order_id, issue_id, resolution_id)
        _refuse_days(starts_on, ends_on, calendar().local_date(now))
        said = needed_words(words)
        refuse_names([said], _cases(order_id), now=now)
        measure = Measure.objects.create(
            kind=kind.value,
            unit=unit,
            office=office,
            order_id=order_id,
            issue_id=issue_id,
            resolution_id=resolution_id,
            words=said,
            starts_on=starts_on,
            ends_on=ends_on,
            public=kind is MeasureKind.LISTED if public is None else public,
            taken_at=now,
            taken_by_id=actor.staff_id or 0,
        )
        days = {"from": starts_on.isoformat(), "to": ends_on.isoformat(), "shown": measure.public}
        led = {"order": order_id, "issue": issue_id, "resolution": resolution_id}
        plain = {"kind": measure.kind, "unit": unit.pk, **days, **{name: of for name, of in led.items() if of}}
        record("measure.taken", measure, actor=actor, now=now, public=plain, private={"words": said}, key=key)
    return measure


def end_measure(
    measure_id: int, outcome: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Measure:
    """Write down what came of it; from then on it is over. Raises MeasureNotFound, MayNotSupervise, MeasureOver,
    SupervisionNeedsWords, SupervisionNamesSomebody."""
    with transaction.atomic():
        measure = held_measure(measure_id)
        need(reaches(grants, GIVES, measure.office) or reaches(grants, GIVES, measure.unit), INSPECTORS)
        if done_before(key):
            return measure
        if measure.ended_at is not None:
            raise MeasureOver
        measure.outcome, measure.ended_at = needed_words(outcome), now
        refuse_names([measure.outcome], _cases(measure.order_id), now=now)
        measure.save(update_fields=["outcome", "ended_at"])
        plain, private = {"kind": measure.kind, "unit": measure.unit_id}, {"words": measure.outcome}
        record("measure.ended", measure, actor=actor, now=now, public=plain, private=private, key=key)
    return measure


def _cases(order_id: int | None) -> list[int]:
    """Ids of the cases behind the order that led to it: whoever spoke in one is not named."""
    order = Order.objects.select_related("case", "commitment").filter(pk=order_id or 0).first()
    return cases_behind(order.case or order.commitment) if order is not None else []


def _refuse_cause(grants: Sequence[Grant], order: int | None, issue: int | None, resolution: int | None) -> None:
    """Raises MeasureCauseGone for what the inspector may not read."""
    seen = (
        (order, Order.objects.filter(visible_orders(grants))),
        (issue, Issue.objects.filter(visible_issues(grants))),
        (resolution, resolutions_for(grants)),
    )
    if any(named is not None and not rows.filter(pk=named).exists() for named, rows in seen):
        raise MeasureCauseGone


def _refuse_days(starts_on: date, ends_on: date, today: date) -> None:
    if ends_on < max(starts_on, today) or (ends_on - starts_on).days > LONGEST_DAYS:
        raise MeasureDaysWrong(most=LONGEST_DAYS)
