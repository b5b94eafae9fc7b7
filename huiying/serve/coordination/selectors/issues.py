"""Issues as somebody may read them: staff by their rights, a speaker through the receipt, the public what is public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, F, Q, QuerySet, When

from huiying.core.disclosure import FEWEST
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant, Staff
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.coordination.enums import OVER, IssueState
from huiying.serve.coordination.errors import IssueNotFound
from huiying.serve.coordination.models import Issue, IssueCase
from huiying.serve.coordination.selectors.rights import may_keep, may_plan, visible_issues

SHOWN = Q(public=True) & ~Q(state=IssueState.SET_DOWN)
"""What ends without a solution, because it was none or not one, leaves the public site."""
LEAST_TOGETHER = 2
"""Of an issue with one voice so far its speaker hears nothing: nobody else said it yet."""
COUNTED = Q(members__case__sealed=False, members__case__voice__revealed_at=None)
MOST = 200
_FOR_TIMELINE = ("reason", "words", "plan", "cause")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened to an issue. `words`: what was written with it."""

    event: Event
    by: Staff | None
    words: str


@dataclass(frozen=True, slots=True)
class IssueView:
    """The page of an issue. `voices`: how many it has, as far as the viewer may know; `cases`: those that they see;
    `others`: the rest, none or 5 and more; `lines` newest first."""

    issue: Issue
    voices: int
    cases: tuple[Case, ...]
    others: int
    lines: tuple[Line, ...]
    may_keep: bool
    may_plan: bool


@dataclass(frozen=True, slots=True)
class PartOf:
    """What a speaker may know of the issue that the voice is in. `voices`: 0 when fewer than 5; `title` "" if not
    public."""

    voices: int
    title: str
    issue_id: int


@dataclass(frozen=True, slots=True)
class PublicIssue:
    """An issue for everybody. `voices`: 0 when fewer than 5."""

    issue: Issue
    voices: int


def issues_for(grants: Sequence[Grant], *, over: bool = False) -> list[Issue]:
    """Issues that the viewer may read, the newest first, each with `voices`, the number of its voices."""
    found = with_voices(Issue.objects.filter(visible_issues(grants)), grants)
    states = Q(state__in=[state.value for state in OVER])
    return list(found.filter(states if over else ~states).order_by("-opened_at", "-pk")[:MOST])


def issue_for_viewer(issue_id: int, grants: Sequence[Grant]) -> IssueView:
    """Raises IssueNotFound also for one that the viewer may not see."""
    issue = with_voices(Issue.objects.filter(visible_issues(grants), pk=issue_id), grants).first()
    if issue is None:
        raise IssueNotFound
    mine = Case.objects.filter(visible_cases(grants), issue_case__issue=issue, voice__erased_at=None)
    cases = tuple(mine.select_related("voice__place", "unit", "issue_case").order_by("-voice__received_at", "-pk"))
    return IssueView(
        issue,
        issue.voices,
        cases,
        issue.voices - len(cases),
        tuple(_lines(issue)),
        may_keep(issue, grants),
        may_plan(issue, grants),
    )


def issue_of_case(case: Case) -> Issue | None:
    """The issue that a case is in, for whoever sees the case."""
    member = IssueCase.objects.filter(case=case, case__sealed=False).select_related("issue").first()
    return member.issue if member is not None else None


def part_of(case_id: int) -> PartOf | None:
    """What the speaker of this case may know of its issue."""
    member = IssueCase.objects.filter(case_id=case_id, case__sealed=False).first()
    if member is None:
        return None
    issue = with_voices(Issue.objects.filter(pk=member.issue_id)).get()
    voices = issue.voices if issue.voices >= FEWEST else 0
    shown = issue.public and issue.state != IssueState.SET_DOWN
    if issue.voices < LEAST_TOGETHER and not shown:
        return None
    return PartOf(voices, str(issue) if shown else "", issue.pk)


def public_issues() -> list[PublicIssue]:
    """Issues that the office made public, those still open first, the newest first."""
    found = with_voices(Issue.objects.filter(SHOWN)).order_by("-opened_at", "-pk")[:MOST]
    return sorted(map(_public, found), key=lambda one: one.issue.is_over)


def public_issue(issue_id: int) -> PublicIssue:
    """Raises IssueNotFound for one that is not public."""
    issue = with_voices(Issue.objects.filter(SHOWN, pk=issue_id)).first()
    if issue is None:
        raise IssueNotFound
    return _public(issue)


def _public(issue: Any) -> PublicIssue:
    return PublicIssue(issue, issue.voices if issue.voices >= FEWEST else 0)


def issues_open_to(grants: Sequence[Grant]) -> list[tuple[Issue, int]]:
    """Open issues that the viewer may add a case to, each with the number of its voices."""
    found: list[Any] = issues_for(grants)
    return [(issue, issue.voices) for issue in found if may_keep(issue, grants)]


def with_voices(issues: QuerySet[Issue], grants: Sequence[Grant] | None = None) -> QuerySet[Any]:
    """Each with `voices`, the number of its voices. For a viewer: of those that they see, while the others are fewer
    than 5 and more than none, for two numbers must not tell a third that is too small."""
    related = issues.select_related("office", "owner", "place", "category", "opened_by")
    if grants is None:
        return related.annotate(voices=Count("members", filter=COUNTED, distinct=True))
    mine = COUNTED & Q(members__case__in=Case.objects.filter(visible_cases(grants), voice__erased_at=None))
    counted = related.annotate(
        all_voices=Count("members", filter=COUNTED, distinct=True), seen=Count("members", filter=mine, distinct=True)
    )
    few = Q(all_voices__gt=F("seen"), all_voices__lt=F("seen") + FEWEST)
    return counted.annotate(voices=Choice(When(few, then=F("seen")), default=F("all_voices")))


def _lines(issue: Issue) -> list[Line]:
    about = Event.objects.filter(subject_kind=Issue.subject_kind, subject_id=issue.pk).order_by("-happened_at", "-pk")
    events = list(about)
    private = private_fields(events)
    staff = Staff.objects.select_related("unit").in_bulk({event.actor_id for event in events if event.actor_id})
    return [Line(event, staff.get(event.actor_id or 0), _words(private.get(event.pk, {}))) for event in events]


def _words(private: Mapping[str, Any]) -> str:
    return next((str(private[name]) for name in _FOR_TIMELINE if private.get(name)), "")
