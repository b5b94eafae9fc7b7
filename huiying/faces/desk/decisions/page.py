"""A decision on its page: what was decided, its five steps, its tasks, what inspectors saw, what happened."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.decisions import words
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.interests.panel import panel as interests_panel
from huiying.faces.desk.issues.words import voice
from huiying.faces.desk.nav import DECISIONS, page
from huiying.faces.look.downloads import download, small_picture
from huiying.faces.look.parts import Link
from huiying.faces.look.views import plain
from huiying.foundation.files.models import StoredFile
from huiying.serve.decisions.errors import DecisionNotFound
from huiying.serve.decisions.selectors.decisions import (
    DecisionView,
    check_file_for_viewer,
    decision_for_viewer,
    file_for_viewer,
)

P = ParamSpec("P")
LISTED = 50


def decision_page(
    view: Callable[Concatenate[StaffRequest, DecisionView, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page about the decision of the address, for whoever may read it."""

    @wraps(view)
    def opened(request: StaffRequest, decision_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            found = decision_for_viewer(decision_id, request.viewer.grants, today=request.viewer.today)
        except DecisionNotFound:
            return not_here(request)
        return view(request, found, *args, **kwargs)

    return staff_page(*DECISIONS)(opened)


def crumbs(view: DecisionView | None = None) -> list[Link]:
    """The pages above those of a decision."""
    above = [Link(_("Decisions"), reverse("desk:decisions"))]
    if view is not None:
        above.append(Link(str(view.decision), reverse("desk:decision", args=(view.decision.pk,))))
    return above


@require_safe
@decision_page
def decision(request: StaffRequest, view: DecisionView) -> HttpResponse:
    """All of it."""
    viewer = request.viewer
    see_files = view.may_keep or view.may_check
    context = {
        "view": view,
        "decision": view.decision,
        "state": words.state(view.decision),
        "rows": words.summary(view),
        "steps": words.steps(view),
        "tasks": [words.task(one, viewer.today, see_files=see_files) for one in view.tasks],
        "files": words.papers(view),
        "lines": words.timeline(view.lines),
        "cases": [voice(case) for case in view.cases[:LISTED]],
        "unlisted": max(0, len(view.cases) - LISTED),
        "acts": _acts(view),
        "circulars": view.decision.circulars.filter(sent_at__isnull=False).order_by("-sent_at") if see_files else [],
        "interests_panel": interests_panel("decision", view.decision.pk, viewer),
        "public_url": reverse("public:decision", args=(view.decision.pk,)) if view.decision.public else "",
    }
    return render(request, "desk/decisions/decision.html", page(request, "decisions") | context)


def _acts(view: DecisionView) -> list[Link]:
    """What the viewer can do now with the whole decision."""
    pk = view.decision.pk
    found: list[Link] = []
    if view.may_keep and not view.decision.is_over:
        found += [
            Link(_("Give a task"), reverse("desk:decision_task", args=(pk,))),
            Link(_("Change the description"), reverse("desk:decision_edit", args=(pk,))),
        ]
        if not view.decision.major:
            last = (pk, "carried_out")
            found.append(Link(_("It is carried out"), reverse("desk:decision_tick", args=last)))
            found.append(Link(_("It will not be carried out"), reverse("desk:decision_omit", args=last)))
    if view.may_keep:
        found += [
            Link(_("Attach the document"), reverse("desk:decision_papers", args=(pk,))),
            Link(_("Name voices that led to it"), reverse("desk:decision_voices", args=(pk,))),
        ]
    if view.may_keep or view.may_check:
        found.append(Link(_("Write a circular"), f"{reverse('desk:circular_new')}?decision={pk}"))
    return found


@require_safe
@staff_page(*DECISIONS)
def paper(request: StaffRequest, decision_id: int, file_id: int, *, small: bool = False) -> HttpResponse:
    """The document or an annex, to be saved; or its small picture."""
    return _given(request, lambda: file_for_viewer(decision_id, file_id, request.viewer.grants), small)


@require_safe
@staff_page(*DECISIONS)
def seen(request: StaffRequest, check_id: int, file_id: int, *, small: bool = False) -> HttpResponse:
    """What an inspector brought from the place, to be saved; or its small picture."""
    return _given(request, lambda: check_file_for_viewer(check_id, file_id, request.viewer.grants), small)


def _given(request: StaffRequest, find: Callable[[], StoredFile], small: bool) -> HttpResponse:
    try:
        file = find()
        given: Any = small_picture(file) if small else download(file)
    except DecisionNotFound:
        return not_here(request)
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])
    return given or not_here(request)
