"""The card on a case page: which issue it is part of, or the way into one."""

from typing import Any

from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.issues import words
from huiying.faces.desk.nav import ISSUE_KEEPERS, ISSUE_READERS
from huiying.serve.casework.models import Case
from huiying.serve.coordination.selectors.issues import issue_of_case


def panel(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Nothing for a sealed or erased case, nor where there is no issue and the viewer opens none."""
    if case.sealed or case.voice.erased_at is not None:
        return None
    if (found := issue_of_case(case)) is not None:
        url = reverse("desk:issue", args=(found.pk,)) if viewer.holds(*ISSUE_READERS) else ""
        return {"issue": found, "state": words.state(found), "url": url}
    if viewer.holds(*ISSUE_KEEPERS):
        return {"issue": None, "url": reverse("desk:case_issue", args=(case.pk,))}
    return None
