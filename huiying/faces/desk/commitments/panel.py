"""The card on the page of a case or an issue: what was promised because of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.commitments import words
from huiying.faces.desk.nav import COMMITMENTS
from huiying.judge.ratings.models import Verdict
from huiying.judge.ratings.selectors import verdict_of
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import commitments_behind_case
from huiying.serve.commitments.selectors.listing import commitments_of_issue
from huiying.serve.coordination.models import Issue


def of_case(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing for a sealed or erased case, nor where nothing was promised and the viewer makes no promises."""
    if case.sealed or case.voice.erased_at is not None or not viewer.holds(*COMMITMENTS):
        return None
    found = commitments_behind_case(case, viewer.grants)
    url = f"{reverse('desk:commitment_new')}?case={case.pk}" if viewer.holds(Role.DISPATCHER) else ""
    judged = {one.pk: verdict for one in found if (verdict := verdict_of(one.pk, case.pk)) is not None}
    return _panel(found, viewer, url, judged)


def of_issue(issue: Issue, viewer: Viewer, *, may_plan: bool) -> dict[str, Any] | None:
    """`may_plan`: whoever writes the plan of the issue also promises what it asks for."""
    found = commitments_of_issue(issue.pk, viewer.grants)
    makes = may_plan and not issue.is_over and viewer.holds(Role.DISPATCHER, Role.UNIT_HEAD)
    return _panel(found, viewer, f"{reverse('desk:commitment_new')}?issue={issue.pk}" if makes else "")


def _panel(
    found: Sequence[Commitment], viewer: Viewer, url: str, judged: Mapping[int, Verdict] | None = None
) -> dict[str, Any] | None:
    if not found and not url:
        return None
    said = judged or {}
    rows = [{"line": words.line(one, viewer.today), "verdict": said.get(one.pk)} for one in found]
    return {"rows": rows, "url": url}
