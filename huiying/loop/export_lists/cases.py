"""Lists of cases: the queue, the board, sealed reports, the archive, and what a search finds."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from huiying.core.procedures.model import Role
from huiying.core.search import query
from huiying.core.words import Text
from huiying.foundation.office.models import Category, Place, in_language
from huiying.foundation.people.models import Unit
from huiying.foundation.tables.columns import Cell, Column, Holds
from huiying.loop.export_lists.kind import Found, ListKind, Reader
from huiying.serve.casework.models import Case
from huiying.serve.casework.presenters.queue import queued
from huiying.serve.casework.selectors import worklists
from huiying.serve.casework.selectors.search import Filters, every_case_found
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.casework.selectors.worklists import worklist

COLUMNS = (
    Column("number", Text("回执号", "Receipt number")),
    Column("title", Text("标题", "Title")),
    Column("kind", Text("类型", "Kind")),
    Column("channel", Text("渠道", "Channel")),
    Column("state", Text("状态", "State")),
    Column("procedure", Text("程序", "Procedure")),
    Column("urgent", Text("紧急", "Urgent"), Holds.FLAG),
    Column("due_on", Text("最迟办理日", "Last day"), Holds.DAY),
    Column("late", Text("超期", "Late"), Holds.FLAG),
    Column("place", Text("地点", "Place")),
    Column("category", Text("类别", "Category")),
    Column("unit", Text("责任单位", "Unit")),
    Column("office", Text("派办单位", "Dispatched by")),
    Column("hops", Text("转手次数", "Transfers"), Holds.NUMBER),
    Column("received_at", Text("收到时间", "Received"), Holds.MOMENT),
    Column("ended_at", Text("办结时间", "Ended"), Holds.MOMENT),
    Column("joined", Text("另并件数", "Joined to it"), Holds.NUMBER),
    Column("joined_to", Text("并入", "Joined under")),
    Column(
        "told_check", Text("公布为暗访（不计入统计）", "Told to be an unannounced check (counts nowhere)"), Holds.FLAG
    ),
)
_READ = (
    "voice_id procedure state next_due_at next_clock hops urgent opened_at ended_at "
    "unit__name unit__name_en office__name office__name_en category__name category__name_en "
    "voice__number voice__title voice__kind voice__channel voice__naming voice__place_words voice__received_at "
    "voice__place__name voice__place__name_en voice__revealed_at lead_case_id joined"
).split()
SEARCHED = (*worklists.QUEUE, *worklists.BOARD, Role.RECEPTIONIST, *worklists.SEALED, Role.ARCHIVIST)
REVIEWERS = (Role.REVIEWER, Role.FINAL_REVIEWER, Role.HEARING_HOST)
SEARCHERS = (*SEARCHED, *REVIEWERS, Role.IDENTITY_KEEPER)
_TREES: Mapping[str, type[Unit] | type[Place] | type[Category]] = {"unit": Unit, "place": Place, "category": Category}
_MOMENTS = ("since", "before")


def asked_of(words: str, filters: Filters) -> dict[str, Any]:
    """A search as plain values: what was typed and the filters, of which the empty ones are left out."""
    asked: dict[str, Any] = {"words": words}
    for name in Filters.__slots__:
        value = getattr(filters, name)
        if value:
            asked[name] = value.isoformat() if isinstance(value, datetime) else getattr(value, "pk", value)
    return asked


def filters_of(asked: Mapping[str, Any]) -> Filters:
    """The filters of such values. Raises DoesNotExist for a unit, place or category that is not there."""
    given = {name: asked[name] for name in Filters.__slots__ if name in asked}
    for name in _MOMENTS:
        if name in given:
            given[name] = datetime.fromisoformat(given[name])
    for name, model in _TREES.items():
        if name in given:
            given[name] = model._default_manager.get(pk=given[name])
    return Filters(**given)


def _searched(reader: Reader, asked: Mapping[str, Any]) -> Found:
    ids, cases = every_case_found(query(asked.get("words", "")), filters_of(asked), reader.grants)
    return _found(array("q", ids), cases, reader)


def _listed(name: str) -> ListKind:
    def find(reader: Reader, asked: Mapping[str, Any]) -> Found:
        found = worklist(
            name,
            asked.get("only", ""),
            grants=reader.grants,
            staff_id=reader.actor.staff_id or 0,
            now=reader.now,
            calendar=reader.calendar,
        )
        cases = found.cases() if found else Case.objects.none()
        return _found(array("q", cases.values_list("pk", flat=True)), cases.order_by(), reader)

    return ListKind(name, _TITLES[name], worklists.ROLES[name], COLUMNS, find, of_cases=True)


_TITLES = {
    "queue": Text("办件", "Cases of the units"),
    "board": Text("调度台", "Dispatch board"),
    "sealed": Text("检举控告", "Reports of wrongdoing"),
    "archive": Text("待归档", "To archive"),
}
KINDS = (
    ListKind("cases", Text("查找到的办件", "Cases found"), SEARCHERS, COLUMNS, _searched, of_cases=True),
    *map(_listed, _TITLES),
)


def _found(ids: Sequence[int], cases: QuerySet[Case], reader: Reader) -> Found:
    """Each row is read through the filter once more: a case that was sealed meanwhile is left out."""
    return Found(ids, lambda some: _rows(some, cases, reader))


def _rows(ids: Sequence[int], cases: QuerySet[Case], reader: Reader) -> Iterator[tuple[int, Sequence[Cell]]]:
    joined = (
        Case.objects.filter(lead_case=OuterRef("pk"), sealed=False, voice__revealed_at=None)
        .order_by()
        .values("lead_case")
    )
    counted = cases.filter(pk__in=list(ids)).annotate(
        joined=Coalesce(Subquery(joined.annotate(n=Count("*")).values("n")), 0)
    )
    read = {row[0]: dict(zip(_READ, row, strict=True)) for row in counted.values_list(*_READ)}
    leads = _numbers({row["lead_case_id"] for row in read.values()} - {None}, reader)
    for case_id in ids:
        if case_id in read:
            yield case_id, _row(read[case_id], leads, reader)


def _numbers(leads: Collection[int], reader: Reader) -> dict[int, str]:
    """The receipt numbers of leads, where the reader sees them."""
    seen = Case.objects.filter(visible_cases(reader.grants), pk__in=leads)
    return dict(seen.values_list("pk", "voice__number")) if leads else {}


def _row(row: Mapping[str, Any], leads: Mapping[int, str], reader: Reader) -> tuple[Cell, ...]:
    language = get_language() or ""
    # Who works on a case is for the desk alone: whoever has the list elsewhere could count people by it.
    row = {**row, "handler_id": None}
    shown = queued(row, url="", now=reader.now, calendar=reader.calendar, english=language.startswith("en"))

    def named(field: str) -> str:
        return in_language(row[f"{field}__name"] or "", row[f"{field}__name_en"] or "")

    return (
        row["voice__number"],
        shown.title,
        shown.kind.say(language),
        shown.channel.say(language),
        shown.state.say(language),
        shown.procedure.say(language),
        shown.urgent,
        shown.due.on if shown.due else None,
        row["next_due_at"] is not None and row["next_due_at"] <= reader.now,
        named("voice__place") or row["voice__place_words"],
        named("category"),
        shown.unit,
        named("office"),
        shown.hops,
        row["voice__received_at"],
        row["ended_at"],
        row["joined"],
        leads.get(row["lead_case_id"], ""),
        row["voice__revealed_at"] is not None,
    )
