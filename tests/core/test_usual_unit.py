"""Which unit usually handles a matter: enough, most of them, the nearest place first."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.usual_unit import LEAST_CASES, LEAST_SHARE, usual_unit

CITY, TOWN, ROADS = 1, 2, 3
PAGE = Path(__file__).parents[2] / "docs" / "algorithms" / "usual-unit.md"


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], None),
        ([{}], None),
        ([{CITY: 2}], None),
        ([{CITY: 3}], (CITY, 3, 3, 0)),
        ([{CITY: 3, TOWN: 2}], None),
        ([{CITY: 12, TOWN: 2}], (CITY, 12, 14, 0)),
        ([{}, {CITY: 12, TOWN: 2}], (CITY, 12, 14, 1)),
        ([{TOWN: 2}, {CITY: 12, TOWN: 2}], (CITY, 12, 14, 1)),
        ([{TOWN: 5}, {CITY: 40, TOWN: 5}], (TOWN, 5, 5, 0)),
        ([{TOWN: 3, CITY: 2}, {CITY: 40}], (CITY, 40, 40, 1)),
        ([{CITY: 4, TOWN: 4}, {CITY: 20, TOWN: 1}], (CITY, 4, 8, 0)),
        ([{ROADS: 4, TOWN: 4}], None),
    ],
)
def test_the_narrowest_clear_count_decides(counts, expected):
    found = usual_unit(counts)
    assert (found and (found.unit, found.handled, found.total, found.at)) == expected


def test_the_share_on_the_page_is_that_of_the_program():
    said = re.search(r"\*\*(\d\.\d{3})\*\*", PAGE.read_text("utf-8"))
    assert usual_unit([{CITY: 12, TOWN: 2}, {CITY: 60, TOWN: 18}]).share == pytest.approx(float(said[1]), abs=0.0005)


tables = st.lists(st.dictionaries(st.integers(1, 5), st.integers(0, 20), max_size=5), max_size=5)


@given(tables)
def test_what_is_said_is_true_and_enough(counts):
    if (found := usual_unit(counts)) is not None:
        assert counts[found.at][found.unit] == found.handled >= LEAST_CASES
        assert sum(counts[found.at].values()) == found.total
        assert LEAST_SHARE <= found.share <= 1


@given(tables)
def test_the_numbers_of_units_do_not_matter(counts):
    found, renamed = usual_unit(counts), usual_unit([{unit + 10: n for unit, n in one.items()} for one in counts])
    assert (found is None) == (renamed is None)
    assert found is None or (found.unit + 10, found.share) == (renamed.unit, pytest.approx(renamed.share))
