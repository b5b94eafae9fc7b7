"""Improvement items at the desk, unit by unit in the order of the tree."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from huiying.faces.desk.access import StaffRequest, staff_page
from huiying.faces.desk.nav import IMPROVEMENTS, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.look.parts import Chip
from huiying.faces.look.shares import share_html
from huiying.improve.improvements.enums import ImprovementState
from huiying.improve.improvements.models import Improvement
from huiying.improve.improvements.presenters.words import TRIGGERS, about, state_of
from huiying.improve.improvements.selectors.improvements import improvements_for, measures_read, waiting_for
from huiying.serve.commitments.models import Commitment

ONLY = {
    "": _("Open items"),
    "answer": _("Without a measure"),
    "contested": _("Contested"),
    "measured": _("Measured again"),
    "closed": _("Closed"),
}
"""What the chips show, by their word in the address."""


@require_safe
@staff_page(*IMPROVEMENTS)
def improvements(request: StaffRequest) -> HttpResponse:
    """What is asked for stands in the address."""
    viewer, only = request.viewer, request.GET.get("only", "")
    only = only if only in ONLY else ""
    rows, waiting = improvements_for(viewer.grants), waiting_for(viewer.grants, viewer.today)
    lists: dict[str, QuerySet[Improvement]] = {
        "": rows.filter(state=ImprovementState.OPEN.value),
        "measured": rows.filter(state=ImprovementState.MEASURED.value),
        "closed": rows.filter(state=ImprovementState.CLOSED.value),
        "answer": waiting["answer"],
        "contested": waiting["contested"],
    }
    url = reverse("desk:improvements")
    found = page_of(request, lists[only], url, {"only": only} if only else {})
    measures = measures_read(found.rows, viewer.grants)
    context = {
        "found": found,
        "rows": [_drawn(one, viewer.today, measures) for one in found.rows],
        "late": waiting["late"].count(),
        "chips": [
            Chip(said, address(url, {"only": name} if name else {}), lists[name].count(), name == only)
            for name, said in ONLY.items()
        ],
    }
    return render(request, "desk/improvements/list.html", page(request, "improvements") | context)


def _drawn(improvement: Improvement, today: Any, measures: Mapping[int, Commitment]) -> dict[str, Any]:
    tag, words = state_of(improvement)
    rule = improvement.rule
    return {
        "item": improvement,
        "measure": measures.get(improvement.commitment_id or 0),
        "about": about(improvement),
        "trigger": TRIGGERS[rule.trigger],
        "rule": rule,
        "before": share_html(improvement.before),
        "tag": tag.value,
        "state": words,
        "late": improvement.is_open and improvement.commitment is None and improvement.answer_by < today,
    }
