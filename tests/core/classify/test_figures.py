"""Accuracy and macro-F1: by hand, and against scikit-learn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.classify.figures import accuracy, macro_f1

pairs = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcde")), min_size=1)


def test_small_categories_count_like_large_ones():
    truth, predicted = list("aaaaaaaaab"), list("aaaaaaaaaa")
    assert accuracy(truth, predicted) == 0.9
    assert macro_f1(truth, predicted) == pytest.approx((18 / 19 + 0) / 2)


def test_nothing_is_worth_nothing():
    assert (accuracy([], []), macro_f1([], [])) == (0, 0)


@settings(deadline=None)  # the first call loads scikit-learn
@given(pairs)
def test_the_figures_are_those_of_scikit_learn(rows):
    from sklearn.metrics import accuracy_score, f1_score

    truth, predicted = (list(side) for side in zip(*rows, strict=True))
    assert accuracy(truth, predicted) == pytest.approx(accuracy_score(truth, predicted))
    assert macro_f1(truth, predicted) == pytest.approx(f1_score(truth, predicted, average="macro", zero_division=0))
