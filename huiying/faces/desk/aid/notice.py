"""The notice of a posting, to be printed and put up in the village."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.core.words import Language
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.aid.views import seen
from huiying.faces.desk.casework.documents import PDF
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import AID
from huiying.faces.look.dates import english
from huiying.faces.look.views import plain
from huiying.foundation.documents.pdf import letter_pdf
from huiying.serve.aid.presenters.notice import posting_notice


@require_safe
@staff_page(*AID)
def notice(request: StaffRequest, aid_id: int, help_id: int) -> HttpResponse:
    """As a PDF, while or after it is posted; who it is for is written on it by hand."""
    aid = seen(request.viewer, aid_id)
    row = aid.helps.select_related("aid__place", "aid__unit").filter(pk=help_id).first() if aid else None
    if row is None or row.posted_on is None or row.posted_until is None:
        return not_here(request)
    language: Language = "en" if english() else "zh-hans"
    try:
        content = letter_pdf(posting_notice(row, row.posted_on, row.posted_until, language))
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="notice-{row.pk}.pdf"'
    return response
