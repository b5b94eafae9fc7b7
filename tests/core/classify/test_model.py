"""Learning and suggesting, on invented messages and on hostile ones."""

import random
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.classify import fileform
from huiying.core.classify.errors import TooFewExamples
from huiying.core.classify.figures import macro_f1
from huiying.core.classify.message import joined
from huiying.core.classify.model import SURE
from huiying.core.classify.training import Example, train
from tests.core.classify.invented import DAY, EXAMPLES, QUESTIONS, trained

HOSTILE = {
    "nothing": "",
    "spaces": " \n\t\u3000" * 100,
    "emoji": "😀👍🏽🏳️‍🌈" * 2_000,
    "one character a million times": "哈" * 1_000_000,
    "one letter a million times": "a" * 1_000_000,
    "a paste of ten megabytes": "污水 sewage 12345 " * 700_000,
    "NUL": "\x00" * 50_000,
    "half a surrogate pair": "油烟\ud800扰民",
    "bidi and combining": "\u202e\u0301\u200d" * 10_000,
    "other scripts": "Здравствуйте, ئۇيغۇرچە བོད་ཡིག 안녕하세요 ไทย",
    "ligatures that swell": "\ufdfa" * 20_000,
    "markup": "<script>alert(1)</script>'; DROP TABLE voice;--" * 500,
}


@pytest.mark.parametrize(("text", "category"), QUESTIONS.items())
def test_a_message_is_told_by_its_words(model, text, category):
    assert model.predict([text]) == [category]
    assert model.suggest(text, least=0).category == category


def test_a_suggestion_says_why_in_words_of_the_message(model):
    suggestion = model.suggest("新街口的烧烤油烟太大，影响环境", least=0)
    assert suggestion.words[0] == "油烟"
    assert set(suggestion.words) <= {"新街口", "烧烤", "油烟", "太大", "影响", "环境"}


def test_words_that_explain_can_be_read(model):
    suggestion = model.suggest("2019 年 3 月 A3 区 a b 油烟 ！！扰民", least=0)
    assert suggestion.words
    assert all(len(word) > 1 and word.isalpha() for word in suggestion.words)


def test_traditional_characters_are_read_like_simplified(model):
    assert model.probabilities(["公路坑窪不平，客車難行"])[0] == pytest.approx(
        model.probabilities(["公路坑洼不平，客车难行"])[0]
    )


def test_below_the_threshold_nothing_is_suggested(model):
    assert model.suggest("请") is None
    best = model.probabilities(["请"])[0].max()
    assert best < SURE
    assert model.suggest("请", least=best).probability == pytest.approx(best)


def test_a_suggestion_is_the_likeliest_category(model):
    for text in QUESTIONS:
        chances = model.probabilities([text])[0]
        suggestion = model.suggest(text, least=0)
        assert suggestion.probability == pytest.approx(chances.max())
        assert model.categories.index(suggestion.category) == chances.argmax()


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_text_has_probabilities_that_add_up(model, texts):
    chances = model.probabilities(texts)
    assert chances.shape == (len(texts), 3)
    assert chances.sum(axis=1) == pytest.approx(np.ones(len(texts)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_answered_soon(model, text):
    begun = time.process_time()
    suggestion = model.suggest(text, least=0)
    assert suggestion.category in model.categories
    assert time.process_time() - begun < 1


def test_hostile_texts_among_others_change_nothing_for_them(model):
    asked = list(QUESTIONS)
    mixed = model.predict([*HOSTILE.values(), *asked])
    assert mixed[-len(asked) :] == model.predict(asked)


def test_hostile_texts_can_be_learnt_from():
    examples = [Example(text, category) for text in HOSTILE.values() for category in ("甲", "乙")]
    assert trained([*EXAMPLES, *examples]).predict(list(QUESTIONS)) == list(QUESTIONS.values())


def test_the_order_of_messages_does_not_matter():
    shuffled = random.Random(5).sample(EXAMPLES, len(EXAMPLES))
    assert fileform.to_bytes(trained(shuffled)) == fileform.to_bytes(trained())


def test_what_is_learnt_from_shuffled_labels_is_worthless(model):
    labels = [one.category for one in EXAMPLES]
    random.Random(5).shuffle(labels)
    wrong = [Example(one.text, label) for one, label in zip(EXAMPLES, labels, strict=True)]
    truth = [one.category for one in EXAMPLES]
    assert model.card.macro_f1 == 1 == macro_f1(truth, model.predict([one.text for one in EXAMPLES]))
    assert trained(wrong).card.macro_f1 < 0.5


def test_a_category_with_few_examples_is_left_out(model):
    rare = [Example(f"渡口的船{number}", "水上") for number in range(4)]
    learnt = trained([*EXAMPLES, *rare])
    assert learnt.categories == model.categories
    assert (learnt.card.left_out, model.card.left_out) == (4, 0)


@pytest.mark.parametrize(
    "examples",
    [
        [],
        EXAMPLES[:20],
        [*EXAMPLES[:20], *EXAMPLES[-4:]],
        [Example("", category) for category in "甲乙" for _ in range(9)],
        [Example(chr(0x4E00 + number), "甲乙"[number % 2]) for number in range(20)],
    ],
    ids=["none", "one category", "one category and a few", "empty texts", "nothing in common"],
)
def test_too_few_examples_are_refused_with_what_to_do(examples):
    with pytest.raises(TooFewExamples) as refused:
        train(examples, data_date=DAY)
    assert "by hand" in refused.value.say("en")
    assert "人工分类" in refused.value.say("zh-hans")


def test_the_card_tells_where_the_model_comes_from(model):
    assert model.card.data_date == "2026-03-02"
    assert model.card.examples == {"交通运输": 32, "教育文体": 32, "环境保护": 32}
    assert model.card.accuracy == model.card.right_when_suggested == 1
    assert 0 < model.card.suggested <= 1


def test_subject_and_text_are_one_message():
    assert joined("油烟扰民", "半夜不停") == "油烟扰民 半夜不停"
    assert joined("", "半夜不停") == "半夜不停"
