"""How long things are kept: bounds that hold, days that are right at the ends of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.retention import KEEPING, KeepingOutside, Kept, KeptUnknown, checked_months, over_since


def test_every_kind_has_a_row_with_its_article_and_a_default_within_its_bounds():
    assert set(KEEPING) == set(Kept)
    for row in KEEPING.values():
        assert row.least <= row.default <= row.most
        assert row.source.article
        assert row.said.zh != row.said.en


def test_who_spoke_is_forgotten_no_later_than_what_was_said():
    """By default; a name is never needed longer than the matter that it stands for."""
    assert KEEPING[Kept.IDENTITY].default <= KEEPING[Kept.WORDS].default


@pytest.mark.parametrize("months", ["", "abc", None, 2, 121, "2.5", -3])
def test_a_time_outside_its_bounds_is_refused_with_the_bounds(months):
    with pytest.raises(KeepingOutside) as refused:
        checked_months("identity", months)
    assert "3" in refused.value.say("en")
    assert "120" in refused.value.say("zh-hans")


def test_a_time_within_is_taken_and_an_unknown_kind_is_not():
    assert checked_months("identity", "24") == 24
    with pytest.raises(KeptUnknown):
        checked_months("names", 24)


@pytest.mark.parametrize(
    ("today", "months", "day"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 11, 22), 36, date(2023, 11, 22)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_of_the_month(today, months, day):
    assert over_since(today, months) == day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 360))
def test_a_later_day_never_ends_the_keeping_of_less(today, months):
    assert over_since(today, months) <= over_since(today + timedelta(days=1), months)
    assert over_since(today, months + 1) < over_since(today, months)
