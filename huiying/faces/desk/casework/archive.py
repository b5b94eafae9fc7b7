"""The archivist's list: what has ended and waits to be archived."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiying.core.procedures import procedure
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.export.wanted import export_url
from huiying.faces.desk.lists import list_called
from huiying.faces.desk.nav import ARCHIVE, page
from huiying.faces.desk.paging import page_of
from huiying.serve.casework.models import Case


@require_safe
@staff_page(*ARCHIVE)
def archive(request: StaffRequest) -> HttpResponse:
    """Cases that have ended and wait to be archived, what ended first first."""
    found = list_called("archive", request.viewer, "")
    assert found is not None  # the roles are those of the page
    shown = page_of(request, found.cases(), found.url, {})
    rows = [_row(case, found.case_url(case.pk)) for case in shown.rows]
    context = {"rows": rows, "found": shown, "export_url": export_url("archive")}
    return render(request, "desk/archive.html", page(request, "archive") | context)


def _row(case: Case, url: str) -> dict[str, object]:
    table = procedure(case.procedure)
    return {"case": case, "url": url, "state": table.state(case.state), "procedure": table.name}
