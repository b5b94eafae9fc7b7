"""Every limit against a list written by hand from 信访工作条例, and that no office can lengthen one of law."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.procedures.engine import clock_limit
from huiying.core.procedures.errors import SettingOutOfBounds, SettingUnknown
from huiying.core.procedures.model import Basis, Holder
from huiying.core.procedures.settings import checked, effective
from huiying.core.procedures.xinfang import XINFANG

# clock → length, measure, article of the limit or of the duty, basis of the number, most days an extension may add
LIMITS = {
    "C-REG": (15, "days", "22(1)", "L", 0),
    "C-NOTICE-DIRECT": (15, "days", "23(2)", "L", 0),
    "C-NOTICE-FWD": (15, "days", "23(3)", "L", 0),
    "C-OBJECT": (5, "workdays", "23(3)", "L", 0),
    "C-OBJECT-DECIDE": (2, "workdays", "23(3)", "I", 0),
    "C-ASSIGN": (None, "", "22(1)", "L", 0),
    "C-HANDLE": (60, "days", "34", "L", 30),
    "C-DELIVER": (5, "workdays", "35", "I", 0),
    "C-REVIEW-ASK": (30, "days", "35", "L", 0),
    "C-REVIEW": (30, "days", "35", "L", 0),
    "C-FINAL-ASK": (30, "days", "36(1)", "L", 0),
    "C-FINAL": (30, "days", "36(1)", "L", 0),
    "C-SIMPLE-ACCEPT": (3, "workdays", "", "N", 0),
    "C-SIMPLE-HOP": (1, "workdays", "", "N", 0),
    "C-SIMPLE": (10, "workdays", "", "N", 0),
    "C-REDO": (30, "days", "", "P", 0),
    "C-SUGGEST": (60, "days", "29", "P", 0),
    "C-FOLLOWUP": (10, "workdays", "", "P", 0),
    "C-ADVICE": (30, "days", "40(4)", "P", 0),
    "C-SUPERVISE": (10, "workdays", "40(1)", "P", 0),
}
CITIZENS_OWN = {"C-REVIEW-ASK", "C-FINAL-ASK"}


def test_the_table_has_these_clocks_and_no_other():
    assert {clock.id for clock in XINFANG.clocks} == set(LIMITS)


@pytest.mark.parametrize("clock_id", LIMITS)
def test_each_limit_is_as_long_as_its_source_says(clock_id):
    length, measure, article, basis, extension = LIMITS[clock_id]
    clock = XINFANG.clock(clock_id)
    assert (clock.limit.length if clock.limit else None) == length
    assert (clock.limit.measure if clock.limit else "") == measure
    assert article in {source.article for source in clock.sources}
    assert clock.sources[-1].basis == basis or (basis == "L" and all(s.basis == "L" for s in clock.sources))
    assert clock.extension_max == extension


@pytest.mark.parametrize("clock", XINFANG.clocks, ids=lambda clock: clock.id)
def test_each_limit_names_its_article_or_says_whose_number_it_is(clock):
    assert all(source.article for source in clock.sources if source.basis is Basis.LAW)
    assert clock.sources
    assert all(source.instrument for source in clock.sources)


def test_only_the_final_review_may_pause():
    assert [clock.id for clock in XINFANG.clocks if clock.may_pause] == ["C-FINAL"]


def test_two_limits_belong_to_the_person():
    assert {clock.id for clock in XINFANG.clocks if clock.holder is Holder.CITIZEN} == CITIZENS_OWN


@given(st.dictionaries(st.sampled_from([s.key for s in XINFANG.settings]), st.integers(1, 10_000)))
def test_no_settings_file_lengthens_a_limit_of_law_or_shortens_a_persons_own(chosen):
    for clock in XINFANG.clocks:
        if clock.limit is None or any(source.basis != Basis.LAW for source in clock.sources):
            continue
        length = clock_limit(clock, chosen).length
        if clock.id in CITIZENS_OWN:
            assert length >= clock.limit.length
        else:
            assert length <= clock.limit.length


@pytest.mark.parametrize("setting", [s for s in XINFANG.settings if not s.choices], ids=lambda s: s.key)
def test_each_number_keeps_to_its_bounds(setting):
    assert checked(setting, setting.least) == setting.least
    assert checked(setting, setting.most) == setting.most
    for outside in (setting.least - 1, setting.most + 1):
        with pytest.raises(SettingOutOfBounds) as refused:
            checked(setting, outside)
        assert str(setting.most) in refused.value.say("en")
        assert setting.name.zh in refused.value.say("zh-hans")


@pytest.mark.parametrize("setting", [s for s in XINFANG.settings if s.basis is Basis.LAW], ids=lambda s: s.key)
def test_the_default_of_a_law_setting_is_the_edge_that_cannot_be_crossed(setting):
    citizens = setting.key in {"xinfang.review_ask_days", "xinfang.final_ask_days"}
    assert setting.default == (setting.least if citizens else setting.most)


def test_an_unknown_setting_or_choice_is_refused():
    with pytest.raises(SettingUnknown):
        effective(XINFANG.settings, {"xinfang.handel_days": 30})
    with pytest.raises(SettingUnknown):
        effective(XINFANG.settings, {"xinfang.late_acceptance": "wait"})
    with pytest.raises(SettingUnknown):
        effective(XINFANG.settings, {"xinfang.handle_days": "sixty"})


def test_settings_fall_back_to_their_defaults():
    values = effective(XINFANG.settings, {"xinfang.handle_days": 45})
    assert values["xinfang.handle_days"] == 45
    assert values["xinfang.returns_per_unit"] == 1
    assert values["count.rollover_office"] == "on"


@pytest.mark.parametrize("setting", XINFANG.settings, ids=lambda s: s.key)
def test_every_setting_changes_something(setting):
    """A clock's length, or a rule that reads it by name."""
    lengths = {clock.setting for clock in XINFANG.clocks}
    read_by_rules = {
        "xinfang.returns_per_unit",
        "xinfang.followup_rounds",
        "xinfang.late_acceptance",
        "xinfang.late_object",
        "count.rollover_office",
        "xinfang.aside_same_text",
        "xinfang.aside_only_links",
        "xinfang.remind_before_workdays",
        "xinfang.escalate_every_workdays",
        "xinfang.hearing_notice_workdays",
        "xinfang.review_may_change",
        "xinfang.review_may_redo",
    }
    pauses = {clock.pause_cap for clock in XINFANG.clocks}
    assert setting.key in lengths | read_by_rules | pauses


def test_a_table_with_a_name_that_leads_nowhere_is_refused():
    broken = replace(XINFANG.acts[5], documents=("D99",))
    with pytest.raises(ValueError, match="no document D99"):
        replace(XINFANG, acts=(*XINFANG.acts[:5], broken, *XINFANG.acts[6:]))
