"""Letters to the other side, to be printed: Chinese, or English with ?lang=en."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from huiying.core.letters.model import Letter
from huiying.core.words import Language
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.casework.documents import DOCX, PDF
from huiying.faces.desk.mediation.acts import seen
from huiying.faces.desk.nav import MEDIATIONS
from huiying.foundation.documents.letters import letter_docx
from huiying.foundation.documents.pdf import letter_pdf
from huiying.foundation.office.selectors import calendar
from huiying.serve.mediation.models import Party, Session
from huiying.serve.mediation.selectors import letters

Writes = Callable[[Party, Language, date], Letter]


@require_safe
@staff_page(*MEDIATIONS)
def invitation(request: StaffRequest, mediation_id: int, party_id: int, ending: str) -> HttpResponse:
    """That mediation is offered, what it means and how to answer."""
    return _letter(
        request,
        mediation_id,
        party_id,
        ending,
        lambda party, language, day: letters.invitation(party.mediation, party, language, day=day),
    )


@require_safe
@staff_page(*MEDIATIONS)
def meeting_notice(
    request: StaffRequest, mediation_id: int, party_id: int, session_id: int, ending: str
) -> HttpResponse:
    """When and where a meeting is that lies ahead."""
    found = Session.objects.select_related("mediation__case__voice", "mediation__mediator")
    session = found.filter(pk=session_id, mediation=mediation_id).first()
    if session is None or not session.is_ahead:
        return not_here(request)
    return _letter(
        request,
        mediation_id,
        party_id,
        ending,
        lambda party, language, day: letters.meeting_notice(session, party, language, day=day),
    )


def _letter(request: StaffRequest, mediation_id: int, party_id: int, ending: str, writes: Writes) -> HttpResponse:
    """For whoever handles or mediates."""
    view = seen(request.viewer, mediation_id)
    rows = Party.objects.filter(pk=party_id, mediation=mediation_id)
    party = rows.select_related("unit", "mediation__case__voice", "mediation__case__unit").first()
    if view is None or party is None or ending not in ("docx", "pdf") or not (view.handles or view.mediates):
        return not_here(request)
    language: Language = "en" if request.GET.get("lang") == "en" else "zh-hans"
    letter = writes(party, language, calendar().local_date(request.viewer.now))
    as_pdf = ending == "pdf"
    content = (letter_pdf if as_pdf else letter_docx)(letter, foot=request.viewer.mark.words)
    response = HttpResponse(content, content_type=PDF if as_pdf else DOCX)
    name = f"{letter.code}-{view.case.voice.number}{'-en' if language == 'en' else ''}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
