"""Common issues: the list of those that the reader may read, and what a search finds among them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language

from huiying.core.procedures.model import Role
from huiying.core.search import query
from huiying.core.words import Text
from huiying.foundation.tables.columns import Cell, Column, Holds
from huiying.loop.export_lists import cases
from huiying.loop.export_lists.kind import Found, ListKind, Reader
from huiying.serve.coordination.enums import IssueState
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.presenters.issue import STATES
from huiying.serve.coordination.selectors.issues import issues_for, with_voices
from huiying.serve.coordination.selectors.rights import KEEPS, visible_issues
from huiying.serve.coordination.selectors.search import Filters, every_issue_found

ROLES = (*sorted(KEEPS), Role.UNIT_HEAD, Role.INSPECTOR, Role.LEADER, Role.AUDITOR)
COLUMNS = (
    Column("issue", Text("编号", "Number"), Holds.NUMBER),
    Column("title", Text("标题", "Title")),
    Column("state", Text("状态", "State")),
    Column("unit", Text("牵头单位", "Unit in charge")),
    Column("office", Text("管理单位", "Kept by")),
    Column("place", Text("地点", "Place")),
    Column("category", Text("类别", "Category")),
    Column("voices", Text("诉求件数", "Voices"), Holds.NUMBER),
    Column("opened_at", Text("提出时间", "Opened"), Holds.MOMENT),
    Column("ended_at", Text("结束时间", "Ended"), Holds.MOMENT),
    Column("plan_by", Text("计划完成日", "Planned by"), Holds.DAY),
    Column("public", Text("公开", "Public"), Holds.FLAG),
)


def asked_of(words: str, filters: Filters) -> dict[str, Any]:
    """A search among issues as plain values."""
    named = {name: getattr(filters, name) for name in Filters.__slots__}
    return {"words": words} | {name: getattr(value, "pk", value) for name, value in named.items() if value}


def _filters(asked: Mapping[str, Any]) -> Filters:
    found = cases.filters_of({name: asked[name] for name in ("unit", "place", "category") if name in asked})
    return Filters(asked.get("state", ""), found.unit, found.place, found.category)


def _all(reader: Reader, _asked: Mapping[str, Any]) -> Found:
    """Open ones first, as on the page."""
    shown = [*issues_for(reader.grants), *issues_for(reader.grants, over=True)]
    return Found([issue.pk for issue in shown], _rows(reader))


def _searched(reader: Reader, asked: Mapping[str, Any]) -> Found:
    ids = every_issue_found(query(asked.get("words", "")), _filters(asked), reader.grants)
    return Found(list(ids), _rows(reader))


def _rows(reader: Reader) -> Callable[[Sequence[int]], Iterator[tuple[int, Sequence[Cell]]]]:
    def rows(ids: Sequence[int]) -> Iterator[tuple[int, Sequence[Cell]]]:
        mine = Issue.objects.filter(visible_issues(reader.grants), pk__in=list(ids))
        read = {issue.pk: issue for issue in with_voices(mine, reader.grants)}
        return ((pk, _row(read[pk])) for pk in ids if pk in read)

    return rows


def _row(issue: Any) -> tuple[Cell, ...]:
    return (
        issue.pk,
        str(issue),
        STATES[IssueState(issue.state)][1].say(get_language() or ""),
        str(issue.owner or ""),
        str(issue.office),
        str(issue.place or ""),
        str(issue.category or ""),
        issue.voices,
        issue.opened_at,
        issue.ended_at,
        issue.plan_by,
        issue.public,
    )


KINDS = (
    ListKind("issues", Text("共性问题", "Issues"), ROLES, COLUMNS, _all),
    ListKind("issues-found", Text("查找到的共性问题", "Issues found"), ROLES, COLUMNS, _searched),
)
