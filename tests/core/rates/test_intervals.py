"""Intervals of shares: published values, ends, and what stays true for every k and n."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.rates.intervals import Share, beyond_chance, difference, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, two-sided intervals for the single proportion, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(k: int, n: int, low: float, high: float) -> None:
    assert [round(end, 4) for end in wilson(k, n)] == [low, high]


def test_nobody_asked_is_nothing_known() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert Share(0, 0).percent == 0


def test_a_share_of_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="6 of 5"):
        Share(6, 5)


def test_the_picture_of_the_scorecard_is_met() -> None:
    assert (Share(88, 90).percent, Share(88, 90).interval_percent) == (98, (92, 99))
    assert (Share(41, 52).percent, Share(41, 52).interval_percent) == (79, (66, 88))


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_mirrors(pair: tuple[int, int]) -> None:
    k, n = pair
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    other_low, other_high = wilson(n - k, n)
    assert (other_low, other_high) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        (Share(48, 80), Share(56, 70), 0.0524, 0.3339),  # Newcombe 1998, table II, method 10
        (Share(3, 10), Share(9, 10), 0.1705, 0.8090),
        (Share(0, 29), Share(5, 56), -0.0381, 0.1926),
        (Share(0, 20), Share(10, 10), 0.6791, 1.0),
    ],
)
def test_differences_are_the_published_ones(first: Share, second: Share, low: float, high: float) -> None:
    assert [round(end, 4) for end in difference(first, second)] == [low, high]


def test_a_change_is_beyond_chance_only_with_enough_people() -> None:
    assert beyond_chance(Share(20, 60), Share(45, 60))
    assert beyond_chance(Share(45, 60), Share(20, 60))
    assert not beyond_chance(Share(2, 6), Share(4, 6))
    assert not beyond_chance(Share(0, 0), Share(45, 60))
