import time
from datetime import UTC, datetime

import numpy as np
import pytest

from huiying.core.similarity import search
from huiying.core.similarity.measure import (
    Message,
    NothingToMeasure,
    Pair,
    area_under_curve,
    best_f1,
    hits_among,
    measure,
)
from tests.core.similarity.voices import DAY, VOICES, rows

MESSAGES = [Message(str(number), "", text, DAY) for number, text in enumerate(VOICES)]
PAIRS = [Pair("0", "1", same=True), *(Pair("0", str(other), same=False) for other in range(2, 6))]


def ticking():
    """A timer that moves by one second whenever it is read."""
    return iter(range(10**6)).__next__


def test_figures_of_a_small_judged_set():
    figures = measure(MESSAGES, PAIRS, ticking())
    assert (figures.auc, figures.best_f1, figures.p_at_5, figures.r_at_20) == (1, 1, 1, 1)
    assert figures.milliseconds_per_query == 1000


def test_the_order_of_the_files_does_not_matter():
    assert measure(MESSAGES[::-1], PAIRS[::-1], ticking()) == measure(MESSAGES, PAIRS, ticking())


def test_an_engine_that_finds_nothing_has_poor_figures(monkeypatch):
    monkeypatch.setattr(search, "candidates", lambda *_: [])
    assert measure(MESSAGES, PAIRS, ticking()).p_at_5 == 0


@pytest.mark.parametrize(
    ("scores", "same", "auc"),
    [
        ([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0], 1),
        ([0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0], 0),
        ([0.5, 0.5, 0.5, 0.5], [1, 1, 0, 0], 0.5),
        ([0.9, 0.3, 0.5, 0.1], [1, 1, 0, 0], 0.75),
        ([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0], 0.875),
    ],
)
def test_area_under_the_curve_counts_pairs_in_the_right_order(scores, same, auc):
    assert area_under_curve(np.array(scores), np.array(same, dtype=bool)) == auc


@pytest.mark.parametrize(
    ("scores", "same", "f1"),
    [
        ([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0], 1),
        ([0.9, 0.8, 0.7, 0.1], [1, 0, 1, 0], 0.8),
        ([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0], 0.4),
    ],
)
def test_the_best_f1_takes_equal_scores_together(scores, same, f1):
    assert best_f1(np.array(scores), np.array(same, dtype=bool)) == pytest.approx(f1)


@pytest.mark.parametrize(
    ("found", "mates", "share"),
    [([1, 2, 3], {1}, 1), ([2, 3, 1], {1, 9}, 0.5), ([], {1}, 0), ([1, 2, 3, 4, 5, 6], set(range(1, 90)), 1)],
)
def test_hits_are_counted_of_as_many_as_could_be_there(found, mates, share):
    assert hits_among(found, mates, 5) == share


def test_a_message_without_a_time_is_measured_too():
    undated = [Message(one.id, one.subject, one.text, None) for one in MESSAGES]
    assert measure(undated, PAIRS, ticking()).p_at_5 == 1


@pytest.mark.parametrize(
    "pairs", [[], PAIRS[:1], PAIRS[1:], [*PAIRS, Pair("0", "99", same=True)]], ids=["none", "same", "other", "missing"]
)
def test_pairs_that_measure_nothing_are_refused(pairs):
    with pytest.raises(NothingToMeasure) as refused:
        measure(MESSAGES, pairs, ticking())
    assert "file of messages" in refused.value.say("en")


def test_real_voices_on_the_same_matter_are_found():
    """On every message that was judged and a quarter of the others; `huiying eval same-matter` takes them all."""
    pairs = [Pair(row["a"], row["b"], row["same"] == "1") for row in rows("same_matter_pairs.csv")]
    judged = {one for pair in pairs for one in (pair.a, pair.b)}
    messages = [
        Message(row["msg_id"], row["subject"], row["text"], datetime.fromisoformat(row["time"]).replace(tzinfo=UTC))
        for number, row in enumerate(rows("messages.csv"))
        if number % 4 == 0 or row["msg_id"] in judged
    ]
    figures = measure(messages, pairs, time.process_time)
    assert figures.auc >= 0.995
    assert figures.best_f1 >= 0.965
    assert figures.p_at_5 >= 0.975
    assert figures.r_at_20 >= 0.985
    assert figures.milliseconds_per_query < 10
