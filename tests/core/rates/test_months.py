"""Months as they stand in addresses."""

from datetime import date

import pytest

from huiying.core.rates.months import Month, month_of, read_month


def test_a_month_is_written_and_read():
    assert str(Month(2026, 3)) == "2026-03"
    assert read_month("2026-03") == Month(2026, 3) == month_of(date(2026, 3, 31))


@pytest.mark.parametrize("said", ["", "2026-3", "2026-13", "2026-00", "26-03", "2026-03-01", "１２"])
def test_anything_else_is_none(said):
    assert read_month(said) is None


@pytest.mark.parametrize(("by", "to"), [(1, "2027-01"), (-12, "2025-12"), (0, "2026-12"), (13, "2028-01")])
def test_months_move_over_years(by, to):
    assert str(Month(2026, 12).moved(by)) == to
