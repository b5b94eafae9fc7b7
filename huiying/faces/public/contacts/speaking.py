"""Speaking up about a contact report: the ordinary questions, with the report bound to the voice."""

from typing import Any

from django.http import HttpRequest

from huiying.judge.contacts.models import ContactReport
from huiying.judge.contacts.selectors.reports import COMMENTS, published_reports
from huiying.serve.casework.selectors.named import id_in

PARAMETER = "report"


def report_asked_for(request: HttpRequest) -> ContactReport | None:
    """The published report that the address or the form names."""
    pk = id_in(request.GET.get(PARAMETER) or request.POST.get(PARAMETER) or "")
    return published_reports().filter(pk=pk).first() if pk is not None else None


def source_of(answers: dict[str, Any]) -> str:
    """The report about which the draft was begun, as the voice names its source; "" when it was none."""
    report = answers.get(PARAMETER)
    return f"{COMMENTS}{report}" if report else ""
