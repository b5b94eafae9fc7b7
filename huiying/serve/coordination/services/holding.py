"""An issue held for a change, and what every change of it asks for."""

from collections.abc import Collection
from datetime import datetime

from huiying.core.replycheck.finding import ReplyContext
from huiying.core.replycheck.people import check_people
from huiying.core.words import Text
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people import vault
from huiying.foundation.people.selectors import office_contacts
from huiying.serve.casework.models import Case
from huiying.serve.coordination.errors import IssueNamesSomebody, IssueNeedsWords, IssueNotFound, IssueOver
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


def cases_of(issue: Issue) -> list[int]:
    """Ids of its cases."""
    return list(issue.members.values_list("case_id", flat=True))


def needed_words(text: str) -> str:
    """Raises IssueNeedsWords."""
    if len(text.strip()) < LEAST_WORDS:
        raise IssueNeedsWords(least=LEAST_WORDS)
    return text.strip()


def refuse_names(texts: Collection[str], case_ids: Collection[int], *, now: datetime) -> None:
    """Raises IssueNamesSomebody where a text holds a person's number or name, or the name of who spoke in a case."""
    if (what := somebody_named(texts, case_ids, now=now)) is not None:
        raise IssueNamesSomebody(what=what)


def somebody_named(texts: Collection[str], case_ids: Collection[int], *, now: datetime) -> Text | None:
    """What names a person in words that many read, said in a sentence; None when nothing does.

    For the refusals of later rooms too. `case_ids`: the names of those who spoke in these cases are looked for.
    """
    people = Case.objects.filter(pk__in=case_ids, voice__person__isnull=False).values_list(
        "voice__person_id", flat=True
    )
    names = tuple(name for name in vault.names_of(people).values() if len(name) > 1)
    known = ReplyContext(
        today=calendar().local_date(now), person_names=names, office_contacts=frozenset(office_contacts())
    )
    found = (one for text in texts for one in check_people(text, known) if one.level == "block")
    return next((one.sentence for one in found), None)
