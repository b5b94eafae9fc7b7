"""Scorecards 三率: how units keep their limits and what those who rated say. Units stand by name, no rank.

Their pages go out compressed, a tenth of their size; nothing secret stands in them whose length could tell of it.
"""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from huiying.core.rates.months import Month
from huiying.faces.look import scorecards as drawn
from huiying.faces.look.parts import Chip
from huiying.faces.public.scorecards.asked import address, month_asked
from huiying.foundation.people.models import Unit
from huiying.judge.scorecards.selectors.cards import (
    Card,
    by_kind,
    by_place,
    by_unit,
    months_of,
    of_unit,
    whole,
)
from huiying.judge.scorecards.selectors.targets import targets_in

COMMAND = "huiying recompute scorecards.csv"
LINES: dict[str, drawn.Lines] = {"kind": "kind", "place": "place"}
"""What lines stand for, by its word in the address; units where it says nothing."""


@gzip_page
@require_safe
def scorecards(request: HttpRequest) -> HttpResponse:
    """One month, `?month=2026-10`, by unit, `?by=kind` or `?by=place`."""
    month, told = month_asked(request)
    if month is None:
        return render(request, "public/scorecards/nothing.html")
    by = LINES.get(request.GET.get("by", ""), "unit")
    everything, cards = whole(month), _cards(month, by)
    context = _frame(request, month, told) | {
        "spread": drawn.spread(cards) if by == "unit" else [],
        "table": drawn.score_table(_drawing(month, by), cards),
        "all": drawn.score_table(_drawing(month, "all"), [everything]),
        "by": by if by in LINES else "",
        "chips": _chips(month, by),
        "left_out": drawn.left_out_said(everything),
    }
    return render(request, "public/scorecards/scorecards.html", context)


@gzip_page
@require_safe
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit in a month: the same by kind and by place, and its last twelve months."""
    month, told = month_asked(request)
    found = Unit.objects.filter(pk=unit_id).first()
    if month is None or found is None:
        raise Http404
    own = of_unit(month, unit_id)
    context = _frame(request, month, told) | {
        "unit": found,
        "own": drawn.score_table(_drawing(month, "all"), [own]) if own.shares or own.left_out else None,
        "kinds": drawn.score_table(_drawing(month, "kind"), by_kind(month, unit=unit_id)),
        "places": drawn.score_table(_drawing(month, "place"), by_place(month, unit=unit_id)),
        "history": drawn.score_table(_drawing(month, "month"), months_of(unit_id, month)),
    }
    return render(request, "public/scorecards/unit.html", context)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How it is counted, in plain words, and what the office aims at."""
    month, _told = month_asked(request)
    return render(request, "public/scorecards/method.html", {"targets": _targets(month), "command": COMMAND})


def _targets(month: Month | None) -> str:
    return drawn.targets_said(targets_in(month)) if month is not None else ""


def _cards(month: Month, by: str) -> list[Card]:
    if by == "kind":
        return by_kind(month)
    return by_place(month) if by == "place" else by_unit(month)[1]


def _frame(request: HttpRequest, month: Month, told: Sequence[Month]) -> dict[str, Any]:
    return {
        "month": month,
        "months": [(str(one), drawn.month_said(one)) for one in told],
        "month_said": drawn.month_said(month),
        "how": drawn.how_to_read(),
        "targets": _targets(month),
        "data_url": address("public:scorecards_data", {"month": month}),
        "back_url": address("public:scorecards", {"month": month}),
    }


def _chips(month: Month, by: str) -> list[Chip]:
    named = (("unit", _("By unit")), ("kind", _("By kind")), ("place", _("By place")))
    return [
        Chip(words, address("public:scorecards", {"month": month, "by": LINES.get(name)}), current=name == by)
        for name, words in named
    ]


def _drawing(month: Month, lines: drawn.Lines) -> drawn.Drawing:
    def url(card: Card) -> str:
        return address("public:scorecard", {"month": month}, card.unit.pk) if lines == "unit" and card.unit else ""

    return drawn.Drawing(drawn.caption_of(month, lines), lines, targets_in(month), url)
