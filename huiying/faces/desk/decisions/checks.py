"""Inspectors look on the spot; the owner answers."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.faces.desk.access import StaffRequest, not_here, not_open, staff_page
from huiying.faces.desk.decisions.forms import CheckForm, WordsForm
from huiying.faces.desk.decisions.keeping import back_to
from huiying.faces.desk.decisions.page import crumbs
from huiying.faces.desk.doing import POSTED, Answers, Doing, filled, shown
from huiying.faces.desk.nav import DECISIONS
from huiying.loop.carry_out_decision import look_on_the_spot
from huiying.serve.decisions.enums import Found
from huiying.serve.decisions.errors import DecisionNotFound
from huiying.serve.decisions.models import SpotCheck
from huiying.serve.decisions.selectors.decisions import task_for_viewer
from huiying.serve.decisions.services.checking import answer_check


@require_http_methods(POSTED)
@staff_page(*DECISIONS)
def look(request: StaffRequest, task_id: int) -> HttpResponse:
    """Write down what was seen of a task."""
    viewer = request.viewer
    try:
        view, found = task_for_viewer(task_id, viewer.grants, today=viewer.today)
    except DecisionNotFound:
        return not_here(request)
    if not view.may_check:
        return not_open(request)
    form = CheckForm(
        filled(request),
        request.FILES if request.method == "POST" else None,
        task=found.task,
        label=_("What did you see?"),
        hint=_(
            "The unit reads it and may answer; where the task is public, everybody does. Leave out names of people."
        ),
        initial={"seen_on": viewer.today},
    )
    doing = Doing(
        f"decision:look:{task_id}",
        _("Checked on the spot"),
        form,
        lambda said, who: look_on_the_spot(
            task_id, Found(said["found"]), said["seen_on"], said["words"], **_more(said), **who
        ),
        back_to(view),
        crumbs(view),
        [str(found.task.commitment)],
    )
    return shown(request, doing, "decisions")


def _more(said: Answers) -> dict[str, Any]:
    return {"open_again": bool(said.get("open_again")), "due_on": said.get("due_on")}


@require_http_methods(POSTED)
@staff_page(*DECISIONS)
def answer(request: StaffRequest, check_id: int) -> HttpResponse:
    """Answer for the owner."""
    viewer = request.viewer
    check = SpotCheck.objects.filter(pk=check_id).first()
    if check is None:
        return not_here(request)
    try:
        view, found = task_for_viewer(check.task_id, viewer.grants, today=viewer.today)
    except DecisionNotFound:
        return not_here(request)
    if not found.may_answer:
        return not_open(request)
    hint = _("It stands beside what the inspector wrote. Leave out names of people.")
    doing = Doing(
        f"decision:answer:{check_id}",
        _("Answer the check"),
        WordsForm(filled(request), label=_("What is true of it, and what was done?"), hint=hint),
        lambda said, who: answer_check(check_id, said["words"], **who),
        back_to(view),
        crumbs(view),
        [check.words],
    )
    return shown(request, doing, "decisions")
