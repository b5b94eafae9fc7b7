"""The search among issues: words and filters, of those that the viewer may read. Issues are few; cases are not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Q

from huiying.core.search import Query
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Grant, Unit
from huiying.foundation.search.asking import best, walk
from huiying.foundation.search.collecting import Chunks, Hits, collect, collect_best, every
from huiying.foundation.search.indexing import Words
from huiying.foundation.search.rows import Kind, Part
from huiying.serve.coordination.enums import IssueState
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.findable import words_of_issue
from huiying.serve.coordination.selectors.issues import with_voices
from huiying.serve.coordination.selectors.rights import visible_issues

PAGE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked beside the words; empty: all. `unit`: in charge or keeping it; trees with all that is below."""

    state: str = ""
    unit: Unit | None = None
    place: Place | None = None
    category: Category | None = None

    def where(self) -> Q:
        """The filter on Issue."""
        found = Q(state=self.state) if self.state else Q()
        if self.unit is not None:
            found &= Q(owner__path__startswith=self.unit.path) | Q(office__path__startswith=self.unit.path)
        if self.place is not None:
            found &= Q(place__path__startswith=self.place.path)
        if self.category is not None:
            found &= Q(category__path__startswith=self.category.path)
        return found


@dataclass(frozen=True, slots=True)
class FoundIssue:
    """One row. `unit`: in charge of it, else the office that keeps it."""

    issue_id: int
    title: str
    state: IssueState
    unit: str
    place: str
    voices: int
    opened_at: datetime
    said: tuple[Words, ...]


def issues_found(
    asked: Query | None,
    filters: Filters,
    grants: Sequence[Grant],
    *,
    below: int | None = None,
    best_first: bool = False,
) -> tuple[Hits, list[FoundIssue]]:
    """One page and how many there are, newest first, below `below`; or the best first, `below` of them left out."""
    seen = _seen(filters, grants)
    chunks = _chunks(asked, seen)
    if asked is not None and best_first:
        rank = partial(best, Kind.ISSUE, asked)
        hits = collect_best(chunks, seen.intersection, rank, after=below or 0, rows=PAGE_ROWS)
    else:
        hits = collect(chunks, seen.intersection, below=below, rows=PAGE_ROWS)
    return hits, _rows(hits.ids, grants)


def every_issue_found(asked: Query | None, filters: Filters, grants: Sequence[Grant]) -> Iterator[int]:
    """The ids of all that `issues_found` shows page by page, newest first."""
    seen = _seen(filters, grants)
    return every(_chunks(asked, seen), seen.intersection)


def _seen(filters: Filters, grants: Sequence[Grant]) -> set[int]:
    return set(Issue.objects.filter(visible_issues(grants) & filters.where()).values_list("pk", flat=True))


def _chunks(asked: Query | None, seen: set[int]) -> Chunks:
    """What matches the words; without words all that are seen."""

    def chunks(lower: int | None) -> Iterator[list[int]]:
        if asked is not None:
            return walk(Kind.ISSUE, asked, below=lower)
        return iter([sorted((pk for pk in seen if lower is None or pk < lower), reverse=True)])

    return chunks


def _rows(ids: Sequence[int], grants: Sequence[Grant]) -> list[FoundIssue]:
    read = with_voices(Issue.objects.all(), grants).in_bulk(ids)
    return [_row(read[pk]) for pk in ids if pk in read]


def _row(issue: Issue) -> FoundIssue:
    voices: int = issue.voices  # type: ignore[attr-defined]  # annotated
    return FoundIssue(
        issue_id=issue.pk,
        title=str(issue),
        state=IssueState(issue.state),
        unit=str(issue.owner or issue.office),
        place=str(issue.place or ""),
        voices=voices,
        opened_at=issue.opened_at,
        said=tuple(words for words in words_of_issue(issue) if words.part is not Part.TITLE),
    )
