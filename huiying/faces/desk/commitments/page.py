"""A promise on its page: how it stands, its road back and forward, what can be done."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.commitments import words
from huiying.faces.desk.commitments.acts import acts_of
from huiying.faces.desk.decisions.panel import behind_promise
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.issues.words import voice
from huiying.faces.desk.nav import COMMITMENTS, ISSUE_READERS, MATTERS, MEETINGS, page
from huiying.faces.desk.supervision.panel import of_promise
from huiying.faces.look.downloads import download, small_picture
from huiying.faces.look.parts import Link
from huiying.faces.look.views import plain
from huiying.foundation.files.models import StoredFile
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import CommitmentView, commitment_for_viewer, file_for_viewer
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.selectors.issues import issue_for_viewer
from huiying.serve.matters.selectors.years import matter_of

LISTED = 50


def view_of(commitment_id: int, viewer: Viewer) -> CommitmentView | None:
    """None for one that is not there and for one that is not the viewer's to read."""
    try:
        return commitment_for_viewer(commitment_id, viewer.grants, today=viewer.today)
    except CommitmentNotFound:
        return None


@require_safe
@staff_page(*COMMITMENTS)
def commitment(request: StaffRequest, commitment_id: int) -> HttpResponse:
    """Who does what by when, how far it is, what led to it, what was told."""
    viewer = request.viewer
    if (view := view_of(commitment_id, viewer)) is None:
        return not_here(request)
    promise = view.commitment
    context = {
        "view": view,
        "promise": promise,
        "line": words.line(promise, viewer.today),
        "rows": words.summary(promise),
        "road": _road(promise, viewer),
        "verdicts": words.verdicts(promise),
        "files": words.evidence(promise, view.reports),
        "steps": words.timeline(view.reports),
        "cases": [voice(case) for case in view.cases[:LISTED]],
        "unlisted": max(0, len(view.cases) - LISTED),
        "acts": acts_of(view),
        "supervision_panel": of_promise(promise, viewer),
        "public_url": reverse("public:promise", args=(promise.pk,)) if promise.public else "",
    }
    return render(request, "desk/commitments/commitment.html", page(request, "commitments") | context)


def _road(promise: Commitment, viewer: Viewer) -> list[Link]:
    """What it came from, as far as the viewer may open it."""
    found = []
    if promise.issue_id is not None and viewer.holds(*ISSUE_READERS) and _may_read(promise.issue_id, viewer):
        found.append(Link(str(promise.issue), reverse("desk:issue", args=(promise.issue_id,))))
    if promise.resolution is not None and viewer.holds(*MEETINGS):
        meeting = promise.resolution.item.meeting
        found.append(Link(str(meeting), _meeting(meeting.pk)))
    if (matter := matter_of(promise.pk)) is not None and viewer.holds(*MATTERS):
        found.append(Link(str(matter), reverse("desk:matter", args=(matter.year.year, matter.position))))
    return [*found, *behind_promise(promise, viewer)]


def _may_read(issue_id: int, viewer: Viewer) -> bool:
    try:
        issue_for_viewer(issue_id, viewer.grants)
    except IssueNotFound:
        return False
    return True


def _meeting(meeting_id: int) -> str:
    try:
        return reverse("desk:meeting", args=(meeting_id,))
    except NoReverseMatch:
        return ""


@require_safe
@staff_page(*COMMITMENTS)
def evidence(request: StaffRequest, commitment_id: int, file_id: int) -> HttpResponse:
    """A file put to a report, to be saved."""
    if (found := _file(request, commitment_id, file_id)) is None:
        return not_here(request)
    try:
        return download(found)
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])


@require_safe
@staff_page(*COMMITMENTS)
def evidence_small(request: StaffRequest, commitment_id: int, file_id: int) -> HttpResponse:
    """Its small picture."""
    found = _file(request, commitment_id, file_id)
    try:
        small = small_picture(found) if found else None
    except HuiyingError:
        small = None
    return small or not_here(request)


def _file(request: StaffRequest, commitment_id: int, file_id: int) -> StoredFile | None:
    try:
        return file_for_viewer(commitment_id, file_id, request.viewer.grants)
    except CommitmentNotFound:
        return None
