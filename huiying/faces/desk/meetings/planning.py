"""Planning: a regular meeting, one meeting, sending its invitations, calling it off."""

from functools import partial

from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.meetings.doing import back_to, done, meeting_page, posted, shown, who
from huiying.faces.desk.meetings.forms import MeetingForm, PlanForm, ReasonForm, SeriesForm
from huiying.faces.desk.nav import MEETING_KEEPERS
from huiying.loop.meet.inviting import Sent, call_meeting
from huiying.loop.meet.planning import call_off, move_meeting, next_plan, plan_meeting
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.coordination.models import Meeting, Series
from huiying.serve.coordination.selectors.meeting_rights import keeping_office, may_keep
from huiying.serve.coordination.selectors.meetings import MeetingView
from huiying.serve.coordination.services.series import change_series, end_series, make_series


@staff_page(*MEETING_KEEPERS)
def series_new(request: StaffRequest) -> HttpResponse:
    """Set up a regular meeting."""
    viewer = request.viewer
    form = SeriesForm(posted(request))
    if done(form, lambda: make_series(form.plan(), **who(viewer, form, "series"))):
        success(request, _("Kept. Its next meeting can be planned now."))
        return redirect("desk:meetings")
    return shown(request, "series", form, {"title": _("Set up a regular meeting")})


@staff_page(*MEETING_KEEPERS)
def series(request: StaffRequest, series_id: int) -> HttpResponse:
    """Change its rhythm, place or chair; planned meetings stay as they are."""
    viewer = request.viewer
    if (found := _series(series_id)) is None or not may_keep(found.office, viewer.grants):
        return not_here(request)
    form = SeriesForm(posted(request), initial=SeriesForm.of(found))
    if done(form, lambda: change_series(found.pk, form.plan(), **who(viewer, form, f"series:{found.pk}"))):
        success(request, _("Kept. Meetings that are planned already stay as they are."))
        return redirect("desk:meetings")
    return shown(request, "series", form, {"title": str(found), "series": found})


@staff_page(*MEETING_KEEPERS)
def series_end(request: StaffRequest, series_id: int) -> HttpResponse:
    """End it, with a reason."""
    viewer = request.viewer
    if (found := _series(series_id)) is None or not may_keep(found.office, viewer.grants):
        return not_here(request)
    form = ReasonForm(posted(request), label=_("Why does it end?"))
    end = partial(end_series, found.pk)
    if done(form, lambda: end(form.cleaned_data["reason"], **who(viewer, form, f"series-end:{found.pk}"))):
        success(request, _("Ended. Meetings that are planned already stay as they are."))
        return redirect("desk:meetings")
    back = reverse("desk:meetings")
    return shown(request, "reason", form, {"title": _("End the regular meeting"), "about": str(found), "back": back})


def _series(series_id: int) -> Series | None:
    return Series.objects.select_related("office", "chair").filter(pk=series_id, active=True).first()


@staff_page(*MEETING_KEEPERS)
def new(request: StaffRequest) -> HttpResponse:
    """Plan one meeting, or with ?series= the next of a regular one."""
    viewer = request.viewer
    number = id_in(request.POST.get("series") or request.GET.get("series") or "")
    found = _series(number) if number is not None else None
    if found is not None and not may_keep(found.office, viewer.grants):
        return not_here(request)
    if keeping_office(viewer.grants, viewer.unit) is None:
        return not_open(request)
    usual = PlanForm.of_plan(next_plan(found, now=viewer.now)) if found is not None else None
    form = PlanForm(posted(request), initial=usual)
    made: list[Meeting] = []
    if done(form, lambda: made.append(plan_meeting(form.plan(), series_id=number, **who(viewer, form, "plan")))):
        success(request, _("Planned. Add what is to be settled."))
        return redirect("desk:meeting", made[0].pk)
    return shown(
        request, "plan", form, {"title": _("Plan a meeting"), "series": found, "back": reverse("desk:meetings")}
    )


@meeting_page
def edit(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """Another time, place or chair; whoever was invited is told again."""
    viewer, meeting = request.viewer, view.meeting
    if not view.may_keep:
        return not_open(request)
    form = PlanForm(posted(request), initial=PlanForm.of(meeting))
    if done(form, lambda: move_meeting(meeting.pk, form.plan(), **who(viewer, form, f"edit:{meeting.pk}"))):
        success(request, _("Kept."))
        return redirect("desk:meeting", meeting.pk)
    title = _("Change time, place or chair")
    return shown(request, "plan", form, {"title": title, "meeting": meeting, "back": back_to(view)})


@meeting_page
def call(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """Send the invitations, after a look at what goes out to whom."""
    viewer, meeting = request.viewer, view.meeting
    if not view.may_keep:
        return not_open(request)
    form = MeetingForm(posted(request))
    sent: list[Sent | None] = []
    if done(form, lambda: sent.append(call_meeting(meeting.pk, **who(viewer, form, f"call:{meeting.pk}")))):
        _say_sent(request, sent[0])
        return redirect("desk:meeting", meeting.pk)
    asked = [one for one in view.invitations if one.invited]
    return shown(request, "call", form, {"view": view, "meeting": meeting, "asked": asked, "back": back_to(view)})


def _say_sent(request: StaffRequest, sent: Sent | None) -> None:
    """That the invitations are out, and which units nobody could write to."""
    success(request, _("The invitations are out."))
    if sent is not None and sent.silent:
        names = _(", ").join(map(str, sent.silent))
        warning(request, _("No e-mail is known for: %(units)s. Tell them yourself.") % {"units": names})


@meeting_page
def off(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """Call it off: whoever was invited is told; the items wait for another meeting."""
    viewer, meeting = request.viewer, view.meeting
    if not view.may_keep:
        return not_open(request)
    form = ReasonForm(posted(request), label=_("Why does it not take place?"), hint=_("Everybody invited reads this."))
    cancel = partial(call_off, meeting.pk)
    if done(form, lambda: cancel(form.cleaned_data["reason"], **who(viewer, form, f"off:{meeting.pk}"))):
        success(request, _("Called off. Its items wait for another meeting."))
        return redirect("desk:meeting", meeting.pk)
    context = {"title": _("Call the meeting off"), "about": str(meeting), "back": back_to(view)}
    return shown(request, "reason", form, context)
