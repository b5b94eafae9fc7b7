"""Copies of other replies, and answers beside the question; tuned on real replies where they are at hand."""

import csv
import random
from dataclasses import dataclass
from datetime import date

import pytest

from huiying.core.replycheck.asked import KEY_WORDS, beside_the_question, speaks_of
from huiying.core.replycheck.check import check_reply
from huiying.core.replycheck.copied import ALIKE, copy_of, own_clauses, share_copied
from huiying.core.replycheck.finding import ReplyContext
from huiying.core.similarity import Frequencies, Shelf, count, find_similar, profile, read
from huiying.core.similarity.normal import letters
from huiying.core.similarity.telling import telling_words
from tests.conftest import DATA

DRAIN = (
    "您好！您反映的问题已收悉，现将有关情况回复如下：经查，东门市场门口的雨水口被渣土堵住，排水沟坡度不够，一下雨就积水。"
    "我们已于上周清掏雨水口六处，重新砌了排水沟，并与市场管理方约定每周清掏一次。感谢您对我们工作的理解和支持！"
)
LAMPS = (
    "您好！您反映的问题已收悉，现将有关情况回复如下：经查，小学门前三盏路灯的电缆被施工挖断，供电所已经更换电缆并逐盏试灯，"
    "当晚全部亮起。今后由社区网格员每晚巡查，灯不亮的当天报修。感谢您对我们工作的理解和支持！"
)
COURTESY = (
    "尊敬的网友：您好！您的留言已收悉，我们高度重视，已转交有关部门调查处理，结果将及时反馈。感谢您对我们工作的支持！"
)


def test_a_reply_that_repeats_another_is_a_copy():
    assert share_copied(DRAIN, DRAIN) == 1.0
    assert share_copied(DRAIN.replace("东门", "西门").replace("六处", "两处"), DRAIN) > ALIKE


def test_standard_wording_alone_makes_no_copy():
    assert share_copied(LAMPS, DRAIN) < 0.1
    assert share_copied(COURTESY, COURTESY) == 0.0
    assert own_clauses(COURTESY) == []


def test_an_english_reply_is_read_in_the_same_way():
    said = (
        "Thank you for your message. The drain at the east gate was blocked by rubble; workers cleared six inlets "
        "last week and rebuilt the channel with a steeper slope, so that water runs off after heavy rain."
    )
    other = "Thank you for your message. The lamps at the school had lost their cable, which was replaced at night."
    assert share_copied(said, said) == 1.0
    assert share_copied(said, other) < 0.2


@pytest.mark.parametrize("text", ["", "。。。", "\0", "\ud800" * 50, "😀" * 500, "啊" * 100_000, "a" * 100_000])
def test_hostile_text_is_compared_without_trouble(text):
    assert 0 <= share_copied(text, DRAIN) <= 1
    assert 0 <= share_copied(DRAIN, text) <= 1


def test_the_hint_names_the_other_receipt_only_where_it_may():
    assert "9401234567" in copy_of("9401234567", 0.863).sentence.zh
    assert "86%" in copy_of("9401234567", 0.863).sentence.en
    assert "another case" in copy_of("", 0.9).sentence.en


def key_words(voice, table=None):
    reading = read(voice)
    return telling_words(reading, table or Frequencies(), KEY_WORDS)


def test_an_answer_with_none_of_the_key_words_is_beside_the_question():
    asked = key_words("东门市场门口一下雨就积水，雨水口堵了，买菜的老人滑倒过两次")
    assert speaks_of(DRAIN, letters(DRAIN), asked)
    assert not speaks_of(LAMPS, letters(LAMPS), asked)


def test_an_answer_of_courtesy_alone_is_not_judged_by_its_words():
    assert speaks_of(COURTESY, letters(COURTESY), ["积水"])


def test_a_voice_without_telling_words_gives_no_hint():
    assert speaks_of(LAMPS, letters(LAMPS), key_words("？？？ 123456"))


def test_the_hint_names_the_words_and_no_part_of_a_word_twice():
    said = beside_the_question(["积水", "雨水口", "雨水", "市场"]).sentence
    assert said.zh.startswith("答复里没有来信人说到的这些：积水、雨水口、市场。")
    assert "积水, 雨水口, 市场" in said.en


def test_words_that_name_persons_or_hold_digits_are_no_key_words():
    assert not {"13800001234", "k127"} & set(key_words("请打13800001234，k127路公交车总是不停站", count([])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("任课老师都换了", {}),
        ("关于年年调整对申报老师实地考察的要求", {}),
        ("组织相关同志进行调查", {}),
        ("任何同学都可以报名", {}),
        ("先确定何同学（女）参加", {"people.surname": "look"}),
        ("由关同志联系您", {"people.surname": "look"}),
    ],
)
def test_words_that_only_look_like_names_are_none(text, expected):
    found = check_reply(text + "，请放心，结果会另行告知您。", context=ReplyContext(today=date(2026, 11, 16)))
    assert {one.code: one.level for one in found if one.code.startswith("people.")} == expected


@dataclass
class Real:
    """Real messages with the replies to them."""

    voices: list
    replies: list[str]


@pytest.fixture(scope="module")
def real():
    path = DATA / "messages" / "replies.csv"
    if not path.exists():
        pytest.skip("no folder of HUIYING_TEST_DATA")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))[::4]
    return Real([read(row["text"], subject=row["subject"]) for row in rows], [row["reply"] for row in rows])


def hinted(replies, asked):
    pairs = zip(replies, asked, strict=True)
    return sum(not speaks_of(reply, letters(reply), words) for reply, words in pairs) / len(replies)


def test_few_real_replies_are_beside_the_question_and_most_shuffled_ones(real):
    table = count(voice.keys() for voice in real.voices)
    asked = [telling_words(voice, table, KEY_WORDS) for voice in real.voices]
    shuffled = real.replies[:]
    random.Random(1).shuffle(shuffled)
    judged = [reply for reply in shuffled if sum(map(len, own_clauses(reply))) >= 40]
    assert hinted(real.replies, asked) < 0.05
    assert hinted(shuffled, asked) > 0.8 * len(judged) / len(shuffled)


def test_an_office_without_counts_hints_the_same(real):
    asked = [telling_words(voice, Frequencies(), KEY_WORDS) for voice in real.voices]
    shuffled = real.replies[:]
    random.Random(1).shuffle(shuffled)
    assert hinted(real.replies, asked) < 0.05
    assert hinted(shuffled, asked) > 0.6


def test_few_real_replies_are_copies_and_an_edited_copy_is_always_found(real):
    readings = [read(reply) for reply in real.replies]
    table = count(reading.keys() for reading in readings)
    shelf = Shelf()
    for at, reading in enumerate(readings):
        shelf.put(at + 1, profile(reading, table))
    best = [
        max(
            (
                share_copied(reply, real.replies[match.id - 1])
                for match in find_similar(reading, shelf, table, limit=8, skip={at + 1})
            ),
            default=0.0,
        )
        for at, (reply, reading) in enumerate(zip(real.replies, readings, strict=True))
    ]
    assert sum(share >= ALIKE for share in best) / len(best) < 0.06
    long = [at for at, reply in enumerate(real.replies) if sum(map(len, own_clauses(reply))) > 100][:40]
    for at in long:
        edited = real.replies[at].replace("您", "你").replace("2018", "2019")
        matches = find_similar(read(edited), shelf, table, limit=8)
        assert max(share_copied(edited, real.replies[match.id - 1]) for match in matches) >= ALIKE
