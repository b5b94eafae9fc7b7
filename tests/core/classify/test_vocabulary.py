"""Choosing what counts, weighing it, and the sparse table of texts."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from huiying.core.classify import choosing
from huiying.core.classify.choosing import LEAST_TEXTS, choose
from huiying.core.classify.counting import Counted, count
from huiying.core.classify.errors import TooFewExamples
from huiying.core.classify.pieces import HEAD, cut
from huiying.core.classify.vocabulary import Table, Vocabulary, batches, slots
from huiying.core.similarity.normal import normalise

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "category.md"
TEXTS = ["油烟扰民", "油烟很大", "油烟太重", "公路不平", "公路坑洼", "公路堵车"]
LABELS = np.array([0, 0, 0, 1, 1, 1])


def chosen(texts, labels):
    return choose(count(texts, least=1), labels)


def key_of(piece):
    """The key of a window of one character."""
    return cut([piece]).key[:1]


def weight_of(vocabulary, piece):
    return float(vocabulary.weights[vocabulary.columns(key_of(piece))[0]])


def dense(table, width):
    rows = np.zeros((len(table.starts) - 1, width))
    for row in range(len(rows)):
        part = slice(table.starts[row], table.starts[row + 1])
        rows[row, table.columns[part]] = table.values[part]
    return rows


def test_a_piece_counts_when_enough_texts_have_it():
    vocabulary = chosen(TEXTS, LABELS)
    assert vocabulary.columns(key_of("油"))[0] >= 0
    assert vocabulary.columns(key_of("堵"))[0] == -1
    assert len(vocabulary.keys) == len(
        [key for key, times in Counter(k for t in TEXTS for k in set(cut([t]).key.tolist())).items() if times >= 3]
    )


def test_often_in_one_text_is_not_in_enough_texts():
    assert chosen([*TEXTS, "猫" * 50], np.append(LABELS, 1)).columns(key_of("猫"))[0] == -1
    assert LEAST_TEXTS == 3


def test_a_piece_of_one_category_weighs_more_than_one_of_all():
    vocabulary = chosen([f"{text}的" for text in TEXTS], LABELS)
    assert weight_of(vocabulary, "油") == pytest.approx(21)
    assert weight_of(vocabulary, "的") == pytest.approx(1 + 20 / 3)


def test_the_weight_on_the_page_is_the_weight_of_the_program():
    shares = [[float(share) / 100 for share in re.findall(r"(\d+) %", PAGE.read_text("utf-8"))[:3]]]
    (stated,) = re.findall(r"weighs \*\*([\d.]+)\*\*", PAGE.read_text("utf-8"))
    assert shares == [[0.3, 0.1, 0.0]]
    assert choosing._weights(np.array(shares) * 100, np.array([100, 100, 100]))[0] == pytest.approx(float(stated))


def test_texts_without_anything_in_common_teach_nothing():
    with pytest.raises(TooFewExamples):
        chosen(["一", "二", "三"], np.array([0, 1, 2]))


def test_the_commonest_pieces_are_kept_when_there_are_too_many():
    vocabulary = choose(count([f"{text}的的" for text in TEXTS], least=1), LABELS, most_bytes=2 * (12 + 2 * 2))
    assert len(vocabulary.keys) == 2
    assert vocabulary.columns(key_of("油"))[0] == vocabulary.columns(key_of("公"))[0] == -1


def test_two_pieces_never_share_a_slot():
    keys = np.array([5, 6, 1 << 60, (1 << 60) + 1], dtype=np.uint64)
    thrice = Counted(keys, np.arange(0, 13, 4), np.tile(np.arange(4), 3), np.ones(12, np.float32))
    kept = choosing._frequent(thrice, 10)
    assert len(np.unique(slots(keys[kept]))) == len(kept) == 2


def test_unknown_keys_have_no_column_even_in_a_slot_that_is_taken():
    vocabulary = Vocabulary(np.array([5, 1 << 60], dtype=np.uint64), np.ones(2, np.float32))
    asked = np.array([1 << 60, (1 << 60) + 1, 5, 6, 1 << 50], dtype=np.uint64)
    assert vocabulary.columns(asked).tolist() == [1, -1, 0, -1, -1]


def test_rows_have_length_one_and_texts_without_known_pieces_length_nothing():
    vocabulary = chosen(TEXTS, LABELS)
    rows = dense(vocabulary.table(["油烟", "", "zzz", "公路公路"]), len(vocabulary.keys))
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 0, 1])


def test_a_text_that_hardly_says_anything_stays_short():
    vocabulary = chosen([f"{text}的" for text in TEXTS], LABELS)
    rows = dense(vocabulary.table(["的 的"]), len(vocabulary.keys))
    assert np.linalg.norm(rows) < 1 == pytest.approx(np.linalg.norm(dense(vocabulary.table(["油"]), rows.shape[1])))


def test_a_piece_at_the_head_counts_twice():
    vocabulary = chosen(TEXTS, LABELS)
    early, late = vocabulary.table(["油" + "的" * HEAD + "公", "的" * HEAD + "油公"]), vocabulary.columns
    rows = dense(early, len(vocabulary.keys))
    oil, road = late(key_of("油"))[0], late(key_of("公"))[0]
    assert rows[0, oil] / rows[0, road] == pytest.approx(
        (1 + np.log(2)) * weight_of(vocabulary, "油") / weight_of(vocabulary, "公"), rel=1e-5
    )
    assert rows[1, oil] == pytest.approx(rows[1, road] * weight_of(vocabulary, "油") / weight_of(vocabulary, "公"))


def test_the_table_times_a_matrix_is_what_a_dense_one_gives():
    vocabulary = chosen(TEXTS, LABELS)
    table = vocabulary.table(["", *TEXTS, ""])
    matrix = np.random.default_rng(1).normal(size=(len(vocabulary.keys), 3))
    assert table.times(matrix) == pytest.approx(dense(table, len(vocabulary.keys)) @ matrix, abs=1e-5)
    empty = Table(np.zeros(3, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    assert empty.times(matrix).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_portions_hold_every_text_once_in_order():
    texts = [normalise("长" * 7_000) + str(number) for number in range(40)]
    assert [text for batch in batches(texts) for text in batch] == texts
    assert len(list(batches(texts))) > 2


def test_a_text_is_weighed_alike_alone_and_among_many():
    vocabulary = chosen(TEXTS, LABELS)
    many = vocabulary.table(["的" * 5_000 + text for text in TEXTS] * 20)
    alone = vocabulary.table(["的" * 5_000 + TEXTS[2]])
    assert dense(many, len(vocabulary.keys))[2] == pytest.approx(dense(alone, len(vocabulary.keys))[0])
