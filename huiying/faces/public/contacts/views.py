"""Leaders' contact reports for everybody: facts about those in office, what they say, and the way to comment."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from huiying.core.contact_time import period_between
from huiying.core.errors import HuiyingError
from huiying.faces.look.contact import facts_table, parts_of, promise_lines, share_said
from huiying.faces.look.dates import english
from huiying.foundation.documents.pdf import letter_pdf
from huiying.foundation.keys import clock
from huiying.judge.contacts.errors import ReportNotFound
from huiying.judge.contacts.models import ContactReport
from huiying.judge.contacts.presenters.letter import contact_letter
from huiying.judge.contacts.presenters.words import period_said
from huiying.judge.contacts.selectors.reports import ReportView, published_report, published_reports

PAGE_ROWS = 30


def time_of(report: ContactReport) -> str:
    """The quarter or half-year, in the language of the page."""
    return period_said(period_between(report.starts_on, report.ends_on)).say(get_language() or "")


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """The newest first, in the order of the office; nobody is set beside anybody."""
    page = Paginator(published_reports(), PAGE_ROWS).get_page(request.GET.get("page"))
    url = reverse("public:contacts")
    context = {
        "rows": [{"report": one, "time": time_of(one)} for one in page.object_list],
        "before": f"{url}?page={page.previous_page_number()}" if page.has_previous() else "",
        "after": f"{url}?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "public/contacts/list.html", context)


@require_safe
def contact(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report; its promises as they stand today."""
    view = _found(report_id)
    context = {
        "view": view,
        "report": view.report,
        "time": time_of(view.report),
        "table": facts_table(view.facts),
        "share": share_said(view.facts),
        "parts": parts_of(view.report),
        "promises": promise_lines(view.promises, localdate(clock.now())),
        "comment_url": f"{reverse('public:speak')}?report={report_id}",
    }
    return render(request, "public/contacts/report.html", context)


@require_safe
def paper(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report on paper."""
    try:
        content = letter_pdf(contact_letter(_found(report_id).report, "en" if english() else "zh-hans"))
    except HuiyingError as err:
        raise Http404 from err
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"contact-{report_id}.pdf") or "attachment"
    return response


def _found(report_id: int) -> ReportView:
    try:
        return published_report(report_id)
    except ReportNotFound as err:
        raise Http404 from err
