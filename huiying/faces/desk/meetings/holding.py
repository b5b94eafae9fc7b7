"""Holding the meeting on one screen: who came, what was said, and how each item ends."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.faces.desk.access import StaffRequest, not_here, not_open
from huiying.faces.desk.issues.forms import units
from huiying.faces.desk.meetings import words
from huiying.faces.desk.meetings.doing import back_to, done, meeting_page, shown, who
from huiying.faces.desk.meetings.forms import CameForm, MeetingForm, PutOffForm, ResolveForm
from huiying.loop.meet.closing import Closed, close_meeting
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.coordination.enums import InvitationAnswer, ItemKind, ItemOutcome, MeetingState
from huiying.serve.coordination.selectors.disputes import sides_of
from huiying.serve.coordination.selectors.meetings import ItemView, MeetingView
from huiying.serve.coordination.services.meetings import begin_meeting
from huiying.serve.coordination.services.resolving import (
    note_attendance,
    put_off,
    remove_resolution,
    resolve,
    take_up,
    write_discussion,
)

Choices = Sequence[tuple[str, str]]


@meeting_page
def hold(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """?at= opens an item; else the first one that has no outcome is open."""
    if not view.may_keep or view.meeting.state != MeetingState.CALLED:
        return not_open(request)
    if request.method != "POST":
        return _screen(request, view, MeetingForm())
    act = _ACTS.get(request.POST.get("do", ""))
    return not_here(request) if act is None else act(request, view)


def _begin(request: StaffRequest, view: MeetingView) -> HttpResponse:
    form = MeetingForm(request.POST)
    if done(form, lambda: begin_meeting(view.meeting.pk, **who(request.viewer, form, f"begin:{view.meeting.pk}"))):
        return redirect("desk:meeting_hold", view.meeting.pk)
    return _screen(request, view, form)


def _came(request: StaffRequest, view: MeetingView) -> HttpResponse:
    form, meeting_id = CameForm(request.POST, units=_seats(view)), view.meeting.pk
    if done(form, lambda: note_attendance(meeting_id, form.came(), **who(request.viewer, form, f"came:{meeting_id}"))):
        success(request, _("Who came is noted."))
        return redirect("desk:meeting_hold", view.meeting.pk)
    return _screen(request, view, form)


def _end(request: StaffRequest, view: MeetingView) -> HttpResponse:
    form, made, meeting_id = MeetingForm(request.POST), list[Closed](), view.meeting.pk
    if done(form, lambda: made.append(close_meeting(meeting_id, **who(request.viewer, form, f"close:{meeting_id}")))):
        _say_closed(request, made[0])
        return redirect("desk:meeting_minutes", view.meeting.pk)
    return _screen(request, view, form)


def _say_closed(request: StaffRequest, closed: Closed) -> None:
    """What the end set off."""
    count = len(closed.promises)
    said = ngettext("%(count)s resolution is a promise now.", "%(count)s resolutions are promises now.", count)
    success(request, _("The meeting is over.") + " " + said % {"count": count})
    for one in closed.refused:
        warning(request, _("Could not take effect, the case has moved on: %(words)s") % {"words": one.text})


def _resolve(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """What was said is kept first; then the resolution, where one was written."""
    if (one := _item(request, view)) is None:
        return not_here(request)
    form = ResolveForm(request.POST, item=one.item, units=units())
    if done(form, lambda: _settle(request, one, form)):
        return _next(view, one, stay=not form.cleaned_data["text"])
    return _screen(request, view, form, at=one)


def _settle(request: StaffRequest, one: ItemView, form: ResolveForm) -> None:
    how, item = who(request.viewer, form, f"resolve:{one.item.pk}"), one.item
    write_discussion(item.pk, form.cleaned_data["discussion"], **{**how, "key": f"{how['key']}:said"})
    if form.cleaned_data["text"]:
        resolve(item.pk, form.plan(), **how)


def _put_off(request: StaffRequest, view: MeetingView) -> HttpResponse:
    if (one := _item(request, view)) is None:
        return not_here(request)
    form = PutOffForm(request.POST)
    if done(form, lambda: _later(request, one, form)):
        return _next(view, one)
    return _screen(request, view, form, at=one)


def _later(request: StaffRequest, one: ItemView, form: PutOffForm) -> None:
    said = form.cleaned_data
    put_off(one.item.pk, said["reason"], said["to"], **who(request.viewer, form, f"put-off:{one.item.pk}"))


def _undo(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """A resolution is taken back, or what was put off is open again."""
    if (one := _item(request, view)) is None:
        return not_here(request)
    form, chosen = MeetingForm(request.POST), id_in(request.POST.get("resolution", ""))
    if done(form, lambda: _undone(request, one, form, chosen)):
        return redirect(_place(view, one))
    return _screen(request, view, form, at=one)


def _undone(request: StaffRequest, one: ItemView, form: MeetingForm, chosen: int | None) -> None:
    how = who(request.viewer, form, f"undo:{one.item.pk}")
    if chosen in {each.pk for each in one.resolutions}:
        remove_resolution(chosen, **how)
    else:
        take_up(one.item.pk, **how)


_ACTS: Mapping[str, Callable[[StaffRequest, MeetingView], HttpResponse]] = {
    "begin": _begin,
    "came": _came,
    "resolve": _resolve,
    "off": _put_off,
    "undo": _undo,
    "end": _end,
}


def _item(request: StaffRequest, view: MeetingView) -> ItemView | None:
    wanted = id_in(request.POST.get("item", ""))
    return next((one for one in view.items if one.item.pk == wanted), None)


def _next(view: MeetingView, here: ItemView, *, stay: bool = False) -> HttpResponse:
    """To the next item without an outcome; round again from the first; else to the end."""
    if stay:
        return redirect(_place(view, here))
    after = [one for one in view.items if one.item.position > here.item.position]
    waiting = [one for one in (*after, *view.items) if _waits(one) and one.item.pk != here.item.pk]
    target = _place(view, waiting[0]) if waiting else f"{reverse('desk:meeting_hold', args=(view.meeting.pk,))}#end"
    return redirect(target)


def _place(view: MeetingView, one: ItemView) -> str:
    return f"{reverse('desk:meeting_hold', args=(view.meeting.pk,))}?at={one.item.pk}#item-{one.item.pk}"


def _waits(one: ItemView) -> bool:
    return one.item.outcome == ItemOutcome.OPEN and one.item.kind != ItemKind.STANDING


def _seats(view: MeetingView) -> dict[int, tuple[str, int]]:
    """By unit its name and how many probably came: the office itself and whoever was invited."""
    meeting = view.meeting
    seats = {meeting.office_id: (str(meeting.office), 1)}
    for one in view.invitations:
        if one.invited or one.attended:
            there = one.people if one.attended is not None else int(one.answer != InvitationAnswer.NOT_COMING)
            seats[one.unit_id] = (str(one.unit), there)
    return seats


def _screen(request: StaffRequest, view: MeetingView, form: MeetingForm, *, at: ItemView | None = None) -> HttpResponse:
    choices: Choices = units()
    asked = id_in(request.GET.get("at", ""))
    open_one = at or next((one for one in view.items if one.item.pk == asked), None)
    open_one = open_one or next((one for one in view.items if _waits(one)), None)
    context = {
        "meeting": view.meeting,
        "came": form if isinstance(form, CameForm) else CameForm(units=_seats(view)),
        "noted": any(one.attended is not None for one in view.invitations),
        "rows": [_row(one, form if one is at else None, choices, is_open=one is open_one) for one in view.items],
        "waiting": sum(map(_waits, view.items)),
        "back": back_to(view),
    }
    return shown(request, "hold", form, context)


def _row(one: ItemView, form: MeetingForm | None, choices: Choices, *, is_open: bool) -> dict[str, Any]:
    """An item with its forms; only those of the open ones are filled with what was sent."""
    item, ids = one.item, f"i{one.item.pk}_%s"
    return {
        "one": one,
        "item": item,
        "kind": words.kind(item),
        "outcome": words.outcome(item),
        "standing": item.kind == ItemKind.STANDING,
        "competence": item.kind == ItemKind.COMPETENCE,
        "open": is_open,
        "resolve": form
        if isinstance(form, ResolveForm)
        else ResolveForm(item=item, units=choices, auto_id=ids, initial=_usual(one)),
        "off": form if isinstance(form, PutOffForm) else PutOffForm(auto_id=f"o{ids}"),
        "key": MeetingForm(auto_id=f"k{ids}")["key"],
    }


def _usual(one: ItemView) -> dict[str, Any]:
    """What stands in the form of an item that has no outcome yet."""
    item = one.item
    owner = item.issue.owner_id if item.issue else None
    if item.case is not None:
        owner = next((side.pk for side in sides_of([item.case])[item.case.pk]), None)
    return {"discussion": item.discussion, "owner": str(owner or ""), "public": item.public}
