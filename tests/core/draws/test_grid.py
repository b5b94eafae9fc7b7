from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.draws.grid import Cell, cell_of, cells, whole_weeks


def test_a_cell_is_written_in_four_words():
    assert Cell("phone", 12, "柳河镇 北街", date(2026, 11, 30)).name == "phone 12 柳河镇_北街 2026-W49"


def test_the_week_of_new_year_is_named_after_its_iso_year():
    assert Cell("web", 1, "县", date(2026, 12, 28)).name.endswith(" 2026-W53")


def test_the_grid_has_every_channel_place_and_whole_week():
    grid = cells(["web", "phone"], [(1, "甲"), (2, "乙")], date(2026, 12, 1), date(2026, 12, 21))
    assert len(grid) == len({cell.name for cell in grid}) == 2 * 2 * 2
    assert {cell.monday for cell in grid} == {date(2026, 12, 7), date(2026, 12, 14)}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_every_week_lies_within_and_none_is_left_out(start, days):
    end = start + timedelta(days=days)
    mondays = [start + timedelta(days=n) for n in range(days + 1) if (start + timedelta(days=n)).weekday() == 0]
    assert list(whole_weeks(start, end)) == [day for day in mondays if day + timedelta(days=6) <= end]


@given(st.sampled_from(["web", "phone"]), st.integers(1, 999), st.dates(date(2000, 1, 3), date(2100, 1, 1)))
def test_a_cell_is_read_as_it_was_written(channel, place, day):
    cell = Cell(channel, place, "柳河镇", day - timedelta(days=day.weekday()))
    assert cell_of(cell.name) == cell


@pytest.mark.parametrize("name", ["", "phone 12 2026-W49", "phone x 柳河镇 2026-W49", "phone 1 柳河镇 2026-W60"])
def test_what_is_no_cell_is_refused(name):
    with pytest.raises(ValueError):
        cell_of(name)
