"""Nothing below five is shown, and nothing below five can be worked out from what is shown."""

import re
from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.disclosure import FEWEST, shown_counts

PAGE = (Path(__file__).parents[2] / "docs" / "algorithms" / "small-numbers.md").read_text("utf-8")
TABLES = st.dictionaries(st.integers(), st.integers(0, 40), max_size=9)


@pytest.mark.parametrize(
    ("counts", "silent", "shown"),
    [
        ([7, 9], 5, [7, 9]),
        ([7, 3], 2, [7, None]),  # five who said something else, or nothing
        ([7, 3], 1, [None, None]),  # the four of 11 that are left would be told
        ([12, 9, 3], 0, [12, None, None]),
        ([12, 9, 4, 1], 0, [12, 9, None, None]),
        ([9, 9, 3], 0, [None, None, None]),  # which of two equal ones was hidden would tell
        ([30, 0], 0, [None, None]),  # all of them: what each of them said would be known
        ([7], 0, [None]),
        ([2, 2], 40, [None, None]),
        ([], 9, []),
    ],
)
def test_few_are_hidden_and_so_is_what_would_give_them_away(counts, silent, shown):
    assert list(shown_counts(dict(enumerate(counts)), sum(counts) + silent).values()) == shown


EXAMPLES = re.findall(r"^\| (\d+) \| ([\d, ]+) \| ([\w, ]+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("whole", "said", "told"), EXAMPLES)
def test_the_worked_example_is_what_the_rule_does(whole, said, told):
    shown = shown_counts(dict(enumerate(map(int, said.split(", ")))), int(whole))
    assert ", ".join("hidden" if value is None else str(value) for value in shown.values()) == told


def test_the_page_has_its_examples():
    assert len(EXAMPLES) == 5


@given(TABLES, st.integers(0, 12))
def test_what_is_shown_is_right_and_what_is_hidden_is_never_few(counts, silent):
    whole = sum(counts.values()) + silent
    shown = shown_counts(counts, whole)
    assert list(shown) == list(counts)
    assert all(value is None or FEWEST <= value == counts[cell] for cell, value in shown.items())
    told = [value for value in shown.values() if value is not None]
    assert not told or whole - sum(told) >= FEWEST


@pytest.mark.parametrize(("cells", "most"), [(1, 40), (2, 30), (3, 22), (4, 15)])
def test_who_knows_the_whole_and_the_rule_works_out_no_count_below_five(cells, most):
    """Every table of up to so many voices: behind what is shown there is always another one with another count."""
    for whole in range(FEWEST, most + 1):
        behind = defaultdict(list)
        for counts in (counts for counts in product(range(whole + 1), repeat=cells) if sum(counts) <= whole):
            behind[tuple(shown_counts(dict(enumerate(counts)), whole).values())].append((*counts, whole - sum(counts)))
        for shown, tables in behind.items():
            for at in (at for at, value in enumerate((*shown, None)) if value is None):
                possible = {table[at] for table in tables}
                assert len(possible) > 1 or min(possible) >= FEWEST, (shown, tables)
