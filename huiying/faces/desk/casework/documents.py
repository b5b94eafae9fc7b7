"""A written document of a case as a Word file or a PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.core.letters.model import Letter
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import CASES, page
from huiying.faces.look.qr import finds
from huiying.foundation.documents.letters import letter_docx
from huiying.foundation.documents.pdf import letter_pdf
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer, document_of
from huiying.serve.casework.selectors.letters import letter_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@require_safe
@staff_page(*CASES)
def document(request: StaffRequest, case_id: int, document_id: int) -> HttpResponse:
    """The Chinese letter, which counts, or with ?lang=en the English one; with ?as=pdf as a PDF. What is missing is
    named. Of a sealed case there is only the PDF, across which stands who took it out, and when."""
    try:
        case = case_for_viewer(case_id, request.viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if (made := document_of(case, document_id)) is None:
        return not_here(request)
    english = request.GET.get("lang") == "en"
    try:
        letter = letter_of(made, "en" if english else "zh-hans")
        content, kind, suffix = _made(request, case, letter)
    except HuiyingError as err:
        back = reverse("desk:case", args=(case.pk,))
        context = page(request, "") | {"case": case, "title": made.number, "said": refusal(err), "back_url": back}
        return render(request, "desk/act_refused.html", context, status=409)
    response = HttpResponse(content, content_type=kind)
    ending = "-en" if english else ""
    response["Content-Disposition"] = f'attachment; filename="{made.number}{ending}.{suffix}"'
    return response


def _made(request: StaffRequest, case: Case, letter: Letter) -> tuple[bytes, str, str]:
    """The file, its type and the ending of its name."""
    code = finds(request, case.voice.number)
    if case.sealed:
        return letter_pdf(letter, finds=code, mark=request.viewer.mark.words), PDF, "pdf"
    if request.GET.get("as") == "pdf":
        return letter_pdf(letter, finds=code), PDF, "pdf"
    return letter_docx(letter, finds=code), DOCX, "docx"
