"""From counts to signs: what grows is found and named precisely, what does not is left in peace."""

import random
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.growth import ANY, LEAST_COUNT, SHOWN_WEEKS, Cell, Tree, find_signs
from huiying.core.growth.cells import lay_out
from huiying.core.growth.discovery import believed
from tests.core.growth.offices import CATEGORIES, COUNTY, FIRST, LAST, PLACES, PLAIN, quiet

END = LAST.toordinal()
LEAF, STREET = 101, 11


def signs(counts, first=FIRST, last=LAST):
    return find_signs(counts, CATEGORIES, PLACES, first=first, last=last, calendar=PLAIN).signs


@cache
def usual(seed=0, a_week=100):
    return quiet(random.Random(seed), a_week=a_week)


def with_more(counts, cell, days):
    """The same counts with further voices: {days before the last: how many}."""
    grown = dict(counts.get(cell, {}))
    for before, more in days.items():
        grown[END - before] = grown.get(END - before, 0) + more
    return counts | {cell: grown}


RARE_CELL = Cell(603, 18)
BURST = {0: 4, 1: 3, 3: 4, 5: 3}


@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5])
def test_where_nothing_grows_there_is_no_sign(seed):
    assert signs(usual(seed)) == ()


def test_a_burst_is_found_and_named_by_the_most_specific_cell():
    (sign,) = signs(with_more(usual(), RARE_CELL, BURST))
    assert sign.cell == RARE_CELL
    assert sign.span == 7
    assert sign.count >= 14
    assert sign.usual[1] < LEAST_COUNT
    assert len(sign.weeks) == SHOWN_WEEKS
    assert sign.weeks[-1] == sign.count
    assert sign.beside == ()


def test_growth_of_a_topic_everywhere_is_told_as_one_topic():
    counts = quiet(
        random.Random(4), a_week=300, rate=lambda leaf, _at, day: 3 if day > END - 28 and leaf == LEAF else 1
    )
    assert [sign.cell for sign in signs(counts)] == [Cell(LEAF, COUNTY)]


def test_growth_of_a_street_is_told_as_one_street():
    counts = quiet(random.Random(4), a_week=300, rate=lambda _leaf, at, day: 2 if day > END - 28 and at == 12 else 1)
    assert [sign.cell for sign in signs(counts)] == [Cell(ANY, 12)]


def test_two_separate_signs_are_both_shown_and_share_no_voice():
    counts = with_more(with_more(usual(), RARE_CELL, BURST), Cell(302, 15), BURST)
    found = signs(counts)
    assert {sign.cell for sign in found} == {RARE_CELL, Cell(302, 15)}


def test_what_grows_beside_a_part_that_grows_more_is_shown_without_it():
    def rate(leaf, at, day):
        return (12 if leaf == LEAF else 3) if day > END - 28 and at == 13 else 1

    found = {sign.cell: sign for sign in signs(quiet(random.Random(1), a_week=300, rate=rate))}
    assert found.keys() == {Cell(LEAF, 13), Cell(ANY, 13)}
    assert found[Cell(ANY, 13)].beside == (Cell(LEAF, 13),)
    counts = quiet(random.Random(1), a_week=300, rate=rate)
    others = (days for cell, days in counts.items() if cell.place == 13 and cell.category != LEAF)
    assert found[Cell(ANY, 13)].count == sum(n for days in others for day, n in days.items() if day > END - 28)


def test_what_comes_every_year_is_no_sign():
    def heating(leaf, _at, day):
        return 5 if leaf == LEAF and (END - day) % 364 < 14 else 1

    assert signs(quiet(random.Random(2), a_week=200, rate=heating)) == ()
    first_time = quiet(
        random.Random(2), a_week=200, rate=lambda leaf, at, day: heating(leaf, at, day) if day > END - 300 else 1
    )
    assert Cell(LEAF, COUNTY) in {sign.cell for sign in signs(first_time)}


def test_past_growth_hides_no_new_growth():
    burst = {140 + n: 4 for n in range(14)}
    counts = with_more(with_more(usual(), RARE_CELL, burst), RARE_CELL, BURST)
    assert [sign.cell for sign in signs(counts)] == [RARE_CELL]


def test_an_office_that_slowly_hears_more_sees_no_sign():
    counts = quiet(random.Random(3), a_week=150, rate=lambda _leaf, _at, day: 2 ** ((day - END) / 364))
    assert signs(counts) == ()


def test_fewer_than_five_voices_are_never_a_sign():
    counts = {Cell(LEAF, 12): {END - 400: 1}, RARE_CELL: {END: 4}, Cell(LEAF, STREET): {END - 380: 1}}
    assert signs(counts) == ()


def test_little_past_gives_no_sign():
    short = LAST - timedelta(days=40)
    assert signs(with_more(usual(), RARE_CELL, BURST), first=short) == ()


def test_a_topic_that_the_office_began_to_use_lately_is_no_growth_of_its_own():
    counts = with_more(usual(), Cell(999, 18), dict.fromkeys(range(20), 2))
    tree = Tree(CATEGORIES.paths | {999: (999,)})
    found = find_signs(counts, tree, PLACES, first=FIRST, last=LAST, calendar=PLAIN).signs
    assert 999 not in {sign.cell.category for sign in found}


def test_the_last_day_ends_what_is_looked_at():
    counts = with_more(usual(), RARE_CELL, BURST)
    assert RARE_CELL not in {sign.cell for sign in signs(counts, last=LAST - timedelta(days=7))}


def test_the_order_of_the_counts_changes_nothing():
    counts = with_more(usual(), RARE_CELL, BURST)
    turned = {cell: dict(reversed(counts[cell].items())) for cell in reversed(counts)}
    assert signs(turned) == signs(counts)


@settings(max_examples=15, deadline=None)
@given(more=st.dictionaries(st.integers(0, 27), st.integers(0, 6), max_size=10), seed=st.integers(0, 3))
def test_every_sign_keeps_its_promises(more, seed):
    counts = with_more(usual(seed), Cell(203, 14), more)
    found = signs(counts)
    for sign in found:
        assert sign.count >= LEAST_COUNT
        assert sign.count >= 1.5 * sign.expected
        assert sign.usual[0] <= sign.usual[1] < sign.count
    shown = [atom for sign in found for atom in _own(sign, counts)]
    assert len(shown) == len(set(shown))


def _own(sign, counts):
    members = lay_out(counts, CATEGORIES, PLACES).members
    return set(members[sign.cell]) - {atom for other in sign.beside for atom in members[other]}


@pytest.mark.parametrize(
    ("chances", "tried", "answer"),
    [
        ([], 100, 0.0),
        ([0.002], 100, 0.0),
        ([0.001], 100, 0.001),
        ([0.0009, 0.0019, 0.5], 100, 0.0019),
        ([0.01, 0.019, 0.0299, 0.04], 10, 0.04),
        ([0.001, 0.9], 100, 0.001),
    ],
)
def test_what_may_be_believed_follows_benjamini_and_hochberg(chances, tried, answer):
    assert believed(chances, tried, 0.1) == answer


def test_one_street_alone_stands_for_its_district():
    only = {Cell(LEAF, STREET): {END: 1}}
    assert list(lay_out(only, CATEGORIES, PLACES).members) == [Cell(LEAF, STREET)]
    two = only | {Cell(LEAF, 12): {END: 1}}
    assert set(lay_out(two, CATEGORIES, PLACES).members) == {Cell(LEAF, STREET), Cell(LEAF, 12), Cell(LEAF, COUNTY)}


def test_voices_without_topic_or_place_count_for_all_alone():
    counts = {Cell(ANY, ANY): {END: 1}, Cell(LEAF, STREET): {END: 1}}
    assert set(lay_out(counts, CATEGORIES, PLACES).members) == {Cell(ANY, ANY), Cell(LEAF, STREET)}
