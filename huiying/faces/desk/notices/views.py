"""Public notices at the desk: the list, and one of them with its drafts, objections and result."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.notices import KINDS
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.nav import NOTICES, page
from huiying.faces.desk.paging import page_of
from huiying.faces.look.dates import full
from huiying.faces.look.parts import Link, Row
from huiying.faces.look.rows import page_language, said
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.notices.enums import NoticeState, Outcome
from huiying.serve.notices.errors import NoticeNotFound
from huiying.serve.notices.models import Notice
from huiying.serve.notices.presenters.notice import OUTCOMES, STATES, days_left, length
from huiying.serve.notices.selectors.notices import (
    draft_among,
    notice_for_viewer,
    notices_for,
    objections_of,
    result_due,
    standing_among,
    state_of,
    unanswered_of,
)
from huiying.serve.notices.selectors.rights import may_check, may_write, writing_units


def found_for(request: StaffRequest, notice_id: int) -> Notice | None:
    """One that the viewer may see."""
    try:
        return notice_for_viewer(notice_id, request.viewer.grants)
    except NoticeNotFound:
        return None


def crumbs(notice: Notice | None = None) -> list[Link]:
    """The pages above."""
    links = [Link(_("Public notices"), reverse("desk:notices"))]
    if notice is not None:
        links.append(
            Link(str(draft_among(notice) or standing_among(notice)), reverse("desk:notice", args=(notice.pk,)))
        )
    return links


def state_tag(notice: Notice, today: Any) -> dict[str, Any]:
    """Its tag."""
    look, words = STATES[state_of(notice, today=today)]
    return {"look": look.value, "words": words}


@require_safe
@staff_page(*NOTICES)
def notices(request: StaffRequest) -> HttpResponse:
    """Of the viewer's units: drafts, what is open, what waits for its result, what is over."""
    viewer = request.viewer
    found = page_of(request, notices_for(viewer.grants), reverse("desk:notices"), {})
    waiting = unanswered_of([one.pk for one in found.rows])
    context = {
        "found": found,
        "rows": [_row(one, viewer.today, waiting.get(one.pk, 0)) for one in found.rows],
        "writes": bool(writing_units(viewer.grants)),
    }
    return render(request, "desk/notices/list.html", page(request, "notices") | context)


def _row(notice: Notice, today: Any, waiting: int) -> dict[str, Any]:
    draft, standing = draft_among(notice), standing_among(notice)
    due = result_due(notice) if state_of(notice, today=today) is NoticeState.ENDED else None
    return {
        "notice": notice,
        "title": standing or draft,
        "kind": KINDS[notice.kind].name,
        "state": state_tag(notice, today),
        "change": standing is not None and draft is not None,
        "left": _left(notice, today),
        "waiting": waiting,
        "due": due,
        "late": due is not None and due < today,
    }


def _left(notice: Notice, today: Any) -> str:
    if notice.open_through is None or state_of(notice, today=today) is not NoticeState.OPEN:
        return ""
    return said(days_left(notice.open_through, today=today), page_language())


@require_safe
@staff_page(*NOTICES)
def notice(request: StaffRequest, notice_id: int) -> HttpResponse:
    """All of it. Objections by their number alone, linked for whoever may read the case."""
    if (found := found_for(request, notice_id)) is None:
        return not_here(request)
    viewer = request.viewer
    draft, standing = draft_among(found), standing_among(found)
    state = state_of(found, today=viewer.today)
    result = getattr(found, "result", None)
    objections = _objections(request, found)
    context = {
        "notice": found,
        "draft": draft,
        "standing": standing,
        "state": state_tag(found, viewer.today),
        "rows": _rows(found),
        "left": _left(found, viewer.today),
        "objections": objections,
        "waiting": sum(one["waits"] for one in objections),
        "result": result,
        "outcome": OUTCOMES[Outcome(result.outcome)] if result else None,
        "result_due": result_due(found) if state is NoticeState.ENDED else None,
        "writes": may_write(found.unit, viewer.grants),
        "checks": may_check(found.unit, viewer.grants),
        "mine": draft is not None and viewer.staff.pk in (draft.written_by_id, draft.asked_by_id),
        "result_mine": result is not None and result.written_by_id == viewer.staff.pk,
        "ended": state is NoticeState.ENDED,
        "over": state in (NoticeState.RESULT, NoticeState.DROPPED),
        "crumbs": crumbs(),
        "public_url": reverse("public:notice", args=(found.pk,)) if standing else "",
    }
    return render(request, "desk/notices/notice.html", page(request, "notices") | context)


def _rows(found: Notice) -> list[Row]:
    kind = KINDS[found.kind]
    days = said(length(type(kind.period)(found.days, kind.period.measure)), page_language())
    rows = [Row(_("Kind of notice"), kind.name), Row(_("Unit"), str(found.unit)), Row(_("Open for"), days)]
    if found.open_through is not None:
        rows.append(Row(_("Last day for objections"), full(found.open_through)))
    return rows


def _objections(request: StaffRequest, found: Notice) -> list[dict[str, Any]]:
    """Each with its day; the link only for whoever sees the case."""
    rows = objections_of(found.pk)
    cases = Case.objects.filter(visible_cases(request.viewer.grants), pk__in=[one.pk for one, _waits in rows])
    numbers = dict(cases.values_list("pk", "voice__number"))
    return [
        {
            "url": reverse("desk:case", args=(numbers[one.pk],)) if one.pk in numbers else "",
            "due": one.due_on,
            "late": waits and one.due_on < request.viewer.today,
            "waits": waits,
            "count": number,
        }
        for number, (one, waits) in enumerate(rows, start=1)
    ]
