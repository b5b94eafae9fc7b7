"""Measures with an end (Art 39(3)): the list, one of them, taking and ending it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.issues.forms import units
from huiying.faces.desk.nav import SUPERVISION, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.desk.supervision import bar, words
from huiying.faces.desk.supervision.cause import Cause, cause_of
from huiying.faces.desk.supervision.forms import MeasureForm, WordsForm
from huiying.faces.look.dates import full
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Chip, Link, Row
from huiying.serve.supervision.enums import MeasureKind
from huiying.serve.supervision.errors import MeasureNotFound
from huiying.serve.supervision.models import Measure
from huiying.serve.supervision.selectors.measures import measure_for_viewer, measures_for
from huiying.serve.supervision.services.measures import end_measure, take_measure

PLACE = "supervision"
ONLY = {"": gettext_lazy("Lasting"), "over": gettext_lazy("Ended measures")}
MEASURE_WORKDAYS = 20
"""The last day that is proposed."""


@require_safe
@staff_page(*SUPERVISION)
def measures(request: StaffRequest) -> HttpResponse:
    """By their last day."""
    viewer, only = request.viewer, request.GET.get("only", "")
    only = only if only in ONLY else ""
    url = reverse("desk:measures")
    found = page_of(request, measures_for(viewer.grants, running=not only), url, {"only": only} if only else {})
    context = {
        "chips": bar.chips(viewer, "measures"),
        "only": [
            Chip(said, address(url, {"only": name} if name else {}), current=name == only)
            for name, said in ONLY.items()
        ],
        "found": found,
        "rows": [words.measure_row(one, viewer.today) for one in found.rows],
        "may_order": bar.may_order(viewer),
    }
    return render(request, "desk/supervision/measures.html", page(request, PLACE) | context)


def _seen(viewer: Viewer, measure_id: int) -> Measure | None:
    try:
        return measure_for_viewer(measure_id, viewer.grants)
    except MeasureNotFound:
        return None


@require_safe
@staff_page(*SUPERVISION)
def measure(request: StaffRequest, measure_id: int) -> HttpResponse:
    """Of which unit, why, from when to when, and what came of it."""
    viewer = request.viewer
    if (found := _seen(viewer, measure_id)) is None:
        return not_here(request)
    ends = bar.may_order(viewer) and found.ended_at is None
    context = {
        "measure": found,
        "row": words.measure_row(found, viewer.today),
        "rows": _summary(found),
        "end_url": reverse("desk:measure_end", args=(found.pk,)) if ends else "",
        "crumbs": _above(),
    }
    return render(request, "desk/supervision/measure.html", page(request, PLACE) | context)


def _above() -> list[Link]:
    return [*bar.crumbs(), Link(_("Measures"), reverse("desk:measures"))]


def _summary(found: Measure) -> list[Row]:
    days = _("%(start)s to %(end)s") % {"start": full(found.starts_on), "end": full(found.ends_on)}
    rows = [
        Row(_("Of which unit"), with_lang(found.unit)),
        Row(_("Why, and what has to be put right"), with_lang(found.words)),
        Row(_("How long"), days),
        Row(_("Taken by"), parts_with_lang(f"{found.office} · {found.taken_by}"), note=full(found.taken_at)),
        Row(_("On the public site"), _("while it lasts") if found.public else _("no")),
    ]
    if found.order:
        name = _("Order %(number)s") % {"number": found.order.pk}
        link = Link(_("Open it"), reverse("desk:order", args=(found.order.pk,)))
        rows.append(Row(_("What the measure came of"), name, link=link))
    if found.issue:
        link = Link(_("Open it"), reverse("desk:issue", args=(found.issue.pk,)))
        rows.append(Row(_("What the measure came of"), with_lang(found.issue), link=link))
    if found.ended_at:
        rows.append(Row(_("What came of it"), with_lang(found.outcome), note=full(found.ended_at)))
    return rows


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def new(request: StaffRequest) -> HttpResponse:
    """Take one. The address may name what led to it: `order` or `issue`."""
    viewer, cause = request.viewer, cause_of(request)
    initial = {
        "kind": MeasureKind.TALK.value,
        "unit": str(cause.unit_id or ""),
        "words": cause.words,
        "starts_on": viewer.today,
        "ends_on": viewer.calendar.add_workdays(viewer.today, MEASURE_WORKDAYS),
    }
    doing = Doing(
        f"measure:new:{cause.name}",
        _("Take a measure"),
        MeasureForm(filled(request), units=units(), initial=initial),
        lambda said, who: _taken(said, cause, who),
        reverse("desk:measures"),
        [*_above(), *cause.links],
        button=_("Take the measure"),
        said=_("Taken."),
        then=lambda made: reverse("desk:measure", args=(made.pk,)),
    )
    return shown(request, doing, PLACE)


def _taken(said: Any, cause: Cause, who: dict[str, Any]) -> Measure:
    led = {name: pk for name, pk in cause.ids.items() if name != "case_id"}
    return take_measure(
        MeasureKind(said["kind"]),
        int(said["unit"]),
        said["words"],
        said["starts_on"],
        said["ends_on"],
        public=said["public"],
        **led,
        **who,
    )


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def end(request: StaffRequest, measure_id: int) -> HttpResponse:
    """Say what came of it."""
    viewer = request.viewer
    if (found := _seen(viewer, measure_id)) is None:
        return not_here(request)
    if request.method != "POST" and found.ended_at is not None:
        return not_open(request)
    url = reverse("desk:measure", args=(found.pk,))
    doing = Doing(
        f"measure:end:{measure_id}",
        _("End the measure"),
        WordsForm(filled(request), label=_("What came of it?"), hint=_("Leave out names of people.")),
        lambda said, who: end_measure(measure_id, said["words"], **who),
        url,
        [*_above(), Link(str(found.unit), url)],
        [found.words],
        button=_("End the measure"),
    )
    return shown(request, doing, PLACE)
