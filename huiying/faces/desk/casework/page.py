"""The case page: what comes next, what is known, what was said, what happened, what can be done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.aid.panel import of_case as aid_panel
from huiying.faces.desk.appeals.panel import of_case as appeals_panel
from huiying.faces.desk.casework import alike, category, words
from huiying.faces.desk.casework.harm import came_from
from huiying.faces.desk.commitments.panel import of_case as promises_panel
from huiying.faces.desk.decisions.panel import of_case as decisions_panel
from huiying.faces.desk.files.panel import panel as files_panel
from huiying.faces.desk.insight.differences import unlike
from huiying.faces.desk.issues.panel import panel as issue_panel
from huiying.faces.desk.lists import CaseList, list_behind
from huiying.faces.desk.matters.panel import of_case as list_panel
from huiying.faces.desk.mediation.panel import THERE as IN_MEDIATION
from huiying.faces.desk.mediation.panel import of_case as mediation_panel
from huiying.faces.desk.mediation.panel import wanted as mediation_wanted
from huiying.faces.desk.meetings.panel import of_case as meetings_panel
from huiying.faces.desk.nav import CASES, DIFFERENCES, page
from huiying.faces.desk.notices.panel import of_case as notice_panel
from huiying.faces.desk.praise.panel import of_case as praise_panel
from huiying.faces.desk.recusal.panel import of_case as rights_panel
from huiying.faces.desk.supervision.panel import of_case as supervision_panel
from huiying.faces.look.parts import Row
from huiying.judge.ratings.models import Rating
from huiying.judge.ratings.selectors import rating_of
from huiying.listen.boxes.selectors.public import box_of
from huiying.listen.mail.selectors import holds_originals
from huiying.listen.voices.selectors import erasure_of
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.presenters.queue import CHANNELS, WANTS
from huiying.serve.casework.presenters.receipt import OUTCOMES
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.casepage import CaseView, case_for_viewer, case_view
from huiying.serve.mediation.selectors.mediations import last_of


@require_safe
@staff_page(*CASES)
def case(request: StaffRequest, case_id: int) -> HttpResponse:
    """A case that is not there and one that is not the viewer's look the same."""
    viewer = request.viewer
    try:
        found = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    view = case_view(found, actor=viewer.actor, grants=viewer.grants, now=viewer.now)
    behind, matter = list_behind(request, viewer), alike.panel(found, viewer)
    sets = category.may_set(found, viewer)
    context = {
        "view": view,
        "watermark": viewer.mark if found.sealed else None,
        "case": found,
        "voice": found.voice,
        "banner": words.banner(view),
        "rows": [
            *words.summary(view),
            category.row(found, settable=sets),
            *alike.rows(matter),
            *came_from(found, viewer),
        ],
        "steps": words.timeline(view),
        "wants": WANTS.get(found.voice.wants, ""),
        "channel": CHANNELS[found.voice.channel],
        "box": box_of(found.voice),
        "ratings": [words.rating(rating) for rating in _ratings(view)],
        "answers": [words.answer(reply, OUTCOMES) for reply in view.replies],
        "papers": words.papers(view),
        "files_panel": files_panel(found, viewer),
        "originals": view.may_reveal and holds_originals(found.voice),
        "erasure": erasure_of(found.voice),
        "matter": matter,
        "issue_panel": issue_panel(found, viewer),
        "meetings_panel": meetings_panel(found, viewer),
        "promises_panel": promises_panel(found, viewer),
        "decisions_panel": decisions_panel(found, viewer),
        "list_panel": list_panel(found, viewer),
        "appeals_panel": appeals_panel(found, viewer),
        "supervision_panel": supervision_panel(found, viewer),
        "mediation_panel": mediation_panel(found, viewer),
        "mediation_wanted": mediation_wanted(found, viewer),
        "praise_panel": praise_panel(found, viewer),
        "rights_panel": rights_panel(found, viewer),
        "aid_panel": aid_panel(found, viewer),
        "notice_panel": notice_panel(found),
        "unlike": unlike(found, viewer.grants) if viewer.holds(*DIFFERENCES) else (),
        "category_panel": category.panel(found) if sets else None,
        **words.acts(view, lambda act_id: _act_url(found.pk, act_id, behind)),
        **_walk(behind, found.pk),
    }
    return render(request, "desk/case.html", page(request, behind.name if behind else "") | context)


def _rows(view: CaseView, viewer: Viewer, *, settable: bool) -> list[Row]:
    return [*words.summary(view), category.row(view.case, settable=settable), *came_from(view.case, viewer)]


def _act_url(case_id: int, act_id: str, behind: CaseList | None) -> str:
    if act_id in IN_MEDIATION and (mediation := last_of(case_id)) is not None:
        return reverse("desk:mediation", args=(mediation.pk,))
    if behind is None:
        return reverse("desk:act", args=(case_id, act_id))
    return behind.case_url(case_id, "desk:act", act_id)


def _ratings(view: CaseView) -> list[Rating]:
    rounds = range(int(view.case.facts.get("round", 1)), 0, -1)
    return [rating for round_ in rounds if (rating := rating_of(view.case.pk, round_)) is not None]


def _walk(behind: CaseList | None, case_id: int) -> dict[str, Any]:
    """Where the case stands in the list it was opened from, and its neighbours."""
    if behind is None:
        return {}
    near = queues.neighbours(behind.cases(), case_id)
    return {
        "list_url": behind.url,
        "list_name": behind.name,
        "near": near,
        "following": behind.case_url(near.following) if near and near.following else "",
        "before": behind.case_url(near.before) if near and near.before else "",
    }
