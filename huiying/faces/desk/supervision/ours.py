"""What supervision has told a unit and waits to hear from it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.nav import SUPERVISION, page
from huiying.faces.desk.supervision import bar, words
from huiying.serve.supervision.selectors.advice import advice_to_answer
from huiying.serve.supervision.selectors.measures import measures_for
from huiying.serve.supervision.selectors.orders import orders_to_answer
from huiying.serve.supervision.selectors.signals import signals_for

SHOWN = 25


@require_safe
@staff_page(*SUPERVISION)
def ours(request: StaffRequest) -> HttpResponse:
    """For whoever reads the board too."""
    return ours_page(request)


def ours_page(request: StaffRequest) -> HttpResponse:
    """Orders and advice to answer first, then what rules found, then measures."""
    viewer, today = request.viewer, request.viewer.today
    signals = signals_for(viewer.grants)
    context: dict[str, Any] = {
        "chips": bar.chips(viewer, "supervision_ours"),
        "orders": [words.order_row(one, today) for one in orders_to_answer(viewer.grants)],
        "advice": [words.advice_row(one, today) for one in advice_to_answer(viewer.grants)],
        "signals": [words.signal_row(one, viewer.calendar) for one in signals[:SHOWN]],
        "signals_count": signals.count(),
        "measures": [words.measure_row(one, today) for one in measures_for(viewer.grants, running=True)],
    }
    return render(request, "desk/supervision/ours.html", page(request, "supervision") | context)
