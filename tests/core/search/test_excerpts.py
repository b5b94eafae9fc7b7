"""What is shown around what was found."""

import sys
import time

import pytest

from huiying.core.search import excerpts, marked, query
from huiying.core.search.excerpts import AFTER, BEFORE, LONGEST_READ

LONG = "前" * 200 + "油烟" + "后" * 200


def shown(parts, typed, most=2):
    return [
        (one.part, "".join(f"[{words}]" if hit else words for words, hit in one.runs))
        for one in said(parts, typed, most)
    ]


def said(parts, typed, most=2):
    asked = query(typed)
    assert asked is not None
    return excerpts(parts, asked, most)


def test_a_short_text_is_shown_whole():
    assert shown(["楼下油烟很大。"], "油烟") == [(0, "楼下[油烟]很大。")]


def test_of_a_long_text_a_few_words_around():
    ((part, words),) = shown([LONG], "油烟")
    assert (part, words) == (0, f"…{'前' * BEFORE}[油烟]{'后' * AFTER}…")


def test_every_place_within_is_marked_also_as_it_was_written():
    assert shown(["油烟！油 煙、扰民"], "油烟") == [(0, "[油烟]！[油 煙]、扰民")]


@pytest.mark.parametrize("typed", ["油烟 扰民", "扰民 油烟"])
def test_two_words_far_apart_are_shown_in_two_excerpts_in_their_order(typed):
    text = LONG + "扰民"
    assert [part for part, _words in shown([text], typed)] == [0, 0]
    assert "[油烟]" in shown([text], typed)[0][1]
    assert "[扰民]" in shown([text], typed)[1][1]


def test_what_has_all_words_comes_before_what_has_one():
    assert shown(["油烟。", "油烟扰民。"], "油烟 扰民", most=1) == [(1, "[油烟扰民]。")]


def test_a_second_excerpt_comes_from_another_part_or_not_at_all():
    assert [part for part, _words in shown([LONG + LONG, "经查，油烟超标。"], "油烟")] == [0, 1]
    assert len(shown([LONG + LONG], "油烟")) == 1


def test_nothing_found_shows_nothing():
    assert shown(["楼下很吵。", ""], "油烟") == []


def test_english_words_are_not_cut():
    text = "Abcdefghij " * 20 + "the noise at night is terrible " + "klmnopqrst " * 30
    ((_part, words),) = shown([text], "night")
    assert words.startswith("…Abcdefghij")
    assert words.rstrip("… ").endswith(" klmnopqrst")


@pytest.mark.parametrize("filler", range(11))
def test_an_excerpt_begins_with_a_whole_word_wherever_it_is_cut(filler):
    ((_part, words),) = shown(["a" * filler + " " + "klmnopqrst " * 20 + "night"], "night")
    assert words.startswith("…klmnopqrst ")


def test_a_word_without_an_end_is_cut():
    ((_part, words),) = shown(["x" * 300 + "night" + "y" * 300], "night")
    assert words == f"…{'x' * BEFORE * 2}[night]{'y' * AFTER * 2}…"


def test_the_same_word_again_in_the_same_part_is_not_shown_twice():
    """Also where the text is read, because it is written otherwise."""
    assert len(shown([(LONG + LONG).replace("烟", "煙")], "油烟")) == 1


def test_however_long_a_text_is_little_of_it_is_read():
    text = "油煙" * 50_000
    began = time.process_time()
    assert len(said([text] * 20, "油烟")) == 2
    assert time.process_time() - began < 5
    assert said(["前" * LONGEST_READ + "油煙"], "油烟") == []


def test_line_ends_become_blanks():
    assert shown(["楼下\n\n油烟\r\n很大"], "油烟") == [(0, "楼下 [油烟] 很大")]


def test_a_match_longer_than_an_excerpt_is_whole():
    phrase = "一二三四五六七八九十" * 12
    assert shown([f"前{phrase}后"], phrase) == [(0, f"前[{phrase}]后")]


def test_a_title_is_marked_as_a_whole():
    assert marked("楼下油烟", query("油烟")) == (("楼下", False), ("油烟", True))
    assert marked("楼下油烟", None) == (("楼下油烟", False),)
    assert marked("", None) == ()


def test_reading_a_long_text_that_holds_the_words_as_typed_is_quick(monkeypatch):
    """Only the excerpt is read, not the whole text."""
    lengths = []
    module = sys.modules["huiying.core.search.excerpts"]
    plain = module.spans
    monkeypatch.setattr(module, "spans", lambda text, asked: lengths.append(len(text)) or plain(text, asked))
    said(["前" * 50_000 + "油烟"], "油烟")
    assert max(lengths) < 200


def test_what_repeats_the_title_is_not_shown_again():
    title, reply = "楼下烧烤油烟太大", "已经去现场看过，油烟超标，限期清洗。"
    found = excerpts([" 楼下烧烤油烟太大 ", "油烟太大", reply], query("油烟"), title=title)
    assert [one.part for one in found] == [2]
