"""An issue on its page, and every act that keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.commitments.panel import of_issue as promises_panel
from huiying.faces.desk.decisions.panel import of_issue as decisions_panel
from huiying.faces.desk.interests.panel import panel as interests_panel
from huiying.faces.desk.issues import words
from huiying.faces.desk.issues.forms import (
    ChoosingForm,
    DescriptionForm,
    IssueForm,
    OpeningForm,
    PlanForm,
    WordsForm,
)
from huiying.faces.desk.matters.panel import of_issue as list_panel
from huiying.faces.desk.meetings.panel import of_issue as meetings_panel
from huiying.faces.desk.nav import ISSUE_KEEPERS, ISSUE_READERS, page
from huiying.faces.look.parts import Option, Words
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.issues import IssueView, issue_for_viewer, issue_of_case, issues_open_to
from huiying.serve.coordination.services.ending import reopen_issue, set_down, solve_issue
from huiying.serve.coordination.services.keeping import change_issue, open_issue, plan_issue
from huiying.serve.coordination.services.members import add_cases, remove_case

LISTED = 50


@require_safe
@staff_page(*ISSUE_READERS)
def issue(request: StaffRequest, issue_id: int) -> HttpResponse:
    """Cause, unit, plan, the cases that the viewer may see, what happened."""
    try:
        view = issue_for_viewer(issue_id, request.viewer.grants)
    except IssueNotFound:
        return not_here(request)
    context = {
        "view": view,
        "issue": view.issue,
        "state": words.state(view.issue),
        "rows": words.summary(view),
        "cases": [words.voice(case) for case in view.cases[:LISTED]],
        "unlisted": max(0, len(view.cases) - LISTED),
        "steps": words.timeline(view.lines),
        "acts": _acts(view),
        "interests_panel": interests_panel("issue", issue_id, request.viewer),
        "meetings_panel": meetings_panel(view.issue, request.viewer),
        "promises_panel": promises_panel(view.issue, request.viewer, may_plan=view.may_plan),
        "decisions_panel": decisions_panel(view.issue, request.viewer),
        "list_panel": list_panel(view.issue, request.viewer),
    }
    return render(request, "desk/issues/issue.html", page(request, "issues") | context)


@dataclass(frozen=True, slots=True)
class Step:
    """One act on an issue: its words, its form, what it does. `planner`: the head of the unit in charge may do it."""

    name: str
    words: Words
    form: Callable[[Any, Issue], IssueForm]
    do: Callable[..., Issue]
    planner: bool = False
    over: bool = False


def _description(data: Any, found: Issue) -> IssueForm:
    initial = {name: getattr(found, name) for name in ("title", "title_en", "cause", "public")}
    return DescriptionForm(data, initial={**initial, "owner": str(found.owner_id or "")})


def _solving(data: Any, found: Issue) -> IssueForm:
    return WordsForm(
        data,
        label=_("What was done about the cause?"),
        hint=_("Everybody whose voice is in it is told, and reads these words on the receipt. Leave out names."),
    )


def _reason(label: Words, hint: Words) -> Callable[[Any, Issue], IssueForm]:
    return lambda data, found: WordsForm(data, label=str(label), hint=str(hint))


STEPS = {
    step.name: step
    for step in (
        Step(
            "edit",
            gettext_lazy("Change the description"),
            _description,
            lambda found, form, who: change_issue(found.pk, form.description(found), **who),
        ),
        Step(
            "plan",
            gettext_lazy("Write the plan"),
            lambda data, found: PlanForm(data, initial={"plan": found.plan, "plan_by": found.plan_by}),
            lambda found, form, who: plan_issue(
                found.pk, form.cleaned_data["plan"], plan_by=form.cleaned_data["plan_by"], **who
            ),
            planner=True,
        ),
        Step(
            "solve",
            gettext_lazy("It is solved: tell everybody who spoke"),
            _solving,
            lambda found, form, who: solve_issue(found.pk, form.cleaned_data["words"], **who),
            planner=True,
        ),
        Step(
            "end",
            gettext_lazy("End it without a solution"),
            _reason(gettext_lazy("Why does it end without a solution?"), gettext_lazy("Staff read this.")),
            lambda found, form, who: set_down(found.pk, form.cleaned_data["words"], **who),
        ),
        Step(
            "reopen",
            gettext_lazy("Reopen it"),
            _reason(
                gettext_lazy("Why is it open again?"),
                gettext_lazy("Staff read this. Who was told that it is solved reads on the receipt that it is not."),
            ),
            lambda found, form, who: reopen_issue(found.pk, form.cleaned_data["words"], **who),
            over=True,
        ),
    )
}


def _acts(view: IssueView) -> list[dict[str, Any]]:
    return [
        {"words": step.words, "url": reverse(f"desk:issue_{step.name}", args=(view.issue.pk,))}
        for step in STEPS.values()
        if step.over == view.issue.is_over and (view.may_plan if step.planner else view.may_keep)
    ]


@staff_page(*ISSUE_READERS)
def act(request: StaffRequest, issue_id: int, name: str) -> HttpResponse:
    """One of the acts: its form, or do it. Who may not is told so."""
    step, viewer = STEPS[name], request.viewer
    try:
        view = issue_for_viewer(issue_id, viewer.grants)
    except IssueNotFound:
        return not_here(request)
    if not (view.may_plan if step.planner else view.may_keep):
        return not_open(request)
    form = step.form(request.POST if request.method == "POST" else None, view.issue)
    if form.is_valid():
        try:
            step.do(view.issue, form, _who(viewer, form, f"{name}:{issue_id}"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept."))
            return redirect("desk:issue", issue_id)
    context = {"issue": view.issue, "form": form, "title": step.words, "voices": view.voices, "name": name}
    return _page(request, "act", form, context)


@staff_page(*ISSUE_KEEPERS)
def remove(request: StaffRequest, issue_id: int, case_id: int) -> HttpResponse:
    """Take a case out, after asking."""
    viewer = request.viewer
    try:
        view = issue_for_viewer(issue_id, viewer.grants)
        case = case_for_viewer(case_id, viewer.grants)
    except (IssueNotFound, CaseNotFound):
        return not_here(request)
    form = IssueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove_case(issue_id, case_id, **_who(viewer, form, f"out:{issue_id}:{case_id}"))
        success(request, _("Taken out of the issue."))
        return redirect("desk:issue", issue_id)
    return _page(request, "remove", form, {"issue": view.issue, "case": case, "form": form})


@staff_page(*ISSUE_KEEPERS)
def of_case(request: StaffRequest, case_id: int) -> HttpResponse:
    """Make a case part of an issue that is open."""
    viewer = request.viewer
    try:
        case = case_for_viewer(case_id, viewer.grants)
    except CaseNotFound:
        return not_here(request)
    if (there := issue_of_case(case)) is not None:
        return redirect("desk:issue", there.pk)
    choices = [
        (str(one.pk), Option(str(one), hint=ngettext("%(count)s voice", "%(count)s voices", count) % {"count": count}))
        for one, count in issues_open_to(viewer.grants)
    ]
    form = ChoosingForm(request.POST if request.method == "POST" else None, issues=choices)
    if form.is_valid():
        chosen = int(form.cleaned_data["issue"])
        try:
            add_cases(chosen, [case_id], **_who(viewer, form, f"add:{case_id}"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept. The case goes on as before."))
            return redirect("desk:issue", chosen)
    return _page(request, "of_case", form, {"case": case, "form": form, "choices": choices})


@staff_page(*ISSUE_KEEPERS)
def new(request: StaffRequest) -> HttpResponse:
    """Open an issue by hand, with the cases that the address names."""
    viewer = request.viewer
    asked = request.POST.getlist("cases") or request.GET.getlist("case")
    cases = [found for one in asked if (found := _case(one, viewer)) is not None]
    if not cases:
        return not_here(request)
    initial = {"cases": [str(case.pk) for case in cases]}
    form = OpeningForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        chosen = [int(case_id) for case_id in form.cleaned_data["cases"]]
        try:
            made = open_issue(form.description(), chosen, **_who(viewer, form, "new"))
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept. Every case goes on as before."))
            return redirect("desk:issue", made.pk)
    return _page(request, "new", form, {"form": form, "rows": [words.voice(case) for case in cases]})


def _case(case_id: str, viewer: Viewer) -> Any:
    try:
        return None if (number := id_in(case_id)) is None else case_for_viewer(number, viewer.grants)
    except CaseNotFound:
        return None


def _who(viewer: Viewer, form: IssueForm, what: str) -> dict[str, Any]:
    return {"actor": viewer.actor, "grants": viewer.grants, "now": viewer.now, "key": form.key_of(viewer, what)}


def _page(request: StaffRequest, name: str, form: forms.Form, context: Mapping[str, Any]) -> HttpResponse:
    shown = page(request, "issues") | dict(context)
    return render(request, f"desk/issues/{name}.html", shown, status=422 if form.is_bound else 200)
