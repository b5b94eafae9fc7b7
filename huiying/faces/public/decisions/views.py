"""Decisions on the public site: what was decided, how far it is carried out, and which steps were left out."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huiying.core.ticks import Standing
from huiying.faces.look.downloads import download, small_picture
from huiying.faces.look.parts import Chip
from huiying.faces.public.decisions import words
from huiying.faces.public.interests.part import interests_part
from huiying.foundation.files.errors import FileInfected, FileUnreadable
from huiying.foundation.files.models import StoredFile
from huiying.foundation.keys import clock
from huiying.serve.decisions.errors import DecisionNotFound
from huiying.serve.decisions.models import Decision
from huiying.serve.decisions.selectors.decisions import public_decision, public_decisions, public_file, steps_of

PAGE_ROWS = 30
ONLY = {"": gettext_lazy("Being carried out"), "over": gettext_lazy("Over")}


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    only = "over" if request.GET.get("only") == "over" else ""
    url = reverse("public:decisions")
    found = Paginator(public_decisions(over=bool(only)), PAGE_ROWS).get_page(request.GET.get("page"))
    here = f"{url}?only=over&page=" if only else f"{url}?page="
    context = {
        "rows": [_drawn(one) for one in found.object_list],
        "chips": [
            Chip(said, f"{url}?only={name}" if name else url, current=name == only) for name, said in ONLY.items()
        ],
        "before": f"{here}{found.previous_page_number()}" if found.has_previous() else "",
        "after": f"{here}{found.next_page_number()}" if found.has_next() else "",
    }
    return render(request, "public/decisions/decisions.html", context)


def _drawn(decision: Decision) -> dict[str, Any]:
    said = [one.standing for one in steps_of(decision)] if decision.major else []
    return {
        "decision": decision,
        "state": words.state(decision),
        "major": decision.major,
        "done": said.count(Standing.DONE),
        "out": said.count(Standing.LEFT_OUT) + said.count(Standing.PASSED_OVER),
    }


@require_safe
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """One of them."""
    today = timezone.localdate(clock.now())
    try:
        found = public_decision(decision_id, today=today)
    except DecisionNotFound as err:
        raise Http404 from err
    context = {
        "found": found,
        "decision": found.decision,
        "state": words.state(found.decision),
        "rows": words.summary(found),
        "road": words.road(found),
        "steps": words.steps(found.steps),
        "tasks": [words.task(one, today) for one in found.tasks],
        "files": words.files(found),
        "interests": interests_part("decision", decision_id),
    }
    return render(request, "public/decisions/decision.html", context)


@require_safe
def paper(request: HttpRequest, decision_id: int, file_id: int) -> HttpResponse:
    """The document, to be saved."""
    try:
        return download(_file(decision_id, file_id))
    except (FileInfected, FileUnreadable) as err:
        raise Http404 from err


@require_safe
def paper_small(request: HttpRequest, decision_id: int, file_id: int) -> HttpResponse:
    """Its small picture."""
    try:
        small = small_picture(_file(decision_id, file_id))
    except FileUnreadable as err:
        raise Http404 from err
    if small is None:
        raise Http404
    return small


def _file(decision_id: int, file_id: int) -> StoredFile:
    try:
        return public_file(decision_id, file_id)
    except DecisionNotFound as err:
        raise Http404 from err
