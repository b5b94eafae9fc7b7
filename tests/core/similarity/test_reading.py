from dataclasses import replace
from datetime import timedelta

import pytest

from huiying.core.similarity import Frequencies, Profile, profile, read
from huiying.core.similarity.keys import place_key, word_key
from huiying.core.similarity.profiles import FILED_WORDS, KEPT_PLACES, KEPT_WORDS
from tests.core.similarity.voices import DAY, KITCHEN

PERSONAL = (
    "我叫王小明，电话13912345678，身份证11010519491231002X，邮箱li@example.com，车牌京A12345，家住3栋2单元501室。"
)


def test_places_are_put_together_again():
    assert "麓泉社区" in read("我们麓泉社区的架空层").places
    assert "丽发新城" in read("丽发新城小区附近违建搅拌站").places
    assert "金桂路" in read(KITCHEN).places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("住在A3区麓泉社区", "麓泉社区"),
        ("由麓泉社区负责", "麓泉社区"),
        ("梓坡路与麓松路交汇处", "麓松路"),
        ("和平小区停水", "和平小区"),
    ],
)
def test_a_place_is_called_the_same_whatever_stands_before_it(text, place):
    assert place in read(text).places


@pytest.mark.parametrize("text", ["附近小区", "整个小区", "道路", "我们的思路", "小区，道路", "，路", ""])
def test_what_names_no_place_is_none(text):
    assert read(text).places == frozenset()


def test_a_place_that_was_chosen_counts_as_named():
    assert read("噪音很大", places_given=("星沙 街道", "！")).places == {"星沙街道"}


def test_numbers_that_tell_persons_are_not_read():
    words = read(PERSONAL).words
    assert not {"13912345678", "京A12345".casefold(), "example", "501", "11010519491231002x"} & set(words)
    assert not [word for word in words if word.isdigit() and len(word) > 4]


def test_names_of_people_concerned_are_not_read():
    assert "王小明" not in read(PERSONAL, names=("王小明",)).words
    assert not {"小明", "王小明"} & set(read(PERSONAL, names=("王小明",)).words)


def test_a_profile_holds_no_word_and_little():
    kept = profile(read(KITCHEN, written_at=DAY), Frequencies())
    assert "油烟".encode() not in kept.words + kept.signature
    assert len(kept.words) % 5 == 0
    assert kept.written_at == DAY
    assert place_key("金桂路") in kept.places


def test_a_long_voice_keeps_the_words_that_weigh_most():
    text = "，".join(f"{name}{end}" for name in "甲乙丙丁戊己庚辛壬癸" for end in "山水田林湖草沙石土木竹桥井亭台楼阁")
    kept = profile(read(text), Frequencies())
    assert len(kept.words) == 5 * KEPT_WORDS


def test_a_voice_is_filed_under_what_it_is_about():
    reading = read(KITCHEN, subject="夜宵店油烟")
    filed = profile(reading, Frequencies()).filed_under
    assert word_key("油烟") in filed[:3]
    assert not {word_key(word) for word in ("的", "请", "我们")} & set(filed)
    assert len(filed) <= FILED_WORDS + len(reading.bands)


def test_a_word_of_the_subject_tells_more():
    plain, subject = (profile(read(KITCHEN, subject=head), Frequencies()).filed_under for head in ("", "炒菜"))
    assert subject.index(word_key("炒菜")) < plain.index(word_key("炒菜"))


def test_the_same_text_gives_the_same_profile():
    later = DAY + timedelta(days=3)
    assert profile(read(KITCHEN, written_at=later), Frequencies()) == profile(
        read(KITCHEN, written_at=later), Frequencies()
    )


@pytest.mark.parametrize("text", [KITCHEN, "停", "", "！", "金桂路", "😀"])
def test_a_profile_comes_back_from_its_bytes(text):
    kept = profile(read(text, written_at=DAY), Frequencies())
    assert Profile.unpacked(kept.packed(), DAY) == replace(kept, filed_under=())


def test_a_voice_that_names_many_places_keeps_the_rarest():
    kept = profile(read("，".join(f"东{name}路" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉")), Frequencies())
    assert len(kept.places) == KEPT_PLACES
    assert Profile.unpacked(kept.packed()).places == kept.places
