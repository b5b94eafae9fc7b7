import re

import pytest

from huiying.core.similarity import Reasons, find_similar, read, reasons
from tests.core.similarity.voices import DAY, KITCHEN, office

PERSON = "王小明家住金桂路，电话13912345678，身份证11010519491231002X，车牌京A12345，3栋2单元501室，油烟扰民三十次。"


def told(text, stored, *, names=(), **more):
    shelf, frequencies = office(stored)
    reading = read(text, written_at=DAY, names=names)
    return reasons(reading, find_similar(reading, shelf, frequencies)[0], frequencies, **more)


def test_the_reason_names_the_place_and_the_words_that_both_share():
    shelf, frequencies = office()
    reading = read(KITCHEN, written_at=DAY)
    why = reasons(reading, find_similar(reading, shelf, frequencies, skip=(0,))[0], frequencies)
    assert why.places == ("金桂路",)
    assert set(why.words) >= {"油烟", "凌晨"}
    assert why.say().zh == f"地点相同：金桂路；用词相同：{' '.join(why.words)}；相隔 1 天"
    assert why.say().en == f"same place: 金桂路; same words: {' '.join(why.words)}; 1 day apart"
    assert not why.same_text


def test_a_text_that_was_sent_again_is_called_so():
    why = told(KITCHEN, [KITCHEN])
    assert why.same_text
    assert why.days_apart == 0
    assert why.say().zh.startswith("文字几乎相同；")
    assert why.say().en.endswith("less than a day apart")


def test_without_a_date_no_days_are_told():
    shelf, frequencies = office([KITCHEN])
    reading = read(KITCHEN)
    assert reasons(reading, find_similar(reading, shelf, frequencies)[0], frequencies).days_apart is None


def test_a_reason_never_shows_a_number_or_a_person():
    why = told(PERSON, [PERSON])
    assert why.words
    said = " ".join(why.places + why.words)
    assert not re.search(r"[0-9]|小明|单元|三十", said)


def test_a_name_that_is_known_is_never_said():
    assert "油烟" not in " ".join(told(KITCHEN, [KITCHEN], names=("油烟",)).words)


def test_only_what_the_query_itself_says_is_told():
    why = told("金桂路油烟扰民，凌晨", [KITCHEN])
    assert all(word in "金桂路油烟扰民，凌晨" for word in (*why.words, *why.places))


def test_words_are_not_parts_of_one_another():
    why = told("丽发新城附近违建混凝土搅拌站", ["丽发新城附近违建混凝土搅拌站"])
    said = (*why.words, *why.places)
    assert "搅拌站" in said
    assert not [(one, other) for one in said for other in said if one != other and one in other]


@pytest.mark.parametrize(("stored", "named"), [(4, False), (5, True)])
def test_for_everybody_a_word_is_named_only_when_five_have_said_it(stored, named):
    why = told(KITCHEN, [KITCHEN] * stored, shown_from=5)
    assert ("油烟" in why.words) is named
    assert ("金桂路" in why.places) is named


def test_words_that_everybody_uses_are_no_reason():
    assert not {"居民", "我们", "的", "请"} & set(told("请看看我们居民的油烟问题", ["请看看我们居民的油烟问题"]).words)


@pytest.mark.parametrize(
    ("why", "zh"),
    [
        (Reasons(False, (), (), None), ""),
        (Reasons(True, (), (), None), "文字几乎相同"),
        (Reasons(False, ("金桂路",), (), None), "地点相同：金桂路"),
        (Reasons(False, (), ("油烟", "凌晨"), 30), "用词相同：油烟 凌晨；相隔 30 天"),
    ],
)
def test_only_what_is_shared_is_said(why, zh):
    assert why.say().zh == zh
