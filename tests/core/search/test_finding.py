from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.search import fold, matches, query, spans


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("楼下油烟大", "油烟", ["油烟"]),
        ("油烟，扰民", "油烟扰民", ["油烟，扰民"]),
        ("（油烟）", "油烟", ["油烟"]),
        ("Ｋ１路ＫＴＶ吵", "ktv", ["ＫＴＶ"]),
        ("垃圾車擾民", "扰民 垃圾车", ["垃圾車擾民"]),
        ("油烟好油烟", "油烟", ["油烟", "油烟"]),
        ("啊啊啊好", "啊啊", ["啊啊啊"]),
        ("油烟扰民大", "烟扰 油烟扰民", ["油烟扰民"]),
        ("a cafe\u0301 b", "é", ["e\u0301"]),
        ("12㎡大", "m2大", ["㎡大"]),
        ("㎡", "2", ["㎡"]),
        ("油烟", "扰民", []),
        ("油烟大", "油烟 扰民", ["油烟"]),
        ("", "油", []),
        ("一二三四五六七八九十百", "二三四五六七八九十", ["二三四五六七八九十"]),
        ("😀油😀烟", "油烟", ["油😀烟"]),
    ],
)
def test_what_was_found_is_marked_as_it_was_written(text, phrase, expected):
    assert [text[start:end] for start, end in spans(text, query(phrase))] == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("油烟，扰民", "烟扰", True),
        ("油烟大，扰民", "油烟 扰民", True),
        ("油烟大，扰民", "油烟扰民", False),
        ("油烟大，扰民", "油烟 凌晨", False),
    ],
)
def test_every_word_must_stand_in_the_text(text, phrase, expected):
    assert matches(text, query(phrase)) is expected


@given(st.text(max_size=200), st.text(alphabet="油烟ab1e é가", min_size=1, max_size=12))
def test_spans_are_in_order_apart_and_hold_a_word_each(text, phrase):
    asked = query(phrase)
    found = spans(text + phrase + text, asked) if asked else []
    assert all(0 <= start < end <= 2 * len(text) + len(phrase) for start, end in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    for start, end in found:
        held = fold((text + phrase + text)[start:end])
        assert any(word.signs in held for word in asked.words)


@given(st.lists(st.text(max_size=40), max_size=5), st.text(alphabet="油烟扰民ab1", min_size=1, max_size=10))
def test_a_text_that_matches_one_word_is_marked_and_no_other(parts, phrase):
    for text in (phrase.join(parts), "".join(parts)):
        asked = query(phrase)
        assert matches(text, asked) is bool(spans(text, asked))
