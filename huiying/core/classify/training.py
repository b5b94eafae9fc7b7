"""Learning a model from messages that people have sorted: the same messages in any order give the same model."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from huiying.core.classify.choosing import LEAST_EXAMPLES, choose
from huiying.core.classify.errors import TooFewExamples
from huiying.core.classify.figures import accuracy, macro_f1
from huiying.core.classify.linear import best_scale, fit, probabilities
from huiying.core.classify.model import SURE, Card, CategoryModel
from huiying.core.classify.pieces import Array
from huiying.core.similarity.normal import normalise

FOLDS = 3
"""Parts of the examples that take turns at being judged unseen: for the probabilities and the figures of the card."""


@dataclass(frozen=True, slots=True)
class Example:
    """A message that a person has sorted. `text`: subject and words (model.joined)."""

    text: str
    category: str


def train(examples: Sequence[Example], *, data_date: date) -> CategoryModel:
    """A model of the categories that have LEAST_EXAMPLES. `data_date`: the day of the data, for the card.

    Raises TooFewExamples.
    """
    times = Counter(one.category for one in examples)
    categories = tuple(sorted(category for category, count in times.items() if count >= LEAST_EXAMPLES))
    if len(categories) < 2:
        raise TooFewExamples(least=LEAST_EXAMPLES)
    number = {category: column for column, category in enumerate(categories)}
    ordered = sorted((number[one.category], normalise(one.text)) for one in examples if one.category in number)
    labels = np.array([label for label, _ in ordered])
    texts = [text for _, text in ordered]
    unseen = _scores_unseen(texts, labels)
    scale = best_scale(unseen, labels)
    left_out = len(examples) - len(texts)
    card = _card(categories, labels, probabilities(unseen, scale), data_date=data_date, left_out=left_out)
    return CategoryModel(categories, fit(choose(texts, labels), texts, labels), scale, card)


def _scores_unseen(texts: Sequence[str], labels: Array) -> Array:
    """Scores of each text by a machine that has not seen it. Texts are ordered by label, so parts are alike."""
    scores = np.zeros((len(texts), int(labels.max()) + 1), dtype=np.float32)
    part = np.arange(len(texts)) % FOLDS
    for one in range(FOLDS):
        seen = [text for text, at in zip(texts, part, strict=True) if at != one]
        machine = fit(choose(seen, labels[part != one]), seen, labels[part != one])
        scores[part == one] = machine.scores([text for text, at in zip(texts, part, strict=True) if at == one])
    return scores


def _card(categories: tuple[str, ...], labels: Array, chances: Array, *, data_date: date, left_out: int) -> Card:
    best, sure = chances.argmax(axis=1), chances.max(axis=1) >= SURE
    truth, predicted = ([categories[at] for at in found] for found in (labels, best))
    return Card(
        data_date=data_date.isoformat(),
        examples=dict(zip(categories, np.bincount(labels).tolist(), strict=True)),
        left_out=left_out,
        macro_f1=round(macro_f1(truth, predicted), 4),
        accuracy=round(accuracy(truth, predicted), 4),
        suggested=round(float(sure.mean()), 4),
        right_when_suggested=round(float((best == labels)[sure].mean()) if sure.any() else 0.0, 4),
    )
