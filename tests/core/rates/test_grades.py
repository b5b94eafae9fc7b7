"""Grades: by the interval, never by the point."""

import pytest

from huiying.core.rates.grades import WORDS, Grade, grade
from huiying.core.rates.intervals import Share


@pytest.mark.parametrize(
    ("k", "n", "target", "expected"),
    [
        (133, 135, 90, Grade.REACHED),
        (84, 96, 95, Grade.NOT_REACHED),
        (88, 90, 95, Grade.UNCLEAR),
        (29, 29, 50, Grade.FEW),
        (30, 30, 50, Grade.REACHED),
        (0, 30, 0, Grade.REACHED),
    ],
)
def test_a_grade_looks_at_the_whole_interval(k: int, n: int, target: int, expected: Grade) -> None:
    assert grade(Share(k, n), target) is expected


def test_every_grade_has_words() -> None:
    assert set(WORDS) == set(Grade)
