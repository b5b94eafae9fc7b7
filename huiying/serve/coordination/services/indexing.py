"""An issue in the index of words, so that it is found by what stands in it."""

from huiying.foundation.search import indexing
from huiying.foundation.search.rows import Kind
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.findable import words_of_issue


def index_all() -> None:
    """Put every issue in again after the index was emptied, in the caller's transaction."""
    indexing.put((words for issue in Issue.objects.order_by("pk") for words in words_of_issue(issue)), new=True)


def index_issue(issue: Issue) -> None:
    """Put it in as it is now, in the caller's transaction."""
    indexing.drop(Kind.ISSUE, [issue.pk])
    indexing.put(words_of_issue(issue))
