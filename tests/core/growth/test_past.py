"""What the past lets expect: past growth does not raise the bar, doubt widens it, the season is remembered."""

from itertools import pairwise

import pytest

from huiying.core.growth.days import Days
from huiying.core.growth.past import GAP_DAYS, PAST_DAYS, Usual, expect, frame, learn_level, season_factor
from huiying.core.growth.tail import upper_tail
from tests.core.growth.offices import LAST, PLAIN

WEEKS = [4, 6, 5, 4, 3, 5, 5, 4, 6, 5, 2, 4]
SEVEN = [7.0] * 12
EVEN = Days(PLAIN, dict.fromkeys(("working", "weekend", "holiday"), 1.0), 0.0)


@pytest.mark.parametrize("loud", [[(5, 14)], [(5, 60)], [(3, 15), (4, 19), (5, 18)]])
def test_past_growth_does_not_poison_the_level(loud):
    quiet = learn_level(WEEKS, SEVEN)
    counts = list(WEEKS)
    for at, count in loud:
        counts[at] = count
    level = learn_level(counts, SEVEN)
    assert level.rate == pytest.approx(quiet.rate, rel=0.12)
    assert expect(level, 7.0, Usual()).chance(14) < 0.0015


def test_quiet_weeks_count_fully():
    level = learn_level(WEEKS, SEVEN)
    assert (level.heard, level.blocks) == (sum(WEEKS), 12)
    assert level.rate == pytest.approx((sum(WEEKS) + 0.5) / 84)


def test_without_scatter_it_is_the_predictive_distribution_after_jeffreys_prior():
    """Gamma(Y + ½, E) over a Poisson rate gives a negative binomial of size Y + ½ and mean (Y + ½) e / E."""
    found = expect(learn_level([4] * 12, SEVEN), 7.0, Usual())
    assert found.mean == pytest.approx(48.5 / 12)
    assert found.scatter == pytest.approx(1 / 48.5)
    assert found.chance(9) == upper_tail(9, found.mean, found.scatter)


def test_the_less_is_known_the_more_is_possible():
    short, long = (expect(learn_level([4] * n, [7.0] * n), 7.0, Usual()) for n in (8, 50))
    assert short.chance(12) > long.chance(12)


def test_who_was_never_heard_of_is_expected_hardly_ever():
    found = expect(learn_level([0] * 12, SEVEN), 7.0, Usual())
    assert 0 < found.mean < 0.1
    assert found.chance(5) < 1e-4


def test_scatter_counts_where_it_is_surely_more_than_chance():
    wild = learn_level([1, 9, 2, 12, 3, 8, 1, 10, 2, 11, 3, 9], SEVEN)
    assert wild.sure_scatter > 0.1
    calm = learn_level(WEEKS, SEVEN)
    assert calm.sure_scatter < 0
    others = Usual(learn_level([1, 9] * 6, SEVEN) for _ in range(5))
    assert expect(calm, 7.0, others).chance(12) > expect(calm, 7.0, Usual()).chance(12)


def test_the_usual_scatter_is_the_median_of_cells_that_tell_something():
    levels = [learn_level(counts, SEVEN) for counts in ([1, 9] * 6, [2, 8] * 6, [1, 8] * 6, WEEKS, [5] * 12)]
    assert 0 < Usual(levels).scatter(5) == sorted(level.scatter for level in levels)[2]
    assert Usual(levels[:4]).scatter(5) == 0
    assert Usual([*levels[:4], learn_level([1] * 12, SEVEN)]).scatter(5) == 0


def test_small_cells_scatter_as_small_cells_do():
    small = [learn_level([1, 9] * 6, SEVEN) for _ in range(25)]
    large = [learn_level([100, 101] * 6, SEVEN) for _ in range(25)]
    usual = Usual([*large, *small])
    assert usual.scatter(4) > 0.3
    assert usual.scatter(110) == 0


@pytest.mark.parametrize("span", [7, 28])
def test_blocks_are_of_one_length_and_leave_a_week_before_the_window(span):
    told = frame(span, LAST.toordinal(), EVEN)
    assert all(block.last - block.first + 1 == span for block in told.blocks)
    assert all(block.exposure == span for block in told.blocks)
    assert told.window.last == LAST.toordinal()
    assert told.window.first - told.recent[0].last == GAP_DAYS + 1
    assert all(newer.first - older.last == 1 for newer, older in pairwise(told.recent))
    assert told.window.first - told.recent[-1].first <= PAST_DAYS + GAP_DAYS
    assert len(told.recent) == PAST_DAYS // span


def test_a_season_lies_around_the_same_days_of_the_year_on_the_same_days_of_the_week():
    told = frame(7, LAST.toordinal(), EVEN)
    assert [len(season.near) for season in told.seasons] == [3, 3, 3]
    for year, season in enumerate(told.seasons, start=1):
        assert season.near[1].last == LAST.toordinal() - 364 * year
        assert len(season.near) + len(season.year) == 53
        assert season.first == season.near[1].first - 182
    assert [len(season.near) for season in frame(28, LAST.toordinal(), EVEN).seasons] == [1, 1, 1]


def test_a_season_counts_where_it_is_louder_than_its_year_beyond_chance():
    year = [10] * 50, [7.0] * 50
    assert season_factor(([10, 12, 9], [7.0] * 3), year, Usual()) == 1
    assert season_factor(([10, 50, 48], [7.0] * 3), year, Usual()) == pytest.approx(5, rel=0.01)
    assert season_factor(([2, 1, 2], [7.0] * 3), year, Usual()) == 1
