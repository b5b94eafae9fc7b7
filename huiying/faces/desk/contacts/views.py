"""Contact reports at the desk: the list, one report with what was counted, and its papers."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.contact_time import period_between
from huiying.core.errors import HuiyingError
from huiying.core.letters.model import Letter
from huiying.core.words import Language
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import CONTACTS, page
from huiying.faces.desk.paging import page_of
from huiying.faces.look.contact import facts_table, parts_of, promise_lines, share_said
from huiying.faces.look.parts import Link
from huiying.faces.look.views import plain
from huiying.foundation.documents.letters import letter_docx
from huiying.foundation.documents.pdf import letter_pdf
from huiying.judge.contacts.errors import ReportNotFound
from huiying.judge.contacts.models import ContactReport
from huiying.judge.contacts.presenters.letter import contact_letter
from huiying.judge.contacts.presenters.words import period_said
from huiying.judge.contacts.selectors.reports import ReportView, report_for_viewer, reports_for
from huiying.judge.contacts.selectors.rights import leaders_for, prepares, writes

FILES: dict[str, tuple[str, Callable[[Letter], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", letter_docx),
    "pdf": ("application/pdf", letter_pdf),
}


def time_of(report: ContactReport) -> str:
    """The quarter or half-year, in the language of the page."""
    return period_said(period_between(report.starts_on, report.ends_on)).say(get_language() or "")


@require_safe
@staff_page(*CONTACTS)
def contacts(request: StaffRequest) -> HttpResponse:
    """The newest first, drafts among them for those who prepare them."""
    viewer = request.viewer
    found = page_of(request, reports_for(viewer.actor, viewer.grants), reverse("desk:contacts"), {})
    context = {
        "found": found,
        "rows": [{"report": one, "time": time_of(one)} for one in found.rows],
        "prepares": bool(leaders_for(viewer.actor, viewer.grants)),
    }
    return render(request, "desk/contacts/list.html", page(request, "contacts") | context)


@require_safe
@staff_page(*CONTACTS)
def contact(request: StaffRequest, report_id: int) -> HttpResponse:
    """What was counted, what the leader says, and the way on."""
    viewer = request.viewer
    if (view := found_for(request, report_id)) is None:
        return not_here(request)
    report = view.report
    context = {
        "view": view,
        "report": report,
        "time": time_of(report),
        "table": facts_table(view.facts),
        "share": share_said(view.facts),
        "parts": parts_of(report),
        "promises": promise_lines(view.promises, viewer.today),
        "may_edit": report.published_at is None and prepares(report.leader, viewer.actor, viewer.grants),
        "may_publish": report.published_at is None and writes(report.leader_id, viewer.actor, viewer.grants),
        "crumbs": crumbs(),
    }
    return render(request, "desk/contacts/report.html", page(request, "contacts") | context)


def crumbs(report: ContactReport | None = None) -> list[Link]:
    """The pages above."""
    links = [Link(_("Contact reports"), reverse("desk:contacts"))]
    return [*links, Link(f"{report.leader} · {time_of(report)}", url_of(report))] if report else links


def url_of(report: ContactReport) -> str:
    """The page of a report."""
    return reverse("desk:contact", args=(report.pk,))


def found_for(request: StaffRequest, report_id: int) -> ReportView | None:
    """The report as the viewer may read it."""
    try:
        return report_for_viewer(report_id, request.viewer.actor, request.viewer.grants)
    except ReportNotFound:
        return None


@require_safe
@staff_page(*CONTACTS)
def paper(request: StaffRequest, report_id: int, ending: str) -> HttpResponse:
    """The report as a letter; with ?lang=en its frame in English."""
    if (view := found_for(request, report_id)) is None:
        return not_here(request)
    language: Language = "en" if request.GET.get("lang") == "en" else "zh-hans"
    kind, make = FILES[ending]
    try:
        content = make(contact_letter(view.report, language))
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])
    response = HttpResponse(content, content_type=kind)
    name = f"contact-{report_id}{'-en' if language == 'en' else ''}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
