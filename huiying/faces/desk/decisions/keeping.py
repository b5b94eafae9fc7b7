"""Everything that keeps a decision: entered, described, given papers, voices and tasks, reported upwards."""

from dataclasses import fields
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.decisions.forms import DecisionForm, LinkForm, NewDecisionForm, PapersForm, TaskForm, WordsForm
from huiying.faces.desk.decisions.page import crumbs, decision_page
from huiying.faces.desk.doing import POSTED, Answers, Doing, filled, shown
from huiying.faces.desk.issues.forms import units
from huiying.faces.desk.nav import DECISIONS
from huiying.faces.look.dates import full
from huiying.loop.carry_out_decision import TaskOf, give_task, link_cases, make_decision
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.coordination.models import Issue, Resolution
from huiying.serve.coordination.selectors.rights import visible_issues
from huiying.serve.decisions.errors import DecisionNotFound
from huiying.serve.decisions.selectors.decisions import DecisionView, task_for_viewer
from huiying.serve.decisions.selectors.rights import resolutions_for
from huiying.serve.decisions.services.making import Described, add_files, change_decision
from huiying.serve.decisions.services.tasks import report_task


def back_to(view: DecisionView) -> str:
    """The address of the page of the decision."""
    return reverse("desk:decision", args=(view.decision.pk,))


def _of_decision(made: Any) -> str:
    return reverse("desk:decision", args=(made.pk,))


@require_http_methods(POSTED)
@staff_page(Role.DISPATCHER)
def new(request: StaffRequest) -> HttpResponse:
    """Enter a decision. The address may name what it comes of: `issue`, or `resolution`."""
    viewer = request.viewer
    issue, resolution = _issue(request, viewer), _resolution(request, viewer)
    title = issue.title if issue else resolution.text[:160] if resolution else ""
    initial = {"decided_on": viewer.today, "title": title, "body": str(viewer.unit.pk)}
    form = NewDecisionForm(filled(request), units=units(), viewer=viewer, initial=initial)
    notes = [str(one) for one in (issue, resolution and resolution.text) if one]
    doing = Doing(
        "decision:new",
        _("Enter a decision"),
        form,
        lambda said, who: make_decision(_described(said, issue, resolution), case_ids=said["numbers"], **who),
        reverse("desk:decisions"),
        crumbs(),
        notes,
        then=_of_decision,
    )
    return shown(request, doing, "decisions")


def _issue(request: StaffRequest, viewer: Viewer) -> Issue | None:
    """The issue that the address names, where the viewer may read it."""
    pk = id_in(request.GET.get("issue", ""))
    return Issue.objects.filter(visible_issues(viewer.grants), pk=pk).first() if pk else None


def _resolution(request: StaffRequest, viewer: Viewer) -> Resolution | None:
    """The resolution that the address names, where the viewer may read its meeting."""
    pk = id_in(request.GET.get("resolution", ""))
    return resolutions_for(viewer.grants).filter(pk=pk).first() if pk else None


def _described(said: Answers, issue: Issue | None = None, resolution: Resolution | None = None) -> Described:
    plain = {one.name for one in fields(Described)} & said.keys()
    return Described(
        **{name: said[name] for name in plain},
        body_id=int(said["body"]),
        public=not said["hidden_reason"],
        issue_id=issue.pk if issue else None,
        resolution_id=resolution.pk if resolution else None,
    )


@require_http_methods(POSTED)
@decision_page
def edit(request: StaffRequest, view: DecisionView) -> HttpResponse:
    """Write the description anew."""
    if not view.may_keep:
        return not_open(request)
    decision = view.decision
    initial = {name: getattr(decision, name) for name in DecisionForm.base_fields if hasattr(decision, name)}
    form = DecisionForm(filled(request), units=units(), initial=initial | {"body": str(decision.body_id)})
    doing = Doing(
        f"decision:edit:{decision.pk}",
        _("Change the description"),
        form,
        lambda said, who: change_decision(decision.pk, _described(said), **who),
        back_to(view),
        crumbs(view),
    )
    return shown(request, doing, "decisions")


@require_http_methods(POSTED)
@decision_page
def papers(request: StaffRequest, view: DecisionView) -> HttpResponse:
    """Attach the document or an annex."""
    if not view.may_keep:
        return not_open(request)
    pk = view.decision.pk
    form = PapersForm(filled(request), request.FILES if request.method == "POST" else None)
    doing = Doing(
        f"decision:papers:{pk}",
        _("Attach the document"),
        form,
        lambda said, who: add_files(pk, public=said["public"], **who),
        back_to(view),
        crumbs(view),
        button=_("Attach"),
    )
    return shown(request, doing, "decisions")


@require_http_methods(POSTED)
@decision_page
def voices(request: StaffRequest, view: DecisionView) -> HttpResponse:
    """Name voices that led to it."""
    if not view.may_keep:
        return not_open(request)
    pk = view.decision.pk
    doing = Doing(
        f"decision:voices:{pk}",
        _("Name voices that led to it"),
        LinkForm(filled(request), viewer=request.viewer),
        lambda said, who: link_cases(pk, said["numbers"], **who),
        back_to(view),
        crumbs(view),
    )
    return shown(request, doing, "decisions")


@require_http_methods(POSTED)
@decision_page
def task(request: StaffRequest, view: DecisionView) -> HttpResponse:
    """Give a task to a unit."""
    if not view.may_keep or view.decision.is_over:
        return not_open(request)
    pk = view.decision.pk
    form = TaskForm(filled(request), units=units(), initial={"report_by": view.decision.report_by})
    if not view.decision.from_above:
        del form.fields["report_by"]
    doing = Doing(
        f"decision:task:{pk}",
        _("Give a task"),
        form,
        lambda said, who: give_task(pk, _task(said), **who),
        back_to(view),
        crumbs(view),
        [_("It is public as the decision is; whoever spoke reads it on the receipt.")],
        button=_("Give the task"),
    )
    return shown(request, doing, "decisions")


def _task(said: Answers) -> TaskOf:
    return TaskOf(
        words=said["words"],
        words_en=said["words_en"],
        owner_id=int(said["owner"]),
        due_on=said["due_on"],
        evidence_wanted=said["evidence_wanted"],
        report_by=said.get("report_by"),
        parts=said["parts"],
    )


@require_http_methods(POSTED)
@staff_page(*DECISIONS)
def report(request: StaffRequest, task_id: int) -> HttpResponse:
    """Write down what those above were told of a task."""
    viewer = request.viewer
    try:
        view, found = task_for_viewer(task_id, viewer.grants, today=viewer.today)
    except DecisionNotFound:
        return not_here(request)
    if not view.may_keep or found.task.report_by is None:
        return not_open(request)
    asked = _("%(who)s wants to hear of it by %(day)s.") % {
        "who": view.decision.from_above or _("Whoever handed it down"),
        "day": full(found.task.report_by),
    }
    label = _("What were they told, and how?")
    doing = Doing(
        f"decision:report:{task_id}",
        _("Reported upwards"),
        WordsForm(filled(request), label=label, hint=_("Staff read this.")),
        lambda said, who: report_task(task_id, said["words"], **who),
        back_to(view),
        crumbs(view),
        [str(found.task.commitment), asked],
    )
    return shown(request, doing, "decisions")
