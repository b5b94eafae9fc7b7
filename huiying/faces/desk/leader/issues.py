"""People's call is the first signal: the five issues of which most is said now, with their trend."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from huiying.core.disclosure import FEWEST
from huiying.faces.desk.insight.line import Line, Week, line_of
from huiying.foundation.people.models import Grant
from huiying.serve.coordination.models import Issue, IssueCase
from huiying.serve.coordination.selectors.issues import issues_for

SPANS, DAYS, MOST = 6, 30, 5


@dataclass(frozen=True, slots=True)
class IssueLine:
    """`voices`: of the last 30 days, None below five; `trend`: six spans of 30 days; `told`: their counts in words."""

    issue: Issue
    url: str
    voices: int | None
    trend: Line
    told: tuple[str, ...]


def five_issues(grants: Sequence[Grant], today: date, few: str) -> list[IssueLine]:
    """Open issues, those of which most was said in the last 30 days first. `few`: how a count below five is told."""
    open_ones: list[Any] = issues_for(grants)
    heard = _heard([issue.pk for issue in open_ones], today)
    ordered = sorted(open_ones, key=lambda issue: (-heard[issue.pk, SPANS - 1], -issue.voices, issue.pk))
    return [_line(issue, heard, today, few) for issue in ordered[:MOST]]


def _heard(ids: Sequence[int], today: date) -> Counter[tuple[int, int]]:
    """Voices by issue and span, 0 the oldest; sealed, erased and revealed ones are left out."""
    first = today - timedelta(days=SPANS * DAYS - 1)
    members = IssueCase.objects.filter(
        issue__in=ids,
        case__sealed=False,
        case__voice__erased_at=None,
        case__voice__revealed_at=None,
        case__voice__received_at__date__gte=first,
    )
    rows = members.values_list("issue_id", "case__voice__received_at__date")
    return Counter((issue, (day - first).days // DAYS) for issue, day in rows)


def _line(issue: Issue, heard: Counter[tuple[int, int]], today: date, few: str) -> IssueLine:
    counts = [heard[issue.pk, at] for at in range(SPANS)]
    shown = [count if count >= FEWEST else None for count in counts]
    spans = [Week(today - timedelta(days=DAYS * (SPANS - 1 - at)), count) for at, count in enumerate(shown)]
    told = tuple(few if count is None else str(count) for count in shown)
    return IssueLine(issue, reverse("desk:issue", args=(issue.pk,)), shown[-1], line_of(spans), told)
