"""What may stand in the words of a voice, and the title they get."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.spoken import (
    MAX_CHARACTERS,
    TITLE_WIDTH,
    WordsMissing,
    WordsTooMany,
    clean_line_ends,
    clean_words,
    title_of,
)


def test_words_are_kept_as_they_were_said() -> None:
    said = "路灯不亮。\n\n  孩子早上看不见路 😀，<b>怎么办</b>？'; DROP TABLE voice; --"
    assert clean_words(said) == said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  路灯不亮 \n", "路灯不亮"),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("路\x00灯\x07不\x1b亮\x7f", "路灯不亮"),
        ("金额\u202e001\u202c元", "金额001元"),
        ("\u2066左\u2069\u2067右\u2068中", "左右中"),
        ("e\u0301crit", "\u00e9crit"),
        ("一\t二", "一\t二"),
        ("家\u200d里", "家\u200d里"),
        ("半个\ud800字", "半个字"),
    ],
)
def test_only_what_misleads_falls_away(typed: str, kept: str) -> None:
    assert clean_words(typed) == kept


@pytest.mark.parametrize(
    "blank", ["", "   ", "\n\t\r\n", "\u3000\u3000", "\u200b\ufeff\u2060", "\x00\x00", "\u202e\u202c"]
)
def test_nothing_to_see_is_refused(blank: str) -> None:
    with pytest.raises(WordsMissing):
        clean_words(blank)


def test_a_line_may_be_empty_where_words_may_not() -> None:
    assert clean_line_ends(" \x00 ") == ""


def test_as_many_words_as_the_limit_fit() -> None:
    assert len(clean_words("字" * MAX_CHARACTERS)) == MAX_CHARACTERS


def test_too_many_words_are_refused_with_their_count() -> None:
    with pytest.raises(WordsTooMany) as refused:
        clean_words("字" * (MAX_CHARACTERS + 1))
    assert "20001" in refused.value.say("zh-hans")
    assert "20001" in refused.value.say("en")


@given(st.text())
def test_clean_words_stay_clean(text: str) -> None:
    once = clean_line_ends(text)
    assert clean_line_ends(once) == once
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in once if c not in "\n\t")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("路灯不亮。孩子早上看不见路。", "路灯不亮"),
        ("您好，我们村二组的路灯不亮", "我们村二组的路灯不亮"),
        ("尊敬的领导：您好！我家的水压不够，做不了饭。", "我家的水压不够，做不了饭"),
        ("Hello, the street lamp is out. Nobody came.", "the street lamp is out"),
        ("第一行就是事情\n第二行是经过", "第一行就是事情"),
        ("！！！", "！！！"),
        ("您好", "您好"),
        ("领导干部公车私用，没人管", "领导干部公车私用，没人管"),
        ("三点五十分 3.50 元的票找不开", "三点五十分 3.50 元的票找不开"),
    ],
)
def test_a_title_is_the_first_thing_said(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_long_title_is_cut_with_an_ellipsis() -> None:
    title = title_of("一" * 100)
    assert title == "一" * (TITLE_WIDTH // 2 - 1) + "…"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (
            "Three lamps are out on the way to the primary school",
            "Three lamps are out on the way to the primary school",
        ),
        (
            "Three lamps are out on the way to the primary school and nobody has come",
            "Three lamps are out on the way to the primary school and…",
        ),
        ("a" * 200, "a" * (TITLE_WIDTH - 1) + "…"),
    ],
)
def test_latin_letters_are_narrow_and_words_are_not_cut(said: str, title: str) -> None:
    assert title_of(said) == title


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_every_text_has_a_short_title(text: str) -> None:
    title = title_of(text)
    assert title
    assert sum(2 if sign >= "\u2e80" else 1 for sign in title) <= TITLE_WIDTH
