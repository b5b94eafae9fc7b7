"""Common issues that the office made public: cause, unit, plan and how many spoke; nothing that anybody said."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.faces.look.dates import full
from huiying.faces.look.language import parts_with_lang, with_lang
from huiying.faces.look.parts import Row
from huiying.faces.public.commitments.words import of_issue
from huiying.faces.public.decisions.part import of_issue as decisions_of_issue
from huiying.faces.public.interests.part import interests_part
from huiying.foundation.keys import clock
from huiying.serve.coordination.enums import IssueState
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.presenters.issue import STATES
from huiying.serve.coordination.selectors.issues import PublicIssue, public_issue, public_issues


@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    """Those still open first."""
    shown = [_drawn(one) for one in public_issues()]
    return render(request, "public/issues/issues.html", {"issues": shown})


@require_safe
def issue(request: HttpRequest, issue_id: int) -> HttpResponse:
    """One of them."""
    try:
        found = public_issue(issue_id)
    except IssueNotFound as err:
        raise Http404 from err
    shown = {
        "rows": _rows(found),
        "interests": interests_part("issue", issue_id),
        "promises": of_issue(issue_id, localdate(clock.now())),
        "decisions": decisions_of_issue(issue_id),
    }
    return render(request, "public/issues/issue.html", _drawn(found) | shown)


def _drawn(one: PublicIssue) -> dict[str, object]:
    look, words = STATES[IssueState(one.issue.state)]
    return {"one": one, "issue": one.issue, "shape": look.value, "state": words}


def _rows(one: PublicIssue) -> list[Row]:
    issue = one.issue
    rows = [
        Row(_("What the cause is"), with_lang(issue.cause or _("This is being looked into."))),
        Row(_("Who deals with it"), parts_with_lang(str(issue.owner)) if issue.owner else _("not settled yet")),
        Row(_("What will be done"), with_lang(issue.plan or _("There is no plan yet."))),
    ]
    if issue.plan_by:
        rows.append(Row(_("To be done by"), full(issue.plan_by)))
    if issue.solved_text:
        rows.append(Row(_("What was done"), with_lang(issue.solved_text)))
    if issue.place and one.voices:  # it is that of the voices, and what a few say is theirs
        rows.append(Row(_("Where"), parts_with_lang(str(issue.place))))
    if one.voices:
        rows.append(Row(_("How many spoke of it"), str(one.voices)))
    return rows
