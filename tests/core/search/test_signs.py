import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.search.signs import LONGEST_TEXT, _joins, fold, read
from huiying.core.similarity.normal import letters


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("", ""),
        ("油烟，扰民！", "油烟扰民"),
        ("Ｋ１路 ＫＴＶ", "k1路ktv"),
        ("垃圾車擾民，請處理", "垃圾车扰民请处理"),
        ("油\u200b烟\x00扰民", "油烟扰民"),
        ("cafe\u0301 STRASSE straße", "caféstrassestrasse"),
        ("ＡＢＣ①½㎡ﬁ", "abc112m2fi"),
        ("ｶﾞｽ 가 가", "ガス가가"),
        ("😀👨‍👩‍👧_", ""),
        ("\ud800油烟", "油烟"),
        ("薴", "苎"),
    ],
)
def test_what_looks_or_means_alike_is_spelt_alike(text, signs):
    assert fold(text) == signs


@pytest.mark.parametrize(
    "text", ["油烟扰民，凌晨2点！", "垃圾車擾民，請處理", "Noise at No. 12B", "k1路ＫＴＶ", "مۇھىت"]
)
def test_ordinary_text_is_spelt_as_the_same_matter_engine_spells_it(text):
    assert fold(text) == letters(text)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("答覆", "答复"),
        ("據瞭解", "据了解"),
        ("憑藉", "凭借"),
        ("意志消沈", "意志消沉"),
        ("計畫", "计划"),
        ("項鍊", "项链"),
        ("傢俱", "家具"),
        ("彷彿", "仿佛"),
        ("復甦", "复苏"),
        ("衹得", "只得"),
        ("錢鍾書", "钱锺书"),
        ("乾隆乾淨", "乾隆干净"),
    ],
)
def test_words_that_are_simplified_in_their_own_way_are_spelt_alike(traditional, simplified):
    assert fold(traditional) == fold(simplified)


def test_a_piece_of_a_word_is_spelt_as_in_the_word():
    assert letters("乾") not in letters("乾隆")  # why words are not looked at here
    assert fold("乾") in fold("乾隆")


@given(st.text(max_size=200))
def test_signs_are_letters_and_digits_each_with_its_place(text):
    found = read(text)
    assert found.signs == fold(text)
    assert all(sign.isalnum() for sign in found.signs)
    assert len(found.signs) == len(found.starts) == len(found.ends)
    assert list(found.starts) == sorted(found.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))


@given(st.text(max_size=100))
def test_each_sign_is_spelt_from_its_own_place(text):
    found = read(text)
    for sign, start, end in zip(found.signs, found.starts, found.ends, strict=True):
        assert sign in fold(text[start:end])


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_piece_of_a_text_is_a_piece_of_its_signs(before, piece, after):
    if not any(part and _joins(ord(part[0])) for part in (piece, after)):
        assert fold(before + piece + after) == fold(before) + fold(piece) + fold(after)


@given(st.text(alphabet="aeо가각ㅏかｶ\u0301\u0316\uff9e油車1 ，", max_size=80))
def test_clusters_lose_nothing_that_unicode_would_compose(text):
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    assert fold(text) == fold(whole)


def test_what_melts_into_the_character_before_it_is_known_for_all_of_unicode():
    seconds = {second for code in range(0x110000) for second in _second(chr(code))}
    seconds |= set(map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]))  # Korean syllables are made by rule
    for character in map(chr, [*range(0xD800), *range(0xE000, 0x110000)]):
        first = unicodedata.normalize("NFKD", character)[0]
        if first in seconds or unicodedata.combining(first):
            assert _joins(ord(character)), hex(ord(character))


def _second(character):
    parts = unicodedata.decomposition(character).split()
    return [chr(int(parts[1], 16))] if len(parts) == 2 and not parts[0].startswith("<") else []


def test_more_marks_than_any_language_has_are_left():
    assert fold("e" + "\u0301" * 30 + "油") == fold("e" + "\u0301" * 5_000 + "油") == "é油"


def test_what_comes_after_the_longest_text_is_not_read():
    assert fold("烟" * LONGEST_TEXT + "灯") == "烟" * LONGEST_TEXT


def test_one_sign_that_stands_for_many_letters_does_not_make_the_text_longer():
    found = read("\ufdfa" * LONGEST_TEXT)
    assert len(found.signs) == len(found.starts) == len(found.ends) == LONGEST_TEXT
    assert fold("\ufdfa" * LONGEST_TEXT) == found.signs


HOSTILE = {
    "ten megabytes": "油烟，扰民。凌晨two点" * 400_000,
    "one sign": "啊" * 3_500_000,
    "marks that sort badly": "a" + "\u0301\u0316" * 2_500_000,
    "only marks": "\u0301" * 5_000_000,
    "signs that grow": "\ufdfa" * 3_500_000,
    "emoji": "😀👨‍👩‍👧" * 400_000,
    "nul": "\x00" * 10_000_000,
    "surrogates": "\ud800\udfff" * 2_000_000,
    "all of Unicode": "".join(map(chr, range(0x110000))) * 5,
    "jamo": "각" * 1_000_000,
}


@pytest.fixture(scope="module")
def longest_ordinary():
    return seconds(("油烟，扰民。凌晨two点" * 10_000)[:LONGEST_TEXT])


def seconds(text):
    """The least processor seconds of three readings."""
    times = []
    for _ in range(3):
        began = time.process_time()
        read(text)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_no_more_than_ten_times_the_longest_that_is_read(name, longest_ordinary):
    assert seconds(HOSTILE[name]) < 10 * longest_ordinary
