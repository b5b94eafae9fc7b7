"""What can be found of an issue: its names, its cause, its plan, and what was done."""

from collections.abc import Iterator

from huiying.foundation.search.indexing import Words
from huiying.foundation.search.rows import Kind, Part
from huiying.serve.coordination.models import Issue


def words_of_issue(issue: Issue) -> Iterator[Words]:
    """As it stands now."""
    texts = (
        (Part.TITLE, issue.title),
        (Part.TITLE, issue.title_en),
        (Part.TEXT, issue.cause),
        (Part.ADDED, issue.plan),
        (Part.REPLY, issue.solved_text),
    )
    return (Words(Kind.ISSUE, issue.pk, part, text) for part, text in texts if text)
