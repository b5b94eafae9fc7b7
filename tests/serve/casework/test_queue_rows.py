"""What a row of a list says of a case that is answered and still wants work."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from huiying.core.procedures import PROCEDURES
from huiying.core.workdays import Calendar
from huiying.serve.casework.presenters.queue import STILL_OWED, QueuedCase, queued

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
WEEKS = Calendar({}, date(2030, 12, 31))
ROW: dict[str, Any] = {
    "voice_id": 7,
    "procedure": "xinfang",
    "state": "opinion_delivered",
    "next_due_at": datetime(2026, 6, 9, 16, tzinfo=UTC),
    "next_clock": "C-ASSIGN",
    "hops": 1,
    "urgent": False,
    "handler_id": None,
    "unit__name": "柳河镇",
    "unit__name_en": "Liuhe",
    "voice__title": "路灯不亮",
    "voice__kind": "request",
    "voice__channel": "letter",
    "voice__naming": "named",
    "voice__place_words": "",
    "voice__place__name": "",
    "voice__place__name_en": "",
    "voice__received_at": NOW,
    "lead_case_id": None,
    "joined": 0,
}


def row(**changed: Any) -> QueuedCase:
    return queued(ROW | changed, url="/desk/cases/7/", now=NOW, calendar=WEEKS, english=False)


@pytest.mark.parametrize("state", ["opinion_delivered", "suggestion_answered", "concluded"])
def test_an_answered_case_that_waits_for_its_report_says_so(state: str) -> None:
    assert row(state=state).state.zh == "已答复，还差办结报告"
    assert row(state=state).state.en == "answered; the report to the sender is still due"
    assert row(state=state).look == "doing"


def test_a_follow_up_says_that_it_is_handled_again() -> None:
    assert "handled again" in row(state="concluded", next_clock="C-FOLLOWUP").state.en


def test_an_open_case_says_its_state_whatever_it_owes() -> None:
    assert row(state="handling").state.en == "handling"


def test_a_case_that_owes_nothing_more_says_its_state() -> None:
    assert row(next_clock="", next_due_at=None).state.zh == "处理意见已送达"


def test_every_office_clock_that_outlives_its_case_has_a_phrase() -> None:
    outliving = {clock.id for table in PROCEDURES.values() for clock in table.clocks if clock.outlives and clock.owed}
    assert outliving == set(STILL_OWED)
    names = {clock.name for table in PROCEDURES.values() for clock in table.clocks}
    assert not names & set(STILL_OWED.values())


def test_a_lead_says_how_many_are_joined_and_a_joined_case_that_it_is() -> None:
    assert row(joined=9).where == "来信 · 另并 9 件"
    assert queued(ROW | {"joined": 9}, url="", now=NOW, calendar=WEEKS, english=True).where == "letter · +9 joined"
    assert row(lead_case_id=3).where == "来信 · 已并案"
    assert row().where == "来信"
