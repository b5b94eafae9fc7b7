"""Quarters and half-years of contact reports."""

from datetime import date

import pytest

from huiying.core.contact_time import period_between, periods_up_to, read_period


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026-1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-h1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-h2", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_read_and_found_again_by_its_ends(written, first, last):
    period = read_period(written)
    assert (period.first, period.last) == (first, last)
    assert period_between(first, last) == period
    assert period.half == ("h" in written)


@pytest.mark.parametrize("written", ["", "2026", "2026-5", "2026-h3", "1999-1", "2026-h1 "])
def test_anything_else_is_none(written):
    assert read_period(written) is None


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 4, 1), date(2026, 9, 30)),
        (date(2026, 1, 2), date(2026, 3, 31)),
    ],
)
def test_other_ends_are_no_period(first, last):
    with pytest.raises(ValueError, match="neither a quarter nor a half-year"):
        period_between(first, last)


def test_the_newest_stand_first_and_a_half_year_beside_the_quarter_that_ends_it():
    found = [one.written for one in periods_up_to(date(2026, 11, 23), 3)]
    assert found == ["2026-h2", "2026-4", "2026-3", "2026-h1", "2026-2"]
