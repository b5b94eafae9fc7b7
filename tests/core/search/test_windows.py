import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.search import fold, windows
from huiying.core.search.windows import STEP, WINDOW_SIGNS, code
from tests.core.search.texts import PEOPLE_SAY


def test_a_text_without_letters_has_no_window():
    assert windows("") == windows("！？😀 \x00") == []


def test_a_short_text_is_one_window_and_each_sign_begins_a_token():
    (window,) = windows("，油烟！")
    assert (window.number, window.signs) == (0, "油烟")
    assert window.tokens == f"{code('油')}{code('烟')} {code('烟')}aaaa"


@pytest.mark.parametrize(
    ("signs", "count"), [(1, 1), (7, 1), (250, 1), (251, 2), (493, 2), (494, 3), (100_000, 412), (100_001, 412)]
)
def test_a_window_begins_when_the_one_before_is_full(signs, count):
    assert len(windows("烟" * signs)) == count


@given(st.text(alphabet="油烟车ab1，", min_size=200, max_size=1_200))
def test_windows_cover_the_text_and_share_seven_signs(text):
    found, signs = windows(text), fold(text)
    for window in found:
        first = window.number * STEP
        part = signs[first : first + WINDOW_SIGNS]
        assert window.signs == part
        assert len(part) <= WINDOW_SIGNS
    assert [window.number for window in found] == list(range(len(found)))
    assert not found or (len(found) - 1) * STEP + WINDOW_SIGNS >= len(signs)


@given(st.text(max_size=300))
def test_tokens_are_eight_plain_letters_for_any_text(text):
    for window in windows(text):
        assert re.fullmatch(r"[a-z]{8}( [a-z]{8}){0,249}", window.tokens)


def test_no_two_letters_of_unicode_share_a_code():
    signs = [sign for sign in map(chr, range(0x110000)) if sign.isalnum()]
    codes = {code(sign) for sign in signs}
    assert len(codes) == len(signs)
    assert "aaaa" not in codes
    assert {len(each) for each in codes} == {4}


def test_every_neighbour_of_a_text_is_a_token():
    for text in PEOPLE_SAY:
        signs = fold(text)
        rows = " ".join(window.tokens for window in windows(text)).split()
        assert {one + other for one, other in pairwise(map(code, signs))} <= set(rows)
