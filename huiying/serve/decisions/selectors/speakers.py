"""Whose voices led to a decision."""

from django.db.models import Q, QuerySet

from huiying.core.disclosure import FEWEST
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.issues import COUNTED
from huiying.serve.decisions.models import Decision


def cases_behind(decision: Decision) -> list[Case]:
    """The cases linked to it and those of its issue whose speakers can still read: none sealed, none erased."""
    found = behind(decision.pk, decision.issue_id)
    return list(found.select_related("voice__person", "unit").order_by("pk"))


def voices_behind(decision: Decision) -> int:
    """How many they are, for everybody: 0 when fewer than 5.

    Where its public issue has a few fewer, their number, so that nobody derives the difference.
    """
    voices = behind(decision.pk, decision.issue_id).count()
    if decision.issue_id is not None:
        of_issue = Issue.objects.filter(COUNTED, pk=decision.issue_id).count()
        voices = of_issue if of_issue >= FEWEST and 0 < voices - of_issue < FEWEST else voices
    return voices if voices >= FEWEST else 0


def behind(decision_id: int, issue_id: int | None) -> QuerySet[Case]:
    """The same as a query."""
    led = Q(decisions__decision=decision_id)
    if issue_id is not None:
        led |= Q(issue_case__issue=issue_id)
    return Case.objects.filter(led, sealed=False, voice__erased_at=None, voice__revealed_at=None).distinct()
