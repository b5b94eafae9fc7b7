"""The table of rules: complete, in both languages, each with its source, and none of them about a person."""

import re

import pytest

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Basis
from huiying.core.supervision.rules import (
    ANSWERED_BY_RULE,
    OF_CLOCK,
    OFFICE_OWES,
    PAST,
    RULES,
    SENDER_OWES,
    WATCHED,
    Levels,
)
from huiying.core.supervision.triggers import TRIGGERS

PLACES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_says_why_in_both_languages_and_names_its_source(rule):
    assert rule.name.zh
    assert rule.name.en
    assert set(PLACES.findall(rule.why.zh)) == set(PLACES.findall(rule.why.en))
    assert rule.sources
    assert len(rule.id) <= 32


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_makes_flags_of_a_trigger_that_exists(rule):
    triggers = {rule.trigger, *rule.by_clock.values()} - {""}
    assert triggers <= TRIGGERS.keys()
    assert (rule.levels in (Levels.REMINDER, Levels.UP)) == (not triggers)


@pytest.mark.parametrize(
    ("clock", "trigger"), [("C-REG", "S1"), ("C-NOTICE-FWD", "S2"), ("C-HANDLE", "S3"), ("H-HANDLE", "S3")]
)
def test_the_clock_decides_what_a_late_one_is(clock, trigger):
    assert RULES[PAST].trigger_of(clock) == trigger


def test_every_clock_that_the_tables_name_exists_and_is_owed():
    owed = {clock.id for table in PROCEDURES.values() for clock in table.clocks if clock.owed}
    assert owed >= WATCHED > (OF_CLOCK.keys() | OFFICE_OWES | SENDER_OWES)
    assert owed - WATCHED == ANSWERED_BY_RULE & owed


def test_no_limit_of_the_person_is_watched():
    assert not {"C-REVIEW-ASK", "C-FINAL-ASK", "C-OBJECT", "H-RETURN"} & WATCHED


def test_no_machine_finds_a_leak():
    assert "S6" not in {rule.trigger for rule in RULES.values()}


def test_every_trigger_of_law_names_its_article():
    for trigger in TRIGGERS.values():
        assert trigger.id in ("S7", "P1") or any(source.basis is Basis.LAW for source in trigger.sources)
