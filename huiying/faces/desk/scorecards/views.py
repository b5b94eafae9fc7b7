"""Scorecards at the desk: what anyone reads, by kind or town as well, and the way to the cases behind a figure."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiying.core.rates.months import Month
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.nav import SCORECARDS, page
from huiying.faces.desk.paging import address
from huiying.faces.desk.scorecards.asked import Links, Wanted, wanted
from huiying.faces.look import scorecards as drawn
from huiying.faces.look.checks import behalf_table
from huiying.faces.look.parts import Table
from huiying.foundation.people.models import Unit
from huiying.judge.checks.selectors.calls import on_behalf
from huiying.judge.scorecards.selectors.cards import by_kind, by_place, by_unit, months_of, of_unit, whole
from huiying.judge.scorecards.selectors.counting import span_of
from huiying.judge.scorecards.selectors.targets import may_set_targets, targets_in
from huiying.listen.voices.enums import Kind

PLACE = "scorecards"


@require_safe
@staff_page(*SCORECARDS)
def scorecards(request: StaffRequest) -> HttpResponse:
    """One month, `?month=2026-10`; of a kind, `?kind=complaint`, or of a town, `?place=12`."""
    asked = wanted(request)
    context = page(request, PLACE) | _frame(request, asked)
    if asked.month is not None:
        links = Links.of(request, asked)
        everything, cards = by_unit(asked.month, kind=asked.kind, place=asked.place.pk if asked.place else None)
        context |= {
            "spread": drawn.spread(cards),
            "all": drawn.score_table(links.drawing(asked.month, "all"), [everything]),
            "table": drawn.score_table(links.drawing(asked.month, "unit"), cards),
            "left_out": drawn.left_out_said(whole(asked.month)),
        }
    return render(request, "desk/scorecards/scorecards.html", context)


@require_safe
@staff_page(*SCORECARDS)
def unit(request: StaffRequest, unit_id: int) -> HttpResponse:
    """One unit in a month: by kind, by town, and its last twelve months."""
    asked, found = wanted(request), Unit.objects.filter(pk=unit_id).first()
    if asked.month is None or found is None:
        return not_here(request)
    month, links = asked.month, Links.of(request, asked, unit_id)
    own = of_unit(month, unit_id)
    context = _frame(request, asked) | {
        "unit": found,
        "own": drawn.score_table(links.drawing(month, "all"), [own]) if own.shares or own.left_out else None,
        "kinds": drawn.score_table(links.drawing(month, "kind"), by_kind(month, unit=unit_id)),
        "places": drawn.score_table(links.drawing(month, "place"), by_place(month, unit=unit_id)),
        "history": drawn.score_table(links.drawing(month, "month"), months_of(unit_id, month)),
        "behalf": _behalf(month, unit_id, request.viewer),
        "back": address(reverse("desk:scorecards"), {"month": str(month)}),
    }
    return render(request, "desk/scorecards/unit.html", page(request, PLACE) | context)


def _behalf(month: Month, unit_id: int, viewer: Viewer) -> Table | None:
    """What callers wrote down on behalf of people, where any of it can be told."""
    span = span_of(month, viewer.now)
    found = on_behalf(unit_id, span.start, span.end)
    return behalf_table(found, drawn.month_said(month)) if found else None


def _frame(request: StaffRequest, asked: Wanted) -> dict[str, Any]:
    month = asked.month
    return {
        "asked": asked,
        "months": [(str(one), drawn.month_said(one)) for one in asked.months],
        "chosen": str(month or ""),
        "kinds_offered": [(kind, Kind(kind).label) for kind in asked.kinds],
        "how": drawn.how_to_read(),
        "targets": drawn.targets_said(targets_in(month)) if month is not None else "",
        "may_set": may_set_targets(request.viewer.grants),
        "data_url": address(reverse("public:scorecards_data"), {"month": str(month)}) if month is not None else "",
    }
