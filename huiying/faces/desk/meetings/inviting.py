"""Who is asked to come, who is not and why, and what the units answer."""

from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from huiying.faces.desk.access import StaffRequest, not_open
from huiying.faces.desk.meetings import words
from huiying.faces.desk.meetings.doing import back_to, done, meeting_page, posted, shown, who
from huiying.faces.desk.meetings.forms import AnswerForm, InviteForm, LeaveOutForm, MeetingForm
from huiying.loop.meet.inviting import invite_concerned, invite_units
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.coordination.enums import InvitationAnswer
from huiying.serve.coordination.selectors.meetings import MeetingView
from huiying.serve.coordination.services.inviting import answer_invitation, leave_out, uninvite


@meeting_page
def invitations(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """One screen: whom the items concern and every mass organisation, asked, or left out with a reason."""
    if not view.may_keep:
        return not_open(request)
    form = _form(request)
    if form.is_bound and done(form, lambda: _do(request, view, form)):
        success(request, _("Kept."))
        return redirect("desk:meeting_invitations", view.meeting.pk)
    context = {
        "meeting": view.meeting,
        "concerned": view.concerned,
        "rows": [{"one": one, "answer": words.answer(one)} for one in view.invitations],
        "other": form if isinstance(form, InviteForm) else InviteForm(),
        "back": back_to(view),
    }
    return shown(request, "invitations", form, context)


def _form(request: StaffRequest) -> MeetingForm:
    """The one of the forms on the page whose button was pressed."""
    if request.method != "POST":
        return MeetingForm()
    if "other" in request.POST:
        return InviteForm(request.POST)
    if "out" in request.POST:
        return LeaveOutForm(request.POST, auto_id=f"why-{id_in(request.POST.get('unit', ''))}-%s")
    return MeetingForm(request.POST)


def _do(request: StaffRequest, view: MeetingView, form: MeetingForm) -> None:
    meeting_id, posted = view.meeting.pk, request.POST
    how: dict[str, Any] = who(request.viewer, form, f"invite:{meeting_id}")
    if isinstance(form, InviteForm):
        invite_units(meeting_id, [int(form.cleaned_data["unit"])], **how)
    elif "all" in posted:
        invite_concerned(meeting_id, **how)
    elif (unit := id_in(posted.get("unit", ""))) is not None and isinstance(form, LeaveOutForm):
        leave_out(meeting_id, unit, form.cleaned_data["reason"], **how)
    elif (unit := id_in(posted.get("in", ""))) is not None:
        invite_units(meeting_id, [unit], **how)
    elif (unit := id_in(posted.get("back", ""))) is not None:
        uninvite(meeting_id, unit, **how)


@meeting_page
def answer(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """The viewer's unit says whether it comes; of several units one after the other."""
    if not view.answers_for:
        return not_open(request)
    asked = id_in(request.POST.get("unit") or request.GET.get("unit") or "")
    one = next((each for each in view.answers_for if each.unit_id == asked), view.answers_for[0])
    form = AnswerForm(posted(request), initial={"answer": one.answer or None, "words": one.answer_words})
    if done(form, lambda: _answer(request, view, one.unit_id, form)):
        success(request, _("Your answer is with the joint office."))
        return redirect("desk:meeting", view.meeting.pk)
    others = [each for each in view.answers_for if each.pk != one.pk]
    return shown(
        request, "answer", form, {"meeting": view.meeting, "one": one, "others": others, "back": back_to(view)}
    )


def _answer(request: StaffRequest, view: MeetingView, unit_id: int, form: AnswerForm) -> None:
    said = InvitationAnswer(form.cleaned_data["answer"])
    how = who(request.viewer, form, f"answer:{view.meeting.pk}:{unit_id}")
    answer_invitation(view.meeting.pk, unit_id, said, form.cleaned_data["words"], **how)
