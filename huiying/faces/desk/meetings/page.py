"""A meeting on its page: agenda, who is asked, papers, and what can be done next."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.disclosure import FEWEST
from huiying.core.meetings.order import By, Weighed, ordered
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.meetings import words
from huiying.faces.desk.meetings.doing import meeting_page
from huiying.faces.desk.meetings.forms import MeetingForm
from huiying.faces.desk.nav import page
from huiying.faces.look.dates import moment
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Chip, Row, Step
from huiying.foundation.ledger.registry import event_type
from huiying.serve.coordination.enums import ItemKind, MeetingState, MinutesStage
from huiying.serve.coordination.presenters.meeting import EFFECT, URGENT
from huiying.serve.coordination.selectors.meetings import ItemView, MeetingView, lines_of


@require_safe
@meeting_page
def meeting(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """?by=care, urgent or effect shows the agenda in that order without changing it."""
    by = request.GET.get("by", "")
    shown = By(by) if by in set(By) else None
    context = {
        "view": view,
        "meeting": view.meeting,
        "state": words.state(view.meeting),
        "rows": _summary(view),
        "agenda": agenda_rows(view, shown),
        "by": shown.value if shown else "",
        "orders": _orders(shown),
        "columns": _orders(shown)[1:],
        "may_order": view.may_keep and not _over(view) and len(view.items) > 1,
        "invitations": [{"one": one, "answer": words.answer(one)} for one in view.invitations],
        "next": next_step(view),
        "acts": list(_acts(view)),
        "key": MeetingForm()["key"],
        "steps": [_step(event, by_whom, at) for at, (event, by_whom) in enumerate(lines_of(view.meeting))],
        "record": words.stage(view.record) if view.record else None,
    }
    return render(request, "desk/meetings/meeting.html", page(request, "meetings") | context)


def _over(view: MeetingView) -> bool:
    return view.meeting.state in (MeetingState.HELD, MeetingState.OFF)


def agenda_rows(view: MeetingView, by: By | None) -> list[dict[str, Any]]:
    """The items as the table shows them, in the order of the agenda or by one of the three columns."""
    items = {one.item.pk: one for one in view.items}
    order = ordered(map(_weighed, view.items), by) if by else list(items)
    return [_row(view, items[pk]) for pk in order]


def _weighed(one: ItemView) -> Weighed:
    item = one.item
    return Weighed(item.pk, item.position, one.care, item.urgent, item.effect, item.kind == ItemKind.STANDING)


def _row(view: MeetingView, one: ItemView) -> dict[str, Any]:
    item = one.item
    return {
        "item": item,
        "kind": words.kind(item),
        "care": _care(view, one.care),
        "urgent": words.level(URGENT, item.urgent),
        "effect": words.level(EFFECT, item.effect),
        "outcome": words.outcome(item),
        "standing": item.kind == ItemKind.STANDING,
        "resolutions": one.resolutions,
        "may_see_case": one.may_see_case,
    }


def _care(view: MeetingView, care: int) -> str:
    """Whoever prepares the meeting reads the number; the invited read none below 5."""
    if 0 < care < FEWEST and not view.may_bring:
        return _("fewer than 5 people")
    return words.care(care)


def _orders(by: By | None) -> list[Chip]:
    """The agenda's own order, and the three columns by which people may see it."""
    said = {By.CARE: _("How many care"), By.URGENT: _("How urgent"), By.EFFECT: _("How easily effect shows")}
    own = Chip(_("its own order"), "?#agenda", current=by is None)
    return [own, *(Chip(text, f"?by={one.value}#agenda", current=one is by) for one, text in said.items())]


def _summary(view: MeetingView) -> list[Row]:
    meeting = view.meeting
    planned = _("%(count)s minutes planned") % {"count": meeting.minutes}
    chair = " · ".join(str(part) for part in (meeting.chair, meeting.chair.post_words, meeting.chair.unit) if part)
    rows = [
        Row(_("When"), moment(meeting.starts_at, year=True), note=planned),
        Row(_("Where"), with_lang(meeting.venue)),
        Row(_("Chair"), parts_with_lang(chair)),
    ]
    if meeting.state == MeetingState.OFF:
        rows.append(Row(_("Called off"), with_lang(meeting.reason)))
    if view.hours is not None:
        came = sum(one.people for one in view.invitations if one.attended)
        said = _("%(people)s people, %(hours)s hours of people") % {"people": came, "hours": view.hours}
        rows.append(Row(_("What it took"), said))
    return rows


def next_step(view: MeetingView) -> dict[str, str] | None:
    """The one thing that comes next, where the viewer does it."""
    meeting, keeps = view.meeting, view.may_keep
    if view.answers_for:
        return _next("meeting_answer", _("Say whether your unit comes"), meeting.pk)
    if meeting.state == MeetingState.PLANNED and view.may_bring and not _has_item(view):
        return _next("meeting_item_new", _("Add an item: without one there is no meeting"), meeting.pk)
    if meeting.state == MeetingState.PLANNED and keeps and view.concerned:
        return _next("meeting_invitations", _("Say who is asked to come"), meeting.pk)
    if meeting.state == MeetingState.PLANNED and keeps:
        return _next("meeting_call", _("Send the invitations"), meeting.pk)
    if meeting.state == MeetingState.CALLED and keeps:
        said = _("Go on holding the meeting") if meeting.began_at else _("Hold the meeting")
        return _next("meeting_hold", said, meeting.pk)
    if meeting.state == MeetingState.HELD:
        return _minutes_next(view)
    return None


def _minutes_next(view: MeetingView) -> dict[str, str] | None:
    record = view.record
    if record is None:
        return _next("meeting_minutes", _("Draft the minutes"), view.meeting.pk) if view.may_keep else None
    said = {
        MinutesStage.DRAFT: _("Read the draft of the minutes"),
        MinutesStage.AMENDING: _("Read the minutes and say what should read differently"),
        MinutesStage.SIGNED: _("Publish the public part of the minutes") if view.may_keep else "",
    }.get(MinutesStage(record.stage), "")
    return _next("meeting_minutes", said, view.meeting.pk) if said else None


def _next(name: str, said: str, meeting_id: int) -> dict[str, str]:
    return {"words": said, "url": reverse(f"desk:{name}", args=(meeting_id,))}


def _has_item(view: MeetingView) -> bool:
    return any(one.item.kind != ItemKind.STANDING for one in view.items)


def _acts(view: MeetingView) -> Iterator[dict[str, str]]:
    """What else can be done."""
    meeting = view.meeting
    open_still, begun = not _over(view), meeting.began_at is not None
    offered = (
        ("meeting_item_new", _("Add an item"), view.may_bring and open_still),
        ("meeting_invitations", _("Who is asked to come"), view.may_keep and open_still and not begun),
        ("meeting_edit", _("Change time, place or chair"), view.may_keep and open_still and not begun),
        ("meeting_call", _("Send the invitations"), view.may_keep and meeting.state == MeetingState.PLANNED),
        ("meeting_hold", _("Hold the meeting"), view.may_keep and meeting.state == MeetingState.CALLED),
        ("meeting_off", _("Call it off"), view.may_keep and open_still and not begun),
        ("meeting_minutes", _("Minutes"), meeting.state == MeetingState.HELD and _minutes_open(view)),
    )
    for name, said, possible in offered:
        if possible:
            yield _next(name, said, meeting.pk)


def _minutes_open(view: MeetingView) -> bool:
    return view.record is not None or view.may_keep


def _step(event: Any, by: Any, at: int) -> Step:
    who = " · ".join(str(part) for part in (by, by.unit) if part) if by else _("the system")
    return Step(event_type(event.type).says, "now" if at == 0 else "done", event.happened_at, note=parts_with_lang(who))
