"""What the night proposes: read it, choose which cases belong, take it up, or set it aside."""

from typing import Any

from django.contrib.messages import success
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.export.wanted import export_url
from huiying.faces.desk.issues import words
from huiying.faces.desk.issues.forms import AddingForm, AsideForm, OpeningForm
from huiying.faces.desk.nav import ISSUE_KEEPERS, ISSUES, page
from huiying.serve.coordination.enums import ProposalState
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.issues import issues_for
from huiying.serve.coordination.selectors.proposals import (
    ProposalView,
    is_taken,
    proposal_for_viewer,
    proposals_for,
)
from huiying.serve.coordination.services.keeping import open_issue
from huiying.serve.coordination.services.members import add_proposed
from huiying.serve.coordination.services.proposals import set_aside

ISSUE_PAGE = "desk:issue"


@require_safe
@staff_page(*ISSUES)
def issues(request: StaffRequest) -> HttpResponse:
    """Open issues, what is proposed, and what is over."""
    viewer = request.viewer
    keeps = viewer.holds(*ISSUE_KEEPERS)
    proposed = proposals_for(viewer.grants) if keeps else []
    aside = proposals_for(viewer.grants, state=ProposalState.ASIDE) if keeps else []
    context = {
        "keeps": keeps,
        "issues": [_row(issue) for issue in issues_for(viewer.grants)],
        "over": [_row(issue) for issue in issues_for(viewer.grants, over=True)],
        "proposals": [words.proposal(row) for row in proposed],
        "aside": [words.proposal(row) for row in aside],
        "export_url": export_url("issues"),
    }
    return render(request, "desk/issues/issues.html", page(request, "issues") | context)


def _row(issue: Issue) -> dict[str, Any]:
    return {"issue": issue, "state": words.state(issue)}


@staff_page(*ISSUE_KEEPERS)
def proposal(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Its cases, all ticked, each with its words and why it belongs; and the form that makes an issue of it."""
    try:
        view = proposal_for_viewer(proposal_id, request.viewer.grants)
    except IssueNotFound:
        return redirect("desk:issues") if is_taken(proposal_id) else not_here(request)
    form = _form(request, view)
    if form.is_bound and form.is_valid():
        try:
            issue = _take_up(request, view, form)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Kept. Every case goes on as before."))
            return redirect(ISSUE_PAGE, issue.pk)
    chosen = set(form["cases"].value() or ())
    context = {
        "form": form,
        "proposal": words.proposal(view.row),
        "rows": [words.member(one, ticked=str(one.case.pk) in chosen) for one in view.members],
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/issues/proposal.html", page(request, "issues") | context, status=status)


def _form(request: HttpRequest, view: ProposalView) -> OpeningForm | AddingForm:
    kind = OpeningForm if view.row.proposal.issue_id is None else AddingForm
    initial = {"cases": [str(one.case.pk) for one in view.members]}
    return kind(request.POST if request.method == "POST" else None, initial=initial)


def _take_up(request: StaffRequest, view: ProposalView, form: OpeningForm | AddingForm) -> Issue:
    viewer, found = request.viewer, view.row.proposal
    who: dict[str, Any] = {
        "actor": viewer.actor,
        "grants": viewer.grants,
        "now": viewer.now,
        "key": form.key_of(viewer, f"take:{found.pk}"),
    }
    chosen = [int(case_id) for case_id in form.cleaned_data["cases"]]
    if isinstance(form, OpeningForm):
        return open_issue(form.description(), chosen, proposal_id=found.pk, **who)
    return add_proposed(found.pk, chosen, **who)


@staff_page(*ISSUE_KEEPERS)
def aside(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Set it aside with a reason."""
    viewer = request.viewer
    try:
        view = proposal_for_viewer(proposal_id, viewer.grants)
    except IssueNotFound:
        return not_here(request)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        key = form.key_of(viewer, f"aside:{proposal_id}")
        try:
            set_aside(
                proposal_id,
                form.cleaned_data["reason"],
                actor=viewer.actor,
                grants=viewer.grants,
                now=viewer.now,
                key=key,
            )
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, _("Set aside. It comes back when it has grown clearly."))
            return redirect("desk:issues")
    context = {"form": form, "proposal": words.proposal(view.row), "id": proposal_id}
    status = 422 if form.is_bound else 200
    return render(request, "desk/issues/aside.html", page(request, "issues") | context, status=status)
