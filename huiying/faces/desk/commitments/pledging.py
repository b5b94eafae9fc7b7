"""Making a promise at the desk: a pledge of the own unit, or what an issue, a reception or a visit led to."""

from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.commitments.forms import PromiseForm
from huiying.faces.desk.nav import page
from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Channel
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import heads
from huiying.serve.commitments.services.making import Promise, make_commitment
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.issues import issue_for_viewer

MAKERS = (Role.DISPATCHER, Role.UNIT_HEAD)
_CAME_AT: dict[str, Source] = {Channel.RECEPTION: Source.RECEPTION, Channel.HOME_VISIT: Source.VISIT}


def may_promise(viewer: Viewer) -> bool:
    """Whether the viewer makes promises at all."""
    return viewer.holds(*MAKERS)


def units_of(viewer: Viewer) -> list[tuple[str, str]]:
    """Units that the viewer may promise for, as a tree: all of them for a dispatcher, the own ones for a head."""
    found = list(Unit.objects.filter(active=True).order_by("path"))
    if not viewer.holds(Role.DISPATCHER):
        found = [unit for unit in found if heads(unit, viewer.grants)]
    top = min((unit.path.count("/") for unit in found), default=0)
    return [(str(unit.pk), "\u3000" * (unit.path.count("/") - top) + str(unit)) for unit in found]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*MAKERS)
def new(request: StaffRequest) -> HttpResponse:
    """The address may name what led to it: `issue`, or `case`."""
    viewer = request.viewer
    try:
        issue, case = _issue(request), _case(request)
    except (IssueNotFound, CaseNotFound):
        return not_here(request)
    data = request.POST if request.method == "POST" else None
    form = PromiseForm(data, units=units_of(viewer), initial={"owner": _owner(viewer, issue)})
    if form.is_valid() and (made := _made(form, viewer, issue, case)) is not None:
        success(request, _("Promised. Those whose voices led to it are told."))
        return redirect("desk:commitment", made.pk)
    context = {"form": form, "issue": issue, "case": case}
    status = 422 if form.is_bound else 200
    return render(request, "desk/commitments/new.html", page(request, "commitments") | context, status=status)


def _owner(viewer: Viewer, issue: Issue | None) -> str:
    """Whose promise it most likely is: the unit in charge of the issue, else of a head the own."""
    if issue is not None and issue.owner_id is not None:
        return str(issue.owner_id)
    return "" if viewer.holds(Role.DISPATCHER) else str(viewer.unit.pk)


def _issue(request: StaffRequest) -> Issue | None:
    """Raises IssueNotFound for one that the viewer may not see."""
    if (asked := request.GET.get("issue")) is None:
        return None
    return issue_for_viewer(id_in(asked) or 0, request.viewer.grants).issue


def _case(request: StaffRequest) -> Case | None:
    """Raises CaseNotFound for one that the viewer may not see."""
    if (asked := request.GET.get("case")) is None:
        return None
    return case_for_viewer(id_in(asked) or 0, request.viewer.grants)


def _source(issue: Issue | None, case: Case | None) -> Source:
    """What it came from: the issue; the reception or the visit where the voice was taken; else it is a pledge."""
    if issue is not None:
        return Source.ISSUE
    return _CAME_AT.get(case.voice.channel, Source.PLEDGE) if case is not None else Source.PLEDGE


def _made(form: PromiseForm, viewer: Viewer, issue: Issue | None, case: Case | None) -> Commitment | None:
    said: dict[str, Any] = form.cleaned_data
    promise = Promise(
        words=said["words"],
        words_en=said["words_en"],
        owner_id=int(said["owner"]),
        due_on=said["due_on"],
        source=_source(issue, case),
        post=said["post"],
        evidence_wanted=said["evidence_wanted"],
        public=not said["hidden_reason"],
        hidden_reason=said["hidden_reason"],
        issue_id=issue.pk if issue else None,
        case_ids=(case.pk,) if case else (),
        parts=said["parts"],
    )
    key = form.key_of(viewer, "new")
    try:
        return make_commitment(promise, actor=viewer.actor, grants=viewer.grants, now=viewer.now, key=key)
    except HuiyingError as err:
        form.refuse(err)
        return None
