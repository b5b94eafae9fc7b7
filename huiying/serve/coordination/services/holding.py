"""An issue held for a change, and what every change of it asks for."""

from huiying.serve.coordination.errors import IssueNeedsWords, IssueNotFound, IssueOver
from huiying.serve.coordination.models import Issue

LEAST_WORDS = 4


def held(issue_id: int) -> Issue:
    """The issue, locked until the transaction ends. Raises IssueNotFound."""
    found = Issue.objects.select_for_update(of=("self",)).select_related("office", "owner").filter(pk=issue_id).first()
    if found is None:
        raise IssueNotFound
    return found


def still_open(issue: Issue) -> Issue:
    """Raises IssueOver."""
    if issue.is_over:
        raise IssueOver
    return issue


def needed_words(text: str) -> str:
    """Raises IssueNeedsWords."""
    if len(text.strip()) < LEAST_WORDS:
        raise IssueNeedsWords(least=LEAST_WORDS)
    return text.strip()
