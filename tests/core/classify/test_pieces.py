"""The pieces of texts: what is cut, and that a piece has the same key wherever it stands."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.classify.pieces import HEAD, cut, heads
from huiying.core.similarity.normal import normalise

texts = st.text(max_size=40).map(normalise)


def keys(*wanted):
    return Counter(cut(wanted).key.tolist())


def spelled(text):
    """The pieces of one text as strings, with how often each occurs."""
    pieces = cut([text])
    return Counter(text[start:stop] for start, stop in zip(pieces.start, pieces.stop, strict=True))


def test_windows_words_and_pairs_are_cut():
    assert spelled("油烟扰民") == {
        **dict.fromkeys("油烟扰民", 1),
        "油烟": 2,
        "烟扰": 1,
        "扰民": 2,
        "油烟扰": 1,
        "烟扰民": 1,
        "油烟扰民": 1,
    }


def test_no_window_bridges_a_gap_but_a_pair_of_words_does():
    found = spelled("油烟 扰民")
    assert not {"烟 扰", "烟 ", " 扰"} & found.keys()
    assert found["油烟 扰民"] == 1


def test_a_word_and_the_same_characters_as_a_window_are_two_pieces():
    pieces = cut(["油烟"])
    both = pieces.key[(pieces.start == 0) & (pieces.stop == 2)]
    assert len(set(both.tolist())) == len(both) == 2


@given(st.lists(texts, max_size=5))
def test_texts_cut_together_have_the_pieces_that_each_has_alone(several):
    assert keys(*several) == sum((keys(text) for text in several), Counter())


@given(texts, texts)
def test_a_piece_has_the_same_key_wherever_it_stands(before, text):
    alone, later = cut([text]), cut([before, text])
    assert Counter(alone.key.tolist()) == Counter(later.key[later.text == 1].tolist())


@given(texts)
def test_every_piece_lies_within_its_text(text):
    pieces = cut(["前", text])
    inside = pieces.text == 1
    assert (pieces.start[inside] >= 2).all()
    assert (pieces.stop[inside] <= 2 + len(text)).all()


@pytest.mark.parametrize("several", [[], [""], ["", "", ""]])
def test_nothing_has_no_pieces(several):
    pieces = cut(several)
    assert len(pieces.key) == len(pieces.words) == 0
    assert not heads(pieces).any()


def test_different_pieces_have_different_keys():
    every = [chr(code) for code in range(0x4E00, 0x9FFF)]
    assert len(np.unique(cut(every).key)) == len(cut(every).key) >= 2 * len(every) - 1


def test_the_head_of_a_text_is_its_first_characters():
    pieces = cut(["前言", "一" * 100])
    head = heads(pieces)
    begins = pieces.start - np.where(pieces.text == 1, 3, 0)
    assert (head == (begins < HEAD)).all()
