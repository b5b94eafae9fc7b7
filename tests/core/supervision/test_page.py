"""docs/algorithms/supervision.md: its worked examples are what the code does, and it names every rule."""

import re
from datetime import date
from pathlib import Path

import pytest

from huiying.core.supervision.reminding import Pace, moments
from huiying.core.supervision.rules import EXECUTION_WORKDAYS, IDLE_WORKDAYS, MANY_DAYS, REROUTE_WORKDAYS, RULES
from tests.core.supervision.test_reminding import CALENDAR_2026

PAGE = (Path(__file__).parents[3] / "docs" / "algorithms" / "supervision.md").read_text("utf-8")
DAYS = re.findall(r"^\| (\d{4}-\d\d-\d\d) \|(.+)\|$", PAGE, re.MULTILINE)


def test_the_page_has_examples():
    assert len(DAYS) == 4


@pytest.mark.parametrize(("due_on", "expected"), DAYS)
def test_a_row_of_the_page_is_what_the_code_does(due_on, expected):
    found = moments(date.fromisoformat(due_on), CALENDAR_2026, Pace(2, 3))
    assert [moment.on.isoformat() for moment in found] == [day.strip() for day in expected.split("|")]


def test_every_rule_stands_on_the_page():
    assert set(re.findall(r"`([a-z_.]+)`", PAGE)) >= RULES.keys()


def test_the_numbers_of_the_page_are_those_of_the_code():
    assert f"with fewer than {REROUTE_WORKDAYS} working days" in PAGE
    assert f"when {EXECUTION_WORKDAYS} working days more" in PAGE
    assert f"when {IDLE_WORKDAYS} working days more" in PAGE
    assert f"{MANY_DAYS} days are over since the fifth" in PAGE
