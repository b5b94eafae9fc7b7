"""The cases behind a figure, for those who may see them."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.rates.measures import NAMES
from huiying.core.rates.months import read_month
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.nav import SCORECARDS, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.desk.scorecards.asked import MEASURES
from huiying.faces.look.dates import full
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Chip, Column, Table
from huiying.faces.look.rows import page_language
from huiying.faces.look.scorecards import Asked, month_said
from huiying.foundation.people.models import Unit
from huiying.judge.scorecards.selectors.behind import Figure, cases_behind, units_open
from huiying.listen.voices.enums import Kind
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.named import id_in

ANSWERS = {"yes": True, "no": False}


@require_safe
@staff_page(*SCORECARDS)
def cases(request: StaffRequest, unit_id: int) -> HttpResponse:
    """`?month=2026-10&measure=resolved`, with `kind` or `place`, and `answer=yes` or `no`."""
    viewer, unit = request.viewer, Unit.objects.filter(pk=unit_id).first()
    figure = _figure(request, unit_id)
    if unit is None or figure is None or unit_id not in units_open(viewer.grants):
        return not_here(request)
    given = {name: request.GET[name] for name in ("month", "measure", "kind", "place", "answer") if name in request.GET}
    url = reverse("desk:scorecard_cases", args=(unit_id,))
    found = page_of(request, cases_behind(figure, viewer.grants, now=viewer.now), url, given)
    context = {
        "unit": unit,
        "what": NAMES[figure.measure].say(page_language()),
        "when": month_said(figure.month),
        "table": _table(found.rows),
        "found": found,
        "chips": _chips(figure.measure, url, given),
        "back": address(reverse("desk:scorecard", args=(unit_id,)), {"month": str(figure.month)}),
    }
    return render(request, "desk/scorecards/cases.html", page(request, "scorecards") | context)


def _figure(request: StaffRequest, unit_id: int) -> Figure | None:
    month, measure = read_month(request.GET.get("month", "")), MEASURES.get(request.GET.get("measure", ""))
    if month is None or measure is None:
        return None
    kind = request.GET.get("kind", "")
    return Figure(
        month,
        measure,
        unit_id,
        kind if kind in Kind.values else "",
        id_in(request.GET.get("place", "")),
        ANSWERS.get(request.GET.get("answer", "")),
    )


def _chips(measure: Asked, url: str, given: Mapping[str, str]) -> list[Chip]:
    """All, those that count as yes, those that do not; one list where nothing was asked."""
    if measure.value == "unrated":
        return []
    chosen = given.get("answer", "")
    rest = {name: value for name, value in given.items() if name != "answer"}
    named = (("", _("All")), ("yes", _("Count as yes")), ("no", _("Do not count as yes")))
    return [
        Chip(words, address(url, rest | ({"answer": name} if name else {})), current=name == chosen)
        for name, words in named
    ]


def _table(rows: Sequence[Case]) -> Table:
    columns = [Column(_("Case")), Column(_("Came in on")), Column(_("Place")), Column(_("Kind"))]
    return Table(_("Cases that you may see"), columns, [_cells(case) for case in rows])


def _cells(case: Case) -> list[SafeString | str]:
    voice, url = case.voice, reverse("desk:case", args=(case.pk,))
    title = format_html('<a href="{}">{}</a>', url, with_lang(voice.heading))
    place = with_lang(str(voice.place)) if voice.place else ""
    return [title, full(voice.received_at), place, str(Kind(voice.kind).label)]
