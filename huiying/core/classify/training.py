"""Learning one machine from messages that people have sorted: the same messages in any order give the same model."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from huiying.core.classify.choosing import LARGEST_FILE, LEAST_EXAMPLES, LEAST_TEXTS, choose
from huiying.core.classify.counting import Counted, count
from huiying.core.classify.errors import TooFewExamples
from huiying.core.classify.figures import accuracy, macro_f1
from huiying.core.classify.linear import best_scale, fit, probabilities
from huiying.core.classify.model import SURE, Card, CategoryModel
from huiying.core.classify.pieces import Array
from huiying.core.similarity.normal import normalise

FOLDS = 3
"""Parts of the examples that take turns at being judged unseen: for the probabilities and the figures of the card."""

ALWAYS = -1


@dataclass(frozen=True, slots=True)
class Example:
    """A message that a person has sorted. `text`: subject and words (message.joined)."""

    text: str
    category: str


@dataclass(frozen=True, eq=False)
class Lesson:
    """Cut texts with the number of their category (each present, of `categories`) and of their part (0 … FOLDS - 1).

    Those of part ALWAYS are learnt from and never judged.
    """

    counted: Counted
    labels: Array
    parts: Array
    categories: tuple[str, ...]


def train(examples: Sequence[Example], *, data_date: date) -> CategoryModel:
    """A model of the categories that have LEAST_EXAMPLES. `data_date`: the day of the data, for the card.

    Raises TooFewExamples.
    """
    ordered = sorted((one.category, normalise(one.text)) for one in examples)
    given = [category for category, _ in ordered]
    categories, labels = enough(given)
    rows = np.flatnonzero(labels >= 0)
    counted = count([ordered[row][1] for row in rows], least=LEAST_TEXTS)
    lesson = Lesson(counted, labels[rows], np.arange(len(rows)) % FOLDS, categories)
    return learn(lesson, data_date=data_date, left_out=len(examples) - len(rows))[0]


def enough(given: Sequence[str]) -> tuple[tuple[str, ...], Array]:
    """The categories that have LEAST_EXAMPLES, and of each message the number of its category, -1 where it has fewer.

    Raises TooFewExamples when these are fewer than two.
    """
    times = Counter(given)
    categories = tuple(sorted(category for category, found in times.items() if found >= LEAST_EXAMPLES))
    if len(categories) < 2:
        raise TooFewExamples(least=LEAST_EXAMPLES)
    number = {category: column for column, category in enumerate(categories)}
    return categories, np.array([number.get(category, -1) for category in given])


def learn(
    lesson: Lesson, *, data_date: date, left_out: int, most_bytes: int = LARGEST_FILE
) -> tuple[CategoryModel, Array]:
    """The model of a lesson, and its probabilities for each text by a machine that had not seen it (but for ALWAYS).

    Raises TooFewExamples.
    """
    unseen, judged = _scores_unseen(lesson, most_bytes), lesson.parts != ALWAYS
    scale = best_scale(unseen[judged], lesson.labels[judged])
    chances = probabilities(unseen, scale)
    card = _card(lesson, chances[judged], data_date=data_date, left_out=left_out)
    vocabulary = choose(lesson.counted, lesson.labels, most_bytes)
    return CategoryModel(lesson.categories, fit(vocabulary, lesson.counted, lesson.labels), scale, card), chances


def _scores_unseen(lesson: Lesson, most_bytes: int) -> Array:
    """Scores of each text by a machine that has learnt from the other parts."""
    scores = np.zeros((len(lesson.labels), len(lesson.categories)), dtype=np.float32)
    for part in range(FOLDS):
        others, own = np.flatnonzero(lesson.parts != part), np.flatnonzero(lesson.parts == part)
        seen, labels = lesson.counted.take(others), lesson.labels[others]
        machine = fit(choose(seen, labels, most_bytes), seen, labels)
        scores[own] = machine.scores_of(lesson.counted.take(own))
    return scores


def _card(lesson: Lesson, chances: Array, *, data_date: date, left_out: int) -> Card:
    labels = lesson.labels[lesson.parts != ALWAYS]
    best, sure = chances.argmax(axis=1), chances.max(axis=1) >= SURE
    truth, predicted = ([lesson.categories[at] for at in found] for found in (labels, best))
    return Card(
        data_date=data_date.isoformat(),
        examples=dict(
            zip(lesson.categories, np.bincount(labels, minlength=len(lesson.categories)).tolist(), strict=True)
        ),
        left_out=left_out,
        macro_f1=round(macro_f1(truth, predicted), 4),
        accuracy=round(accuracy(truth, predicted), 4),
        suggested=round(float(sure.mean()), 4),
        right_when_suggested=round(float((best == labels)[sure].mean()) if sure.any() else 0.0, 4),
    )
