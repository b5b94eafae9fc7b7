"""What the model is worth on 2,710 real messages; skipped where the data folder is absent."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from huiying.core.classify.figures import macro_f1
from huiying.core.classify.message import joined
from huiying.core.classify.model import SURE
from huiying.core.classify.training import Example
from tests.core.classify.invented import trained

DATA = Path(os.environ.get("HUIYING_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
LABELLED = DATA / "messages" / "labelled.csv"
EVERY = 5


@pytest.fixture(scope="module")
def judged():
    """(truth, likeliest categories, their probabilities) of every fifth message by a model of the others."""
    if not LABELLED.exists():
        pytest.skip(f"The real messages are not in {DATA}: set HUIYING_TEST_DATA.")
    with LABELLED.open(encoding="utf-8-sig", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["key"])
    examples = [Example(joined(row["subject"], row["text"]), row["label"]) for row in rows]
    model = trained([one for at, one in enumerate(examples) if at % EVERY])
    chances = model.probabilities([one.text for one in examples[::EVERY]])
    predicted = [model.categories[best] for best in chances.argmax(axis=1)]
    return np.array([one.category for one in examples[::EVERY]]), np.array(predicted), chances.max(axis=1), model


def test_categories_of_real_messages_are_told(judged):
    truth, predicted, _, _ = judged
    assert macro_f1(truth.tolist(), predicted.tolist()) > 0.88


def test_probabilities_of_real_messages_are_neither_bold_nor_timid(judged):
    truth, predicted, chances, _ = judged
    assert chances.mean() == pytest.approx((truth == predicted).mean(), abs=0.03)


def test_real_suggestions_are_mostly_right_and_rarely_withheld(judged):
    truth, predicted, chances, model = judged
    sure = chances >= SURE
    assert sure.mean() > 0.9
    assert (truth == predicted)[sure].mean() > 0.9 > (truth == predicted)[~sure].mean()
    assert model.card.right_when_suggested == pytest.approx((truth == predicted)[sure].mean(), abs=0.03)
