"""What every act of a meeting's page shares: the meeting that the viewer may read, and doing it or saying why not."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.meetings.forms import MeetingForm
from huiying.faces.desk.nav import MEETING_READERS, page
from huiying.serve.coordination.errors import MeetingNotFound
from huiying.serve.coordination.selectors.meetings import MeetingView, meeting_for_viewer

P = ParamSpec("P")
Shown = Callable[Concatenate[StaffRequest, MeetingView, P], HttpResponse]


def meeting_page(view: Shown[P]) -> Callable[..., HttpResponse]:
    """A page about the meeting of the address, for whoever may read it."""

    @wraps(view)
    def opened(request: StaffRequest, /, meeting_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            found = meeting_for_viewer(meeting_id, request.viewer.actor, request.viewer.grants)
        except MeetingNotFound:
            return not_here(request)
        return view(request, found, *args, **kwargs)

    return staff_page(*MEETING_READERS)(opened)


def back_to(view: MeetingView) -> str:
    """The address of the meeting's page."""
    return reverse("desk:meeting", args=(view.meeting.pk,))


def who(viewer: Viewer, form: MeetingForm, what: str) -> dict[str, Any]:
    """The arguments that every service takes."""
    return {"actor": viewer.actor, "grants": viewer.grants, "now": viewer.now, "key": form.key_of(viewer, what)}


def posted(request: StaffRequest) -> Any:
    """What was sent; None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def done(form: MeetingForm, act: Callable[[], object]) -> bool:
    """Whether the form was whole and the act done; the sentence of a refusal stands above the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except HuiyingError as err:
        form.refuse(err)
        return False
    return True


def shown(request: StaffRequest, name: str, form: MeetingForm, context: Mapping[str, Any]) -> HttpResponse:
    """The page with its form; 422 where it was sent and not done."""
    whole = page(request, "meetings") | {"form": form} | dict(context)
    return render(request, f"desk/meetings/{name}.html", whole, status=422 if form.is_bound else 200)
