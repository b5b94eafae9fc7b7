"""The card on the page of a case or an issue: which decisions came of it, or the way to enter one."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from huiying.core.procedures.model import Role
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.decisions import words
from huiying.faces.desk.nav import DECISIONS
from huiying.faces.look.parts import Link
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.models import Issue
from huiying.serve.decisions.models import Decision
from huiying.serve.decisions.selectors.decisions import (
    decision_of_commitment,
    decisions_behind_case,
    decisions_of_issue,
)


def of_case(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing for a sealed or erased case, nor where no decision came of it that the viewer may read."""
    if case.sealed or case.voice.erased_at is not None or not viewer.holds(*DECISIONS):
        return None
    return _panel(decisions_behind_case(case.pk, viewer.grants), "")


def of_issue(issue: Issue, viewer: Viewer) -> dict[str, Any] | None:
    """With the way to enter one, for dispatchers."""
    url = f"{reverse('desk:decision_new')}?issue={issue.pk}" if viewer.holds(Role.DISPATCHER) else ""
    return _panel(decisions_of_issue(issue.pk, viewer.grants), url)


def behind_promise(promise: Commitment, viewer: Viewer) -> list[Link]:
    """The decision that a promise is a task of, where the viewer may read it."""
    decision = decision_of_commitment(promise.pk, viewer.grants)
    return [Link(str(decision), reverse("desk:decision", args=(decision.pk,)))] if decision else []


def _panel(found: Sequence[Decision], url: str) -> dict[str, Any] | None:
    if not found and not url:
        return None
    return {"rows": [{"decision": one, "state": words.state(one)} for one in found], "url": url}
