"""An issue in the index of words, so that it is found by what stands in it."""

from huiying.foundation.search import indexing
from huiying.foundation.search.indexing import Words
from huiying.foundation.search.rows import Kind, Part
from huiying.serve.coordination.models import Issue


def index_issue(issue: Issue) -> None:
    """Put it in as it is now, in the caller's transaction."""
    indexing.drop(Kind.ISSUE, [issue.pk])
    texts = (
        (Part.TITLE, issue.title),
        (Part.TITLE, issue.title_en),
        (Part.TEXT, issue.cause),
        (Part.ADDED, issue.plan),
        (Part.REPLY, issue.solved_text),
    )
    indexing.put([Words(Kind.ISSUE, issue.pk, part, text) for part, text in texts if text])
