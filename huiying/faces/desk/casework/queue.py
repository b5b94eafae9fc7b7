"""The queue of a unit: what is due first, by rule; and the sealed reports."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, Viewer, staff_page
from huiying.faces.desk.export.wanted import export_url
from huiying.faces.desk.improvements.panel import asked_of
from huiying.faces.desk.lists import CaseList, list_called
from huiying.faces.desk.nav import QUEUE, SEALED, page
from huiying.faces.desk.praise.panel import lately
from huiying.faces.look.dates import english, full
from huiying.faces.look.language import filled
from huiying.faces.look.parts import Chip, Row
from huiying.serve.casework.presenters.queue import QueuedCase, queued
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.queues import After, Only
from huiying.serve.casework.selectors.sealed_waits import waits_of

CHIPS = (
    (Only.ALL, gettext_lazy("All")),
    (Only.LATE, gettext_lazy("Late")),
    (Only.TODAY, gettext_lazy("Due today")),
    (Only.SOON, gettext_lazy("Within three days")),
    (Only.NEW, gettext_lazy("Just arrived")),
    (Only.AGAIN, gettext_lazy("Rated “not resolved”")),
    (Only.MINE, gettext_lazy("Mine")),
    (Only.SUPPORTING, gettext_lazy("Supporting")),
)


@require_safe
@staff_page(*QUEUE)
def queue(request: StaffRequest) -> HttpResponse:
    """Open cases of the viewer's units."""
    found = list_called("queue", request.viewer, request.GET.get("only", ""))
    assert found is not None  # the roles are those of the page
    counts = queues.counts(found.desk, found.chips)
    chips = [
        Chip(words, found.url_of(only), counts[only], only is found.only) for only, words in CHIPS if only in counts
    ]
    said = ngettext("%(count)s open case", "%(count)s open cases", counts[Only.ALL]) % {"count": counts[Only.ALL]}
    above = {"praised": lately(request.viewer), "asked": asked_of(request.viewer)}
    context = {"title": title_of(found), "chips": chips, "said": said} | above | rows_of(request, found)
    return render(request, "desk/queue.html", page(request, "queue") | context)


@require_safe
@staff_page(*SEALED)
def sealed(request: StaffRequest) -> HttpResponse:
    """Reports of wrongdoing, which a sealed officer alone sees."""
    found = list_called("sealed", request.viewer, "")
    assert found is not None
    context = {"title": _("Reports of wrongdoing, sealed"), "waits": _waits(request.viewer)}
    return render(request, "desk/queue.html", page(request, "sealed") | context | rows_of(request, found))


def _waits(viewer: Viewer) -> list[Row]:
    """What there is to do, how many, and since when the oldest waits."""
    labels = {"new": _("To be decided on"), "here": _("Handled here"), "parcel": _("Receipt of the parcel not back")}
    oldest = _("the oldest since %(day)s")
    return [
        Row(labels[one.kind], str(one.count), note=oldest % {"day": full(one.since)}) for one in waits_of(viewer.grants)
    ]


def title_of(found: CaseList) -> str:
    """“Cases of …”: the highest unit that the list covers."""
    if not found.units:
        return _("Cases")
    return filled(_("Cases of %(unit)s"), unit=found.units[0])


def rows_of(request: StaffRequest, found: CaseList) -> dict[str, object]:
    """One page of the list as the template draws it, and where the next begins."""
    here = queues.page_of(found.cases(), After.read(request.GET.get("after", "")))
    newer = found.url if "after" in request.GET else ""
    older = found.url_of(found.only, after=str(here.older)) if here.older else ""
    out = export_url(found.name, only=found.only)
    return {"rows": drawn(request, found, here), "newer": newer, "older": older, "export_url": out}


def drawn(request: StaffRequest, found: CaseList, here: queues.Page) -> list[QueuedCase]:
    viewer, said = request.viewer, english()
    return [
        queued(row, url=found.case_url(row["voice_id"]), now=viewer.now, calendar=viewer.calendar, english=said)
        for row in here.rows
    ]
