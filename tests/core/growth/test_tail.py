"""Tails of the negative binomial and Poisson distributions: published values, an independent library, properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.growth.tail import log_term, quantile, upper_tail

means = st.floats(0.05, 300)
scatters = st.one_of(st.just(0.0), st.floats(1e-4, 3))


@pytest.mark.parametrize(
    ("count", "mean", "chance"),
    # 1 - the cumulative Poisson table (e.g. Pearson and Hartley, Table 7)
    [(1, 1.0, 0.632121), (3, 1.0, 0.080301), (10, 5.0, 0.031828), (14, 5.0, 0.000698), (21, 10.0, 0.001588)],
)
def test_poisson_tails_are_those_of_the_tables(count, mean, chance):
    assert upper_tail(count, mean, 0.0) == pytest.approx(chance, abs=6e-7)


@pytest.mark.parametrize("scatter", [0.001, 0.02, 0.3, 2.0])
@pytest.mark.parametrize(
    ("count", "mean"), [(0, 4.0), (1, 0.02), (5, 4.0), (14, 4.5), (60, 20.0), (400, 300.0), (900, 300.0)]
)
def test_tails_agree_with_an_independent_library(count, mean, scatter):
    stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    size = 1 / scatter
    expected = stats.nbinom.sf(count - 1, size, size / (size + mean))
    assert upper_tail(count, mean, scatter) == pytest.approx(expected, rel=1e-9)


@given(mean=means, scatter=scatters, count=st.integers(1, 400))
def test_one_more_voice_is_never_likelier(mean, scatter, count):
    assert upper_tail(count + 1, mean, scatter) <= upper_tail(count, mean, scatter) <= 1


@given(mean=means, scatter=scatters, share=st.floats(0.01, 0.99))
def test_a_quantile_is_the_least_number_that_is_enough(mean, scatter, share):
    found = quantile(share, mean, scatter)
    assert 1 - upper_tail(found + 1, mean, scatter) >= share - 1e-9
    assert found == 0 or 1 - upper_tail(found, mean, scatter) < share + 1e-9


def test_scatter_that_vanishes_is_poisson():
    assert log_term(7, 5.0, 1e-8) == pytest.approx(log_term(7, 5.0, 0.0), abs=1e-6)


def test_a_far_tail_is_small_and_not_nothing():
    assert 0 < upper_tail(120, 5.0, 0.0) < 1e-100
    assert upper_tail(3000, 5.0, 0.0) == 0  # smaller than any float
    assert upper_tail(3000, 2000.0, 0.0) < 1e-80
    assert upper_tail(2000, 3000.0, 0.0) == pytest.approx(1)
