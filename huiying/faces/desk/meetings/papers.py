"""The papers of a meeting in one click: Word, PDF, and its entry for calendars."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.core.letters.model import Letter
from huiying.core.words import Language
from huiying.faces.desk.access import StaffRequest, not_here
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.meetings.doing import meeting_page
from huiying.faces.look.views import plain
from huiying.foundation.documents.ics import ICS, appointment_ics
from huiying.foundation.documents.letters import letter_docx
from huiying.foundation.documents.pdf import letter_pdf
from huiying.loop.meet.inviting import appointment
from huiying.serve.coordination.enums import MinutesStage
from huiying.serve.coordination.presenters.papers import (
    agenda_letter,
    invitation_letter,
    minutes_letter,
    published_letter,
)
from huiying.serve.coordination.selectors.meetings import MeetingView, care_told

FILES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
MADE: dict[str, Callable[[Letter], bytes]] = {"docx": letter_docx, "pdf": letter_pdf}


@require_safe
@meeting_page
def paper(request: StaffRequest, view: MeetingView, name: str, ending: str) -> HttpResponse:
    """agenda, minutes or published. The Chinese one, which counts, or with ?lang=en the English one."""
    language: Language = "en" if request.GET.get("lang") == "en" else "zh-hans"
    try:
        letter = _letter(view, name, language)
        if letter is None:
            return not_here(request)
        return _given(letter, ending, view, name)
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])


@require_safe
@meeting_page
def invitation(request: StaffRequest, view: MeetingView, unit_id: int, ending: str) -> HttpResponse:
    """The letter to one invited unit, once the invitations are out."""
    found = next((one for one in view.invitations if one.unit_id == unit_id and one.invited), None)
    if found is None:
        return not_here(request)
    language: Language = "en" if request.GET.get("lang") == "en" else "zh-hans"
    try:
        return _given(invitation_letter(found, language), ending, view, f"invitation-{unit_id}")
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])


@require_safe
@meeting_page
def calendar_file(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """For the reader's own calendar; the same entry as in the mail."""
    content = appointment_ics(appointment(view.meeting, now=request.viewer.now))
    return _file(content, f"{ICS}; charset=utf-8", f"meeting-{view.meeting.pk}.ics")


def _letter(view: MeetingView, name: str, language: Language) -> Letter | None:
    """None where there is no such paper yet, or not for this viewer."""
    if name == "agenda":
        care = {one.item.pk: (care_told(one.care) or 0) if one.care else None for one in view.items}
        return agenda_letter(view.meeting, care, language)
    if view.record is None:
        return None
    if name == "minutes":
        return minutes_letter(view.record, language)
    if name != "published":
        raise Http404
    signed = view.record.stage in (MinutesStage.SIGNED, MinutesStage.PUBLISHED)
    return published_letter(view.record, language) if signed else None


def _given(letter: Letter, ending: str, view: MeetingView, name: str) -> HttpResponse:
    tongue = "-en" if letter.language == "en" else ""
    return _file(MADE[ending](letter), FILES[ending], f"{name}-{view.meeting.pk}{tongue}.{ending}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
