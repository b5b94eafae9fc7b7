"""Waiting much longer at one place: exact small samples, ties, cases that still run, and many comparisons at once."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.fairness import Wait, find_later
from huiying.core.fairness.waiting import EXACT_CASES, chance_of_later, gehan_scores, median_wait

waits = st.builds(Wait, st.integers(0, 60), st.booleans())


def answered(*days):
    return [Wait(day, True) for day in days]


def running(*days):
    return [Wait(day, False) for day in days]


def by_hand(here, elsewhere):
    """Every way to choose the places of `here` among all, counted one by one."""
    pooled = [*here, *elsewhere]
    scores = [sum(_surely_less(b, a) - _surely_less(a, b) for b in pooled) for a in pooled]
    seen = sum(scores[: len(here)])
    every = [sum(chosen) for chosen in combinations(scores, len(here))]
    return sum(total >= seen for total in every) / len(every)


def _surely_less(one, other):
    return one.answered and (one.days < other.days or (one.days == other.days and not other.answered))


def test_four_against_four_fully_apart_is_one_of_seventy():
    assert chance_of_later(answered(9, 10, 11, 12), answered(1, 2, 3, 4)) == pytest.approx(1 / 70)
    assert chance_of_later(answered(1, 2, 3, 4), answered(9, 10, 11, 12)) == 1


@settings(max_examples=60, deadline=None)
@given(here=st.lists(waits, min_size=1, max_size=5), elsewhere=st.lists(waits, min_size=1, max_size=6))
def test_it_is_the_share_of_all_ways_to_share_the_waits_out(here, elsewhere):
    assert chance_of_later(here, elsewhere) == pytest.approx(by_hand(here, elsewhere))


@given(found=st.lists(waits, min_size=1, max_size=30))
def test_scores_add_up_to_nothing(found):
    assert sum(gehan_scores(found)) == 0


def test_without_running_cases_it_agrees_with_mann_and_whitney():
    stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    chance = random.Random(3)
    here = [chance.randint(5, 40) for _ in range(30)]
    elsewhere = [chance.randint(0, 35) for _ in range(60)]
    expected = stats.mannwhitneyu(here, elsewhere, alternative="greater", method="asymptotic").pvalue
    assert chance_of_later(answered(*here), answered(*elsewhere)) == pytest.approx(expected, rel=0.03)


def test_counting_and_approximating_agree_where_one_gives_way_to_the_other():
    chance = random.Random(5)
    half = EXACT_CASES // 2
    here = answered(*(chance.randint(3, 30) for _ in range(half)))
    elsewhere = answered(*(chance.randint(0, 27) for _ in range(half)))
    exact = chance_of_later(here, elsewhere)
    more = chance_of_later(here, [*elsewhere, Wait(15, True)])
    assert exact == pytest.approx(more, rel=0.25)


@pytest.mark.parametrize(
    ("found", "median"),
    [
        (answered(1, 2, 3), 2),
        (answered(1, 2, 3, 4), 2),
        ([*answered(1, 2), *running(9, 9)], 2),
        ([*answered(5, 6, 7), *running(1)], 6),
        ([*answered(3), *running(20, 30)], 30),
    ],
)
def test_the_median_counts_cases_that_still_run(found, median):
    assert median_wait(found) == median


SLOW, QUICK = answered(20, 22, 25, 30, 31, 40), answered(5, 6, 7, 8, 9, 10, 11, 12)


def test_one_place_much_later_than_the_others_is_found():
    (found,) = find_later({"water": {"liuhe": SLOW, "qingshi": QUICK}})
    assert (found.matter, found.place, found.cases, found.others) == ("water", "liuhe", 6, 8)
    assert (found.median, found.median_of_others) == (25, 8)
    assert found.chance < 0.001


def test_fewer_than_five_answered_say_nothing():
    assert find_later({"water": {"liuhe": [*SLOW[:4], *running(90, 90)], "qingshi": QUICK}}) == []
    assert find_later({"water": {"liuhe": SLOW, "qingshi": QUICK[:4]}}) == []


def test_less_than_twice_as_long_is_left_alone_however_certain():
    slower = answered(*range(14, 34))
    assert find_later({"water": {"liuhe": slower, "qingshi": answered(*range(10, 20)) * 3}}) == []


def test_what_is_not_answered_yet_counts_as_waiting():
    (found,) = find_later({"water": {"liuhe": [*SLOW[:5], *running(60, 70, 80)], "qingshi": QUICK}})
    assert found.median >= 30


def test_where_all_wait_alike_chance_is_seldom_taken_for_more():
    chance = random.Random(11)
    false = 0
    for _ in range(60):
        office = {
            matter: {place: answered(*(int(chance.expovariate(0.08)) for _ in range(7))) for place in range(6)}
            for matter in range(6)
        }
        false += bool(find_later(office))
    assert false <= 6
