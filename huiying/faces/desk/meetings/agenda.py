"""The agenda: what waits to be settled, an item added, changed, moved, taken off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import error, success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.meetings.order import By
from huiying.faces.desk.access import StaffRequest, not_here, not_open
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.meetings.doing import back_to, done, meeting_page, posted, shown, who
from huiying.faces.desk.meetings.forms import ItemForm, MeetingForm
from huiying.faces.desk.nav import page
from huiying.faces.look.downloads import download
from huiying.faces.look.rows import page_language
from huiying.faces.look.uploads import MORE, REMOVE, Basket, FileRow, kept_row, scan_note
from huiying.faces.look.views import plain
from huiying.loop.meet.waiting import add_overdue, candidates
from huiying.serve.coordination.enums import ItemKind
from huiying.serve.coordination.models import AgendaItem
from huiying.serve.coordination.models.concealing import concealed
from huiying.serve.coordination.presenters.meeting import KINDS
from huiying.serve.coordination.selectors.candidates import Candidate, Waiting
from huiying.serve.coordination.selectors.meetings import ItemView, MeetingView
from huiying.serve.coordination.services.agenda import (
    ItemPlan,
    add_item,
    change_item,
    order_by,
    order_items,
    put_paper,
    remove_item,
)

OWN = {"paper": ItemKind.PAPER, "other": ItemKind.OTHER}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an item will be about: its token in the address, its kind, and the candidate where it is one."""

    token: str
    kind: ItemKind
    candidate: Candidate | None = None


def token_of(one: Candidate) -> str:
    """How a candidate is named in an address."""
    if one.item is not None:
        return f"item-{one.item.pk}"
    if one.issue is not None:
        return f"issue-{one.issue.pk}"
    return f"case-{one.case.pk}" if one.case is not None else f"promise-{one.commitment}"


@meeting_page
def item_new(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """What waits, to choose from; with ?about= its words, drafted from what is known."""
    if not view.may_bring:
        return not_open(request)
    viewer, token = request.viewer, request.POST.get("about") or request.GET.get("about") or ""
    waiting = candidates(viewer.grants, viewer.today)
    if not token:
        return _choose(request, view, waiting)
    chosen = _chosen(token, waiting)
    return not_here(request) if chosen is None else _write(request, view, chosen)


def _choose(request: StaffRequest, view: MeetingView, waiting: Waiting) -> HttpResponse:
    rows = [
        {"one": one, "token": token_of(one), "kind": KINDS[one.kind]}
        for one in sorted(waiting.candidates, key=lambda one: (one.item is None, -one.care))
    ]
    context = {"meeting": view.meeting, "rows": rows, "not_for": waiting.not_for_meeting}
    return render(request, "desk/meetings/choose.html", page(request, "meetings") | context)


def _chosen(token: str, waiting: Waiting) -> Chosen | None:
    if token in OWN:
        return Chosen(token, OWN[token])
    found = next((one for one in waiting.candidates if token_of(one) == token), None)
    return Chosen(token, found.kind, found) if found is not None else None


def _write(request: StaffRequest, view: MeetingView, chosen: Chosen) -> HttpResponse:
    viewer, meeting = request.viewer, view.meeting
    form = ItemForm(posted(request), request.FILES or None, initial=_proposed(chosen))
    basket, whole = _basket(request, form, f"meeting:{meeting.pk}:{viewer.staff.pk}")
    what = f"item:{meeting.pk}:{chosen.token}"
    if whole and done(form, lambda: _add(meeting.pk, form, chosen, basket.ids, who(viewer, form, what))):
        success(request, _("On the agenda."))
        return redirect("desk:meeting", meeting.pk)
    context = _fields(basket, f"meeting:{meeting.pk}:{viewer.staff.pk}") | {
        "meeting": meeting,
        "title": _("Add an item"),
        "chosen": chosen,
        "why": chosen.candidate.why if chosen.candidate else "",
        "kind": KINDS[chosen.kind],
        "back": reverse("desk:meeting_item_new", args=(meeting.pk,)),
    }
    return shown(request, "item", form, context)


def _proposed(chosen: Chosen) -> dict[str, Any] | None:
    """What is known already of what is put on the agenda."""
    found = chosen.candidate
    if found is None:
        return None
    if found.item is not None:
        return ItemForm.of(found.item)
    return {"title": found.title.say(page_language())}


def _add(meeting_id: int, form: ItemForm, chosen: Chosen, files: list[int], how: Mapping[str, Any]) -> AgendaItem:
    found = chosen.candidate
    plan = form.plan(chosen.kind, **_about(found))
    if found is not None and found.commitment is not None and found.item is None:
        item = add_overdue(meeting_id, found.commitment, plan, **how)
        if files:
            put_paper(item.pk, files=files, **{**how, "key": f"{how['key']}:files"})
        return item
    return add_item(meeting_id, plan, files=files, **how)


def _about(found: Candidate | None) -> dict[str, Any]:
    if found is None:
        return {}
    about: dict[str, Any] = {
        "issue_id": found.issue.pk if found.issue else None,
        "case_id": found.case.pk if found.case else None,
        "commitment": found.commitment,
    }
    carried = {"carried_from_id": found.item.pk, "brought_by_id": found.item.brought_by_id} if found.item else {}
    return about | carried


@meeting_page
def item(request: StaffRequest, view: MeetingView, item_id: int) -> HttpResponse:
    """An item with its papers; whoever brings items writes it here while it has no outcome."""
    if (found := _item(view, item_id)) is None:
        return not_here(request)
    context = {
        "meeting": view.meeting,
        "one": found,
        "item": found.item,
        "kind": KINDS[ItemKind(found.item.kind)],
        "files": [_file(view, found.item, each) for each in found.item.files.all()],
        "may_change": view.may_bring and _changes(found),
        "may_remove": view.may_keep and _changes(found) and view.meeting.began_at is None,
        "may_decide": view.may_keep and view.meeting.ended_at is not None,
        "back": back_to(view),
    }
    return render(request, "desk/meetings/item_page.html", page(request, "meetings") | context)


def _changes(found: ItemView) -> bool:
    return found.item.kind != ItemKind.STANDING and found.item.outcome == "open"


@meeting_page
def item_edit(request: StaffRequest, view: MeetingView, item_id: int) -> HttpResponse:
    """Its words, how people weigh it, more papers."""
    if (found := _item(view, item_id)) is None:
        return not_here(request)
    if not view.may_bring:
        return not_open(request)
    viewer, one = request.viewer, found.item
    scope = f"meeting-item:{one.pk}:{viewer.staff.pk}"
    form = ItemForm(posted(request), request.FILES or None, initial=ItemForm.of(one))
    basket, whole = _basket(request, form, scope)
    plan = form.plan
    if whole and done(form, lambda: _change(one, plan(ItemKind(one.kind)), basket.ids, who(viewer, form, scope))):
        success(request, _("Kept."))
        return redirect("desk:meeting_item", view.meeting.pk, one.pk)
    back = reverse("desk:meeting_item", args=(view.meeting.pk, one.pk))
    context = {"meeting": view.meeting, "title": _("Change the item"), "kind": KINDS[ItemKind(one.kind)], "back": back}
    return shown(request, "item", form, context | _fields(basket, scope))


def _change(one: AgendaItem, plan: ItemPlan, files: list[int], how: Mapping[str, Any]) -> None:
    change_item(one.pk, plan, **how)
    if files:
        put_paper(one.pk, files=files, **{**how, "key": f"{how['key']}:files"})


@meeting_page
def item_remove(request: StaffRequest, view: MeetingView, item_id: int) -> HttpResponse:
    """Take it off, after asking."""
    if (found := _item(view, item_id)) is None:
        return not_here(request)
    if not view.may_keep:
        return not_open(request)
    form = MeetingForm(posted(request))
    if done(form, lambda: remove_item(item_id, **who(request.viewer, form, f"item-off:{item_id}"))):
        success(request, _("Taken off the agenda."))
        return redirect("desk:meeting", view.meeting.pk)
    return shown(request, "remove", form, {"meeting": view.meeting, "item": found.item, "back": back_to(view)})


@require_POST
@meeting_page
def order(request: StaffRequest, view: MeetingView) -> HttpResponse:
    """Take the order of a column (`by`), or move one item a place up or down (`up`, `down`: its number)."""
    if not view.may_keep:
        return not_open(request)
    viewer, form = request.viewer, MeetingForm(request.POST)
    by, anchor = request.POST.get("by", ""), ""
    try:
        if form.is_valid() and by in set(By):
            order_by(view.meeting.pk, By(by), **who(viewer, form, f"order:{view.meeting.pk}"))
        elif form.is_valid() and (moved := _moved(view, request.POST)) is not None:
            anchor, wanted = moved
            order_items(view.meeting.pk, wanted, **who(viewer, form, f"order:{view.meeting.pk}"))
    except HuiyingError as err:
        error(request, refusal(err))
    return redirect(back_to(view) + anchor)


def _moved(view: MeetingView, data: Mapping[str, str]) -> tuple[str, list[int]] | None:
    """The anchor of the moved item and the new order."""
    ids = [one.item.pk for one in view.items]
    for name, step in (("up", -1), ("down", 1)):
        chosen = data.get(name, "")
        if chosen.isdecimal() and int(chosen) in ids:
            at = ids.index(int(chosen))
            to = min(max(at + step, 0), len(ids) - 1)
            ids.insert(to, ids.pop(at))
            return f"#item-{chosen}", ids
    return None


@require_safe
@meeting_page
def item_file(request: StaffRequest, view: MeetingView, item_id: int, file_id: int) -> HttpResponse:
    """One paper of an item, to be saved."""
    found = _item(view, item_id)
    file = next((one.file for one in found.item.files.all() if one.pk == file_id), None) if found else None
    if file is None:
        return not_here(request)
    try:
        return download(file)
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])


def _item(view: MeetingView, item_id: int) -> ItemView | None:
    """None also for one whose words the viewer may not read any more."""
    return next((one for one in view.items if one.item.pk == item_id and not concealed(one.item)), None)


def _file(view: MeetingView, one: AgendaItem, each: Any) -> FileRow:
    url = reverse("desk:meeting_item_file", args=(view.meeting.pk, one.pk, each.pk))
    return kept_row(each.pk, each.file, url=url, picture="", note=scan_note(each.file))


def _basket(request: StaffRequest, form: ItemForm, scope: str) -> tuple[Basket, bool]:
    """The files that came so far, and whether the page was sent to be kept now."""
    basket = Basket.of(request.POST.get("kept", ""), scope)
    if not form.is_bound:
        return basket, False
    basket.remove(request.POST.get(REMOVE, ""))
    form.is_valid()
    basket.take(form.cleaned_data.get("papers", ()), request=request, now=request.viewer.now)
    for sentence in basket.refused:
        form.add_error("papers", sentence)
    if REMOVE in request.POST or MORE in request.POST:
        form.errors.clear()
        return basket, False
    return basket, not form.errors


def _fields(basket: Basket, scope: str) -> dict[str, Any]:
    basket.drop_gone()
    return {"files": basket.rows(), "kept": basket.sealed(scope)}
