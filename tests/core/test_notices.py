"""How long a public notice stays open, what it may tell and when its result may follow."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.deadlines import Limit, Measure
from huiying.core.notices import (
    KINDS,
    changes,
    open_through,
    period,
    restarts,
    result_barred,
    suspended,
    too_much,
)
from huiying.core.procedures.model import Basis
from huiying.core.workdays import Calendar

PLAIN = Calendar({}, date(2026, 12, 31))
SHORTEST = {
    "bids": (3, "days", "54"),
    "single_source": (5, "workdays", "38"),
    "recruits": (5, "workdays", "32"),
    "appointment": (5, "workdays", "41"),
}


def test_the_periods_that_a_rule_names_are_its_own_and_no_others_claim_one():
    by_rule = {
        one.id: (one.period.length, one.period.measure.value, source.article)
        for one in KINDS.values()
        for source in one.sources
        if source.basis is not Basis.PRACTICE
    }
    assert by_rule == SHORTEST


@given(st.sampled_from(sorted(KINDS)), st.integers(-3, 60))
def test_an_office_lengthens_and_never_shortens(name, length):
    kind = KINDS[name]
    if length < kind.period.length:
        with pytest.raises(ValueError, match=str(kind.period.length)):
            period(kind, length)
    else:
        assert period(kind, length) == Limit(length, kind.period.measure)
    assert period(kind) == kind.period


@pytest.mark.parametrize(
    ("kind", "published", "last"),
    [
        ("bids", datetime(2026, 11, 23, 2, tzinfo=UTC), date(2026, 11, 26)),
        ("bids", datetime(2026, 11, 25, 2, tzinfo=UTC), date(2026, 11, 30)),  # the third day is a Saturday
        ("recruits", datetime(2026, 11, 23, 2, tzinfo=UTC), date(2026, 11, 30)),
        ("recruits", datetime(2026, 11, 22, 17, tzinfo=UTC), date(2026, 11, 30)),  # Monday already in Shanghai
        ("hardship", datetime(2026, 11, 23, 2, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_the_last_day_for_objections(kind, published, last):
    assert open_through(published, KINDS[kind].period, PLAIN).on == last


def test_a_calendar_with_a_holiday_moves_the_last_day():
    rest = Calendar({date(2026, 11, 26): False}, date(2026, 12, 31))
    assert open_through(datetime(2026, 11, 23, 2, tzinfo=UTC), Limit(3, Measure.days), rest).on == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("recruits", "拟录用李晓梅，身份证号11010519491231002X。", {"id_number"}),
        ("recruits", "拟录用李晓梅，综合成绩第一。", set()),
        ("hardship", "拟给予李晓梅临时救助。", {"name"}),
        ("pay", "绩效工资分配方案，咨询13800138000。", {"mobile"}),
        ("pay", "绩效工资分配方案，咨询010-87654321。", set()),  # the office's own number
        ("bids", "第一中标候选人：溪柳建筑有限公司，报价120万元。", set()),
    ],
)
def test_what_a_notice_tells_beyond_its_need(kind, text, found):
    spans = too_much(KINDS[kind], text, names=("李晓梅",), contacts=("010-87654321",))
    assert {span.kind for span in spans} == found


@pytest.mark.parametrize(
    ("on", "unanswered", "bar"),
    [
        (date(2026, 11, 26), 0, "still_open"),
        (date(2026, 11, 27), 1, "unanswered"),
        (date(2026, 11, 27), 0, None),
    ],
)
def test_when_the_result_may_follow(on, unanswered, bar):
    assert result_barred(date(2026, 11, 26), unanswered, on=on) == bar


def test_only_bidding_rests_while_an_objection_is_open():
    assert {name for name, kind in KINDS.items() if suspended(kind, 1)} == {"bids"}
    assert not suspended(KINDS["bids"], 0)


@pytest.mark.parametrize(
    ("before", "after", "slip", "anew"),
    [
        ("报价 86.5 万元", "报价 86.5 万元，含税", False, True),
        ("报价 86.5 万元", "报价86.5万元", True, False),
        ("报价 86.5 万元", "报价 88.5 万元", True, True),
        ("工期六十天", "工期九十天", True, True),
    ],
)
def test_a_change_begins_the_period_anew_but_for_a_slip_of_the_pen(before, after, slip, anew):
    assert restarts(before, after, slip=slip) is anew


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_changed_gives_both_versions_back(before, after):
    found = changes(before, after)
    assert "".join(text for part, text in found if part != "new") == before
    assert "".join(text for part, text in found if part != "gone") == after


def test_what_changed_is_told_sign_by_sign():
    assert changes("报价 86 万元", "报价 88 万元整") == (
        ("kept", "报价 "),
        ("gone", "86"),
        ("new", "88"),
        ("kept", " 万元"),
        ("new", "整"),
    )
