"""The linear machine: scores, probabilities and how sure they may sound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from huiying.core.classify.choosing import choose
from huiying.core.classify.counting import count
from huiying.core.classify.linear import best_scale, fit, probabilities

TEXTS = ["油烟扰民", "油烟很大", "油烟太重", "公路不平", "公路坑洼", "公路堵车"]
LABELS = np.array([0, 0, 0, 1, 1, 1])
COUNTED = count(TEXTS, least=1)

scores = arrays(np.float32, st.tuples(st.integers(1, 5), st.integers(2, 7)), elements=st.floats(-50, 50, width=32))


def test_two_categories_have_two_columns():
    linear = fit(choose(COUNTED, LABELS), COUNTED, LABELS)
    assert linear.coefficients.shape[1] == len(linear.intercepts) == 2
    assert linear.scores(["油烟", "公路"]).argmax(axis=1).tolist() == [0, 1]


def test_a_text_that_says_nothing_known_has_the_intercepts():
    linear = fit(choose(COUNTED, LABELS), COUNTED, LABELS)
    assert linear.scores([""])[0] == pytest.approx(linear.intercepts)


@given(scores, st.floats(0.1, 100))
def test_probabilities_add_up_and_keep_the_order(rows, scale):
    chances = probabilities(rows, scale)
    assert chances.sum(axis=1) == pytest.approx(np.ones(len(rows)))
    assert (chances.max(axis=1) == chances[np.arange(len(rows)), rows.argmax(axis=1)]).all()


def test_a_machine_that_is_often_wrong_may_not_sound_sure():
    rows = np.tile(np.array([[1.0, 0.0]], np.float32), (100, 1))
    mostly = np.array([0] * 70 + [1] * 30)
    assert probabilities(rows, best_scale(rows, mostly))[0, 0] == pytest.approx(0.7, abs=0.01)
    assert best_scale(rows, np.zeros(100, np.int64)) > best_scale(rows, mostly)
