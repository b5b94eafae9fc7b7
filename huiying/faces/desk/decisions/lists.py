"""Decisions at the desk: those that are carried out, those that are over, and what those above wait to hear."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huiying.core.ticks import Standing
from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.decisions import words
from huiying.faces.desk.nav import DECISIONS, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.look.parts import Chip
from huiying.serve.decisions.models import Decision, Task
from huiying.serve.decisions.selectors.circulars import circulars_to_answer
from huiying.serve.decisions.selectors.decisions import decisions_for, decisions_to_report, steps_of
from huiying.serve.decisions.selectors.rights import KEEPS

ONLY = {
    "": gettext_lazy("Being carried out"),
    "over": gettext_lazy("Over"),
    "report": gettext_lazy("To report upwards"),
}
"""What the chips show, by their word in the address."""


@require_safe
@staff_page(*DECISIONS)
def decisions(request: StaffRequest) -> HttpResponse:
    """The newest first; what is asked for stands in the address."""
    viewer, only = request.viewer, request.GET.get("only", "")
    only = only if only in ONLY else ""
    url = reverse("desk:decisions")
    asked = {"only": only} if only else {}
    waiting = decisions_to_report(viewer.grants)
    rows: Any = waiting if only == "report" else decisions_for(viewer.grants, over=only == "over")
    found = page_of(request, rows, url, asked)
    counts = {"report": len(waiting)}
    context = {
        "found": found,
        "only": only,
        "rows": [] if only == "report" else [_drawn(one) for one in found.rows],
        "tasks": [_waits(one, viewer.today) for one in found.rows] if only == "report" else [],
        "chips": [
            Chip(said, address(url, {"only": name} if name else {}), counts.get(name), name == only)
            for name, said in ONLY.items()
        ],
        "circulars_waiting": circulars_to_answer(viewer.grants),
        "keeps": viewer.holds(*KEEPS),
    }
    return render(request, "desk/decisions/list.html", page(request, "decisions") | context)


def _drawn(decision: Decision) -> dict[str, Any]:
    """`stepped`: how many of the five steps are done; `silent`: passed over without a reason."""
    standing = [one.standing for one in steps_of(decision)]
    return {
        "decision": decision,
        "state": words.state(decision),
        "stepped": standing.count(Standing.DONE) if decision.major else None,
        "silent": standing.count(Standing.PASSED_OVER),
    }


def _waits(task: Task, today: Any) -> dict[str, Any]:
    return {"task": task, "late": task.report_by is not None and task.report_by < today}
