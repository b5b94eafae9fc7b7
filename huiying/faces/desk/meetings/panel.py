"""The card on the page of a case or an issue: which meetings had it on the agenda, and what they settled."""

from collections.abc import Sequence
from typing import Any

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.meetings import words
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import AgendaItem, Issue
from huiying.serve.coordination.selectors.meetings import items_about


def of_case(case: Case, viewer: Viewer) -> list[dict[str, Any]]:
    """Nothing for a sealed or erased case."""
    if case.sealed or case.voice.erased_at is not None:
        return []
    return _rows(items_about(viewer.grants, case_id=case.pk))


def of_issue(issue: Issue, viewer: Viewer) -> list[dict[str, Any]]:
    """Those meetings that the viewer may read."""
    return _rows(items_about(viewer.grants, issue_id=issue.pk))


def _rows(items: Sequence[AgendaItem]) -> list[dict[str, Any]]:
    return [{"item": one, "outcome": words.outcome(one), "settled": one.resolutions.all()} for one in items]
