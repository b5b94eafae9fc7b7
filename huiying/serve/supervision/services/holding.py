"""An order, an advice or a measure held for a change, and what every change of it asks for."""

from collections.abc import Collection
from datetime import date, datetime

from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Case
from huiying.serve.coordination.services.holding import somebody_named
from huiying.serve.supervision.errors import (
    AdviceNotFound,
    MatterErased,
    MeasureNotFound,
    OrderNotFound,
    SupervisionNamesSomebody,
    SupervisionNeedsDay,
    SupervisionNeedsUnit,
    SupervisionNeedsWords,
)
from huiying.serve.supervision.models import Advice, Measure, Order

LEAST_WORDS = 4


def held_order(order_id: int) -> Order:
    """The order, locked until the transaction ends; its case or promise is locked before it. Raises OrderNotFound."""
    rows = Order.objects.select_for_update(of=("self",)).select_related("unit", "about", "office", "case", "commitment")
    if (found := rows.filter(pk=order_id).first()) is None:
        raise OrderNotFound
    return found


def held_advice(advice_id: int) -> Advice:
    """The advice, locked until the transaction ends. Raises AdviceNotFound."""
    rows = Advice.objects.select_for_update(of=("self",)).select_related("unit", "office", "case")
    if (found := rows.filter(pk=advice_id).first()) is None:
        raise AdviceNotFound
    return found


def held_measure(measure_id: int) -> Measure:
    """The measure, locked until the transaction ends. Raises MeasureNotFound."""
    rows = Measure.objects.select_for_update(of=("self",)).select_related("unit", "office")
    if (found := rows.filter(pk=measure_id).first()) is None:
        raise MeasureNotFound
    return found


def needed_words(text: str) -> str:
    """Raises SupervisionNeedsWords."""
    if len(text.strip()) < LEAST_WORDS:
        raise SupervisionNeedsWords(least=LEAST_WORDS)
    return text.strip()


def needed_unit(unit_id: int) -> Unit:
    """Raises SupervisionNeedsUnit."""
    if (found := Unit.objects.filter(pk=unit_id, active=True).first()) is None:
        raise SupervisionNeedsUnit
    return found


def refuse_erased(case: Case | None) -> None:
    """Raises MatterErased."""
    if case is not None and case.voice.erased_at is not None:
        raise MatterErased


def day_ahead(day: date | None, *, now: datetime) -> date:
    """Raises SupervisionNeedsDay."""
    if day is None or day <= calendar().local_date(now):
        raise SupervisionNeedsDay
    return day


def refuse_names(texts: Collection[str], case_ids: Collection[int], *, now: datetime) -> None:
    """Raises SupervisionNamesSomebody where a text holds a person's number or name, or that of who spoke in one of the
    cases."""
    named = somebody_named([text for text in texts if text], case_ids, now=now)
    if named is not None:
        raise SupervisionNamesSomebody(what=named)
