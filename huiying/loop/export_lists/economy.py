"""What is asked of people: the register of one quarter, and the figures of quarter after quarter."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from huiying.core.economy import Quarter, Sum, quarter_of, read_quarter, summed
from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.tables.columns import Cell, Column, Holds
from huiying.improve.insight.selectors.economy import MEETING, asked_of, quarter_figures
from huiying.loop.export_lists.kind import Found, ListKind, Reader
from huiying.serve.coordination.enums import BurdenKind
from huiying.serve.coordination.models import Burden
from huiying.serve.coordination.presenters.interest import BURDENS
from huiying.serve.coordination.selectors.burdens import burdens_in

ROLES = (Role.DISPATCHER, Role.ADVISER, Role.UNIT_HEAD, Role.INSPECTOR, Role.LEADER, Role.AUDITOR)
QUARTERS = 8
_QUARTER = Column("quarter", Text("季度", "Quarter"))
REGISTER = (
    _QUARTER,
    Column("kind", Text("类型", "Kind")),
    Column("title", Text("要什么", "What is asked")),
    Column("unit", Text("提出单位", "Unit that asks")),
    Column("units", Text("单位数", "Units"), Holds.NUMBER),
    Column("people", Text("每单位人数", "People in each"), Holds.NUMBER),
    Column("hours", Text("每人每次小时", "Hours of each")),
    Column("times", Text("次数", "Times"), Holds.NUMBER),
    Column("hours_of_people", Text("合计小时", "Hours of people")),
    Column("cost_fen", Text("花费（分）", "Money (fen)"), Holds.NUMBER),
    Column("purpose", Text("为了什么", "What for")),
    Column("outcome", Text("有什么结果", "What came of it")),
)
FIGURES = (
    _QUARTER,
    Column("meetings", Text("会议次数", "Meetings"), Holds.NUMBER),
    Column("meeting_hours", Text("会议合计小时", "Hours of people in meetings")),
    Column("papers", Text("上会材料", "Papers"), Holds.NUMBER),
    Column("called_off", Text("取消的会", "Meetings called off"), Holds.NUMBER),
    Column("hours_saved", Text("至少省下小时", "Hours not spent, at least")),
    Column("lines", Text("登记条数", "Lines of the register"), Holds.NUMBER),
    Column("asked_hours", Text("登记合计小时", "Hours of people of the register")),
    Column("cost_fen", Text("花费（分）", "Money (fen)"), Holds.NUMBER),
    Column("resolutions", Text("定下的事", "Resolutions"), Holds.NUMBER),
    Column("put_off", Text("放到以后的议题", "Items put off"), Holds.NUMBER),
    Column("in_time", Text("按最初日期兑现", "Promises kept by their first day"), Holds.NUMBER),
    Column("moved", Text("按改后日期兑现", "Kept by a day they were moved to"), Holds.NUMBER),
    Column("late", Text("超期才兑现", "Kept late"), Holds.NUMBER),
    Column("open_late", Text("超期没兑现", "Past their day, not kept"), Holds.NUMBER),
    Column("dropped", Text("不办了", "Dropped"), Holds.NUMBER),
    Column("waiting", Text("还没到期", "Not due yet"), Holds.NUMBER),
)
Rows = Iterator[tuple[int, Sequence[Cell]]]


def _register(reader: Reader, asked: Mapping[str, Any]) -> Found:
    """One quarter, `only`: 2026-4; else the one of today."""
    quarter = read_quarter(str(asked.get("only", ""))) or quarter_of(reader.today)
    lines = {line.pk: line for line in burdens_in(quarter)}
    return Found(list(lines), lambda ids: ((pk, _line(lines[pk])) for pk in ids))


def _line(line: Burden) -> tuple[Cell, ...]:
    return (
        str(quarter_of(line.quarter)),
        BURDENS[BurdenKind(line.kind)].say(get_language() or ""),
        line.title,
        str(line.unit),
        line.units,
        line.people,
        _plain(line.hours),
        line.times,
        _plain(asked_of(line).hours),
        line.cost_fen,
        line.purpose,
        line.outcome,
    )


def _figures(reader: Reader, _asked: Mapping[str, Any]) -> Found:
    """The last eight quarters, the newest first."""
    newest = quarter_of(reader.today)
    quarters = {10 * one.year + one.number: one for one in (newest.moved(-back) for back in range(QUARTERS))}

    def rows(ids: Sequence[int]) -> Rows:
        return ((pk, _row(quarters[pk], reader)) for pk in ids)

    return Found(list(quarters), rows)


def _row(quarter: Quarter, reader: Reader) -> tuple[Cell, ...]:
    view = quarter_figures(quarter, reader.today, reader.calendar)
    meetings: Sum = summed(one for one in view.asked if one.kind == MEETING)
    register = [one for one in view.asked if one.kind != MEETING]
    kept = view.promises
    return (
        str(quarter),
        view.meetings,
        _plain(meetings.hours),
        view.papers,
        view.called_off,
        _plain(view.saved),
        len(register),
        _plain(summed(register).hours),
        summed(register).cost_fen,
        view.resolutions,
        view.put_off,
        kept.in_time,
        kept.moved,
        kept.late,
        kept.open_late,
        kept.dropped,
        kept.waiting,
    )


def _plain(hours: Decimal) -> str:
    return f"{hours:.1f}"


KINDS = (
    ListKind("burdens", Text("对基层的要求登记", "Register of what is asked"), ROLES, REGISTER, _register),
    ListKind(
        "economy", Text("各季度花的时间和结果", "Quarters: what was asked, what came of it"), ROLES, FIGURES, _figures
    ),
)
