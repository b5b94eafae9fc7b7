"""How people were met at the desks, quarter by quarter: counts of answers, from five on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from huiying.core.economy import Quarter, read_quarter
from huiying.faces.look.met import met_table, named
from huiying.faces.look.parts import Chip
from huiying.foundation.keys import clock
from huiying.judge.ratings.selectors.encounters import QuarterMet, last_quarter, met_in

SHOWN = 4


@require_safe
def encounters(request: HttpRequest) -> HttpResponse:
    """One quarter that is over, `?quarter=2026-3`; the last one where the address names none, or one still running."""
    last = last_quarter(clock.now())
    asked = read_quarter(request.GET.get("quarter", ""))
    shown = asked if asked is not None and asked <= last else last
    met = met_in(shown)
    context = {
        "said": _said(met, shown),
        "table": met_table(met, shown) if met.cells else None,
        "few": met.few,
        "left_out": met.left_out,
        "chips": [_chip(last.moved(-back), shown) for back in range(SHOWN)],
    }
    return render(request, "public/encounters/encounters.html", context)


def _said(met: QuarterMet, quarter: Quarter) -> str:
    if not met.cells:
        return _("For %(quarter)s no desk has enough answers yet to be told.") % {"quarter": named(quarter)}
    desks = len({cell.desk.pk for cell in met.cells})
    said = ngettext(
        "In %(quarter)s people said how they were met at %(count)s desk.",
        "In %(quarter)s people said how they were met at %(count)s desks.",
        desks,
    )
    return said % {"quarter": named(quarter), "count": desks}


def _chip(quarter: Quarter, shown: Quarter) -> Chip:
    return Chip(capfirst(named(quarter)), f"{reverse('public:encounters')}?quarter={quarter}", current=quarter == shown)
