"""The open data of a scorecard: read back, checked, refused with its line."""

import pytest

from huiying.core.rates.intervals import Share
from huiying.core.rates.lines import By
from huiying.core.rates.opendata import HEAD, NotFigures, odd_tables, read_figures


def row(table="all", yes="4", n="9", **more):
    empty = dict.fromkeys(HEAD, "")
    return {
        **empty,
        "month": "2026-10",
        "table": table,
        "rest": "0",
        "measure": "resolved",
        "yes": yes,
        "all": n,
        **more,
    }


def test_a_row_is_read_with_its_share():
    (figure,) = read_figures([row()])
    assert (figure.by, figure.share) == (By.ALL, Share(4, 9))


def test_a_figure_without_a_share_has_none():
    (figure,) = read_figures([row(measure="unrated", yes="")])
    assert (figure.yes, figure.share, figure.all) == (None, None, 9)


@pytest.mark.parametrize(
    "wrong",
    [
        {"all": "x"},
        {"yes": "10"},
        {"table": "town"},
        {"measure": "hops"},
        {"rest": "2"},
        {"all": ""},
        {"all": "-1"},
        {"all": "9" * 400},
        {None: ["7"]},
        {},
    ],
)
def test_what_is_no_figure_is_refused_with_its_line(wrong):
    """Nor is what stands twice, so that no table adds up by it."""
    with pytest.raises(NotFigures) as refused:
        list(read_figures([row(), row() | wrong]))
    assert refused.value.line == 3


def test_a_missing_column_is_refused():
    with pytest.raises(NotFigures):
        list(read_figures([{"month": "2026-10"}]))


def test_tables_that_add_up_are_not_odd():
    rows = [
        row(),
        row("unit", "3", "5", unit="1"),
        row("unit", "1", "4", rest="1"),
        row("unit_kind", "3", "5", unit="1"),
    ]
    assert odd_tables(read_figures(rows)) == []


@pytest.mark.parametrize("change", [{"yes": "2"}, {"n": "6"}])
def test_one_that_does_not_is_named(change):
    rows = [row(), row("unit", **{"yes": "4", "n": "9", **change}, unit="1", unit_name="柳河镇")]
    (odd,) = odd_tables(read_figures(rows))
    assert (odd.by, odd.said) == (By.UNIT, (4, 9))


def test_a_part_without_its_whole_is_odd():
    (odd,) = odd_tables(read_figures([row("unit_kind", unit="7")]))
    assert (odd.by, odd.said) == (By.UNIT_KIND, (0, 0))
