"""The card on the page of a case or a promise: what rules found, what was ordered, and the way to order."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.nav import SUPERVISION
from huiying.faces.desk.supervision import bar, words
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.models import Advice, Order, Signal
from huiying.serve.supervision.selectors.advice import advice_of_case
from huiying.serve.supervision.selectors.orders import OPEN, orders_of_case, orders_of_commitment
from huiying.serve.supervision.selectors.signals import signals_for

SHOWN = 5
"""Findings of one matter that stand on its page; the rest is in the list."""


def of_case(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing for a sealed or erased case, nor for whoever has no supervision to read."""
    if case.sealed or case.voice.erased_at is not None or not viewer.holds(*SUPERVISION):
        return None
    signals, ordered, advised = _there(case)
    orders = orders_of_case(case.pk, viewer.grants) if ordered else []
    advice = advice_of_case(case.pk, viewer.grants) if advised else []
    found = signals_for(viewer.grants).filter(case=case)[:SHOWN] if signals else []
    return _panel(found, orders, advice, viewer, f"case={case.pk}")


def _there(case: Case) -> tuple[bool, bool, bool]:
    """Whether there are findings, orders, advice: most cases have none, and are asked once."""
    asked = [model.objects.filter(case=OuterRef("pk")) for model in (Signal, Order, Advice)]
    names = [Exists(rows) for rows in asked]
    found: tuple[bool, bool, bool] = Case.objects.filter(pk=case.pk).values_list(*names).get()
    return found


def of_promise(promise: Commitment, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing for whoever has no supervision to read."""
    if not viewer.holds(*SUPERVISION):
        return None
    orders = orders_of_commitment(promise.pk, viewer.grants)
    found = signals_for(viewer.grants).filter(commitment=promise)[:SHOWN]
    return _panel(found, orders, [], viewer, f"promise={promise.pk}")


def _panel(
    found: Iterable[Signal], orders: Sequence[Order], advice: Sequence[Advice], viewer: Viewer, address: str
) -> dict[str, Any] | None:
    stands = any(one.state in OPEN for one in orders)
    url = f"{reverse('desk:order_new')}?{address}" if bar.may_order(viewer) and not stands else ""
    signals = [words.signal_row(one, viewer.calendar) for one in found]
    if not (signals or orders or advice or url):
        return None
    return {
        "signals": signals,
        "orders": [words.order_row(one, viewer.today) for one in orders],
        "advice": [words.advice_row(one, viewer.today) for one in advice],
        "order_url": url,
        "advice_url": f"{reverse('desk:advice_new')}?{address}" if url and address.startswith("case") else "",
    }
