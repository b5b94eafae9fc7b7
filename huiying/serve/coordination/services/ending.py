"""An issue ends: solved, and everybody who spoke is told; or set down with a reason. It can be opened again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.casework.services.telling import NEWS, tell
from huiying.serve.coordination.enums import IssueState
from huiying.serve.coordination.errors import IssueNotOver
from huiying.serve.coordination.events.issues import CASE_REOPENED, CASE_SOLVED
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.rights import need_keeper, need_planner
from huiying.serve.coordination.services.holding import cases_of, held, needed_words, refuse_names, still_open
from huiying.serve.coordination.services.indexing import index_issue


def solve_issue(
    issue_id: int,
    solved_text: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Issue:
    """Say what was done about the cause, and tell it to everybody whose voice is in it, each on the own receipt.

    The cases themselves go on as they were: each still has its own answer and rating. With the same `key` again
    nobody is told twice. Raises IssueNotFound, MayNotKeepIssue, IssueOver, IssueNeedsWords, IssueNamesSomebody.
    """
    with transaction.atomic():
        issue = held(issue_id)
        need_planner(issue, grants)
        if key is not None and Event.objects.filter(key=key).exists():
            return issue
        words = needed_words(solved_text)
        still_open(issue)
        refuse_names([words], cases_of(issue), now=now)
        _end(issue, IssueState.SOLVED, now, solved_text=words)
        cases = _speaking(issue)
        solved = Entry(
            "issue.solved", issue, actor, now, public={"number": len(cases)}, private={"words": words}, key=key
        )
        record_many([solved, *_lives(CASE_SOLVED.name, issue, cases, actor, now, words=words)])
        for case in cases:
            tell(case.voice, f"issue:{issue.pk}:{now.isoformat()}:{case.pk}", NEWS, None, actor=actor, now=now)
        index_issue(issue)
    return issue


def set_down(
    issue_id: int, reason: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Issue:
    """End it without a solution. Raises IssueNotFound, MayNotKeepIssue, IssueOver, IssueNeedsWords."""
    with transaction.atomic():
        issue = held(issue_id)
        need_keeper(issue, grants)
        if key is None or not Event.objects.filter(key=key).exists():
            why = needed_words(reason)
            _end(still_open(issue), IssueState.SET_DOWN, now)
            record_many([Entry("issue.set_down", issue, actor, now, private={"reason": why}, key=key)])
    return issue


def reopen_issue(
    issue_id: int, reason: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Issue:
    """Open it again with all its cases; speakers who were told that it is solved read on their receipts that it is not.

    Raises IssueNotFound, MayNotKeepIssue, IssueNotOver, IssueNeedsWords.
    """
    with transaction.atomic():
        issue = held(issue_id)
        need_keeper(issue, grants)
        if key is not None and Event.objects.filter(key=key).exists():
            return issue
        why = needed_words(reason)
        if not issue.is_over:
            raise IssueNotOver
        was_solved = issue.state == IssueState.SOLVED
        state = IssueState.PLANNED if issue.plan else IssueState.OPEN
        issue.state, issue.ended_at, issue.solved_text = state.value, None, ""
        issue.save(update_fields=["state", "ended_at", "solved_text"])
        cases = _speaking(issue) if was_solved else []
        again = Entry("issue.reopened", issue, actor, now, private={"reason": why}, key=key)
        record_many([again, *_lives(CASE_REOPENED.name, issue, cases, actor, now)])
        index_issue(issue)
    return issue


def _end(issue: Issue, state: IssueState, now: datetime, *, solved_text: str = "") -> None:
    issue.state, issue.ended_at, issue.solved_text = state.value, now, solved_text
    issue.save(update_fields=["state", "ended_at", "solved_text"])


def _speaking(issue: Issue) -> list[Case]:
    """Cases of the issue whose speakers can still read it."""
    cases = Case.objects.filter(issue_case__issue=issue, sealed=False, voice__erased_at=None)
    return list(cases.select_related("voice__person").order_by("pk"))


def _lives(
    event: str, issue: Issue, cases: Iterable[Case], actor: Actor, now: datetime, **private: str
) -> Iterable[Entry]:
    """The same event in the life of each case."""
    return [Entry(event, case, actor, now, public={"issue": issue.pk}, private=private) for case in cases]
