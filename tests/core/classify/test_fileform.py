"""A model as a file: the same predictions after reading, and clear refusals of everything else."""

import json
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.classify.errors import ModelUnreadable
from huiying.core.classify.fileform import FORM, from_bytes, to_bytes
from huiying.core.classify.pieces import cut
from huiying.core.similarity.normal import normalise
from tests.core.classify.invented import EXAMPLES, QUESTIONS


@pytest.fixture(scope="module")
def file(model):
    return to_bytes(model)


def refusal(data):
    with pytest.raises(ModelUnreadable) as refused:
        from_bytes(data)
    return refused.value.data["reason"]


def with_head(file, **changes):
    line, body = file[len(FORM) :].split(b"\n", 1)
    return FORM + json.dumps({**json.loads(line), **changes}).encode() + b"\n" + body


def with_body(file, change):
    """The file with its body changed and the digest made to fit."""
    line, body = file[len(FORM) :].split(b"\n", 1)
    changed = change(body)
    head = {**json.loads(line), "sha256": sha256(changed).hexdigest()}
    return FORM + json.dumps(head).encode() + b"\n" + changed


def test_a_model_read_from_its_file_answers_alike(model, file):
    again = from_bytes(file)
    texts = [one.text for one in EXAMPLES] + list(QUESTIONS)
    assert (again.probabilities(texts) == model.probabilities(texts)).all()
    assert again.card == model.card
    assert [again.suggest(text, least=0) for text in QUESTIONS] == [model.suggest(text, least=0) for text in QUESTIONS]


def test_writing_what_was_read_gives_the_same_bytes(file):
    assert to_bytes(from_bytes(file)) == file


def test_texts_are_cut_as_this_form_of_the_file_promises():
    """When this fails on purpose, or because the segmenter's words changed, give fileform.FORM the next number."""
    text = "投訴：A2区“丽发新城”小区附近搅拌站噪音扰民，凌晨 3 点还在施工！Ⅲ期 ABC-12"
    keys = np.sort(cut([normalise(text)]).key).tobytes()
    assert FORM.endswith(b" 1\n")
    assert sha256(keys).hexdigest() == "c2b233ea2372365fc77b919ffd642d27a6628c0004cee497dd5b016f025b9846"


def test_the_file_holds_no_words_of_messages(file):
    assert not [word for word in ("油烟", "拒载", "招生") if word.encode() in file or word.encode("utf-32-le") in file]


@pytest.mark.parametrize(
    "data", [b"", b"huiying", b"\x80\x04\x95pickle", b"PK\x03\x04zip", FORM.replace(b"1", b"2")], ids=repr
)
def test_what_is_no_model_is_refused(data):
    assert refusal(data) == "form"


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"null", b"{not json", b"\xff\xfe", b"[" * 100_000])
def test_a_broken_head_is_refused(line):
    assert refusal(FORM + line + b"\n") == "head"


@pytest.mark.parametrize(
    "changes",
    [
        {"categories": []},
        {"categories": ["甲"]},
        {"categories": ["甲", "甲", "乙"]},
        {"categories": 7},
        {"scale": 0},
        {"scale": -1},
        {"scale": float("inf")},
        {"scale": float("nan")},
        {"scale": "wide"},
        {"card": {}},
        {"card": {"more": 1}},
        {"card": None},
    ],
    ids=str,
)
def test_a_head_that_makes_no_sense_is_refused(file, changes):
    assert refusal(with_head(file, **changes)) == "head"


@given(st.data())
def test_a_flipped_bit_anywhere_in_the_numbers_is_found(file, data):
    body_at = file.index(b"\n", len(FORM)) + 1
    at = data.draw(st.integers(body_at, len(file) - 1))
    flipped = bytearray(file)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    assert refusal(bytes(flipped)) == "digest"


@given(st.integers(1, 5_000))
def test_a_file_that_breaks_off_is_found(file, missing):
    assert refusal(file[:-missing]) == "digest"


@pytest.mark.parametrize("change", [lambda body: b"", lambda body: body[:-1], lambda body: body + b"\0" * 3])
def test_numbers_that_do_not_fit_the_categories_are_refused(file, change):
    assert refusal(with_body(file, change)) == "length"


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[8:16] + body[:8] + body[16:],
        lambda body: body[:-4] + b"\x00\x00\xc0\x7f",
        lambda body: body[:-4] + b"\x00\x00\x80\x7f",
        lambda body: body[:8] + body[:8] + body[16:],
    ],
    ids=["not ascending", "not a number", "infinite", "twice"],
)
def test_numbers_that_cannot_be_reckoned_with_are_refused(file, change):
    assert refusal(with_body(file, change)) == "numbers"


def test_the_refusal_says_what_to_do():
    assert "huiying train" in ModelUnreadable(reason="digest").say("en")
    assert "huiying train" in ModelUnreadable(reason="digest").say("zh-hans")
