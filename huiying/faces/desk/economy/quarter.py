"""Economy 节约: what was asked of people in a quarter, and what came of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.economy import Quarter, quarter_of, read_quarter
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.economy.bars import bars_of
from huiying.faces.desk.economy.words import (
    came_of_it,
    history_table,
    kinds_table,
    named,
    register_table,
    sentences,
    units_table,
)
from huiying.faces.desk.export.wanted import export_url
from huiying.faces.desk.nav import ECONOMY, page
from huiying.faces.desk.paging import address
from huiying.faces.look.parts import Chip
from huiying.foundation.people.models import Unit
from huiying.improve.insight.selectors.economy import hours_by_quarter, quarter_figures
from huiying.serve.coordination.models import Burden
from huiying.serve.coordination.selectors.burdens import burdens_in, units_to_note

SHOWN = 8


@require_safe
@staff_page(*ECONOMY)
def economy(request: StaffRequest) -> HttpResponse:
    """One quarter, `?quarter=2026-4`: a sentence, what was asked, what came of it, the register, and the last eight."""
    viewer = request.viewer
    current = quarter_of(viewer.today)
    shown = read_quarter(request.GET.get("quarter", "")) or current
    view = quarter_figures(shown, viewer.today, viewer.calendar)
    hours = hours_by_quarter([shown.moved(back) for back in range(1 - SHOWN, 1)], viewer.calendar)
    mine = {unit.pk for unit in units_to_note(viewer.grants)}

    def change_url(line: Burden) -> str:
        return reverse("desk:burden", args=(line.pk,)) if line.unit_id in mine else ""

    context = {
        "title": capfirst(named(shown)),
        "chips": _chips(shown, current),
        "sentences": sentences(view),
        "kinds": kinds_table(view),
        "units": units_table(view, Unit.objects.in_bulk({one.unit for one in view.asked})),
        "results": came_of_it(view),
        "register": register_table(burdens_in(shown), change_url),
        "bars": bars_of(hours, shown),
        "history": history_table(hours),
        "may_note": bool(mine),
        "export_url": export_url("economy"),
        "register_export_url": export_url("burdens", only=str(shown)),
    }
    return render(request, "desk/economy/quarter.html", page(request, "economy") | context)


def _chips(shown: Quarter, current: Quarter) -> list[Chip]:
    """The quarter before, this one, and the next where it has begun."""
    url = reverse("desk:economy")
    found = [Chip(capfirst(named(shown.moved(-1))), address(url, {"quarter": str(shown.moved(-1))}))]
    found.append(Chip(capfirst(named(shown)), address(url, {"quarter": str(shown)}), current=True))
    if shown < current:
        found.append(Chip(capfirst(named(shown.moved(1))), address(url, {"quarter": str(shown.moved(1))})))
    return found if shown == current or shown.moved(1) == current else [*found, Chip(_("This quarter"), url)]
