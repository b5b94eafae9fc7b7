"""The card on the page of a case or an issue: its nomination for the yearly list, or the way to one."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.matters import words
from huiying.faces.desk.nav import MATTERS
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue
from huiying.serve.matters.enums import Standing
from huiying.serve.matters.models import Nomination
from huiying.serve.matters.selectors.rights import may_keep, may_nominate
from huiying.serve.matters.selectors.years import concerns_a_list, nominated, nominated_issue, open_for_nominations


def of_case(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing for a sealed or erased case."""
    if case.sealed or case.voice.erased_at is not None or not viewer.holds(*MATTERS):
        return None
    if not concerns_a_list(Q(nominations__voices__case=case)):
        return None
    return _panel(nominated(case), f"case={case.pk}", viewer)


def of_issue(issue: Issue, viewer: Viewer) -> dict[str, Any] | None:
    """The same for all its voices."""
    return _panel(nominated_issue(issue), f"issue={issue.pk}", viewer) if viewer.holds(*MATTERS) else None


def _panel(found: Nomination | None, asked: str, viewer: Viewer) -> dict[str, Any] | None:
    if found is not None:
        reads = found.standing != Standing.WAITING or may_keep(found.year, viewer.grants)
        url = reverse("desk:nomination", args=(found.pk,)) if reads else ""
        return {"one": found, "url": url, **words.standing(found)}
    year = open_for_nominations(viewer.today)
    if year is None or not may_nominate(viewer.grants):
        return None
    return {"one": None, "year": year, "url": f"{reverse('desk:matter_nominate', args=(year.year,))}?{asked}"}
