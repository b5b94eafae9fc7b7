"""From filed voices to proposals, with the engine of the same matter."""

import random
from datetime import timedelta

import pytest

from huiying.core.clusters import Filed, describe, likely_pairs, propose
from huiying.core.clusters.pairs import CANDIDATES
from huiying.core.similarity import count, profile, read
from tests.core.similarity.voices import BUS, DAY, KITCHEN, LAMPS, PIPES, SCHOOL, VOICES

PLANT = (
    "丽水新城附近的搅拌站日夜施工，粉尘很大，噪音让人睡不着。",
    "搅拌站离丽水新城只有两百米，水泥粉尘飘进家里，噪音从早到晚。",
    "请查一查丽水新城旁边的搅拌站，运水泥的车半夜轰鸣，粉尘呛人。",
    "丽水新城业主：楼下搅拌站的粉尘和噪音什么时候有人管？",
)
FARM = (
    "东风村的养猪场污水排进水塘，臭气熏天。",
    "东风村养猪场臭气大，污水流到水塘里，鱼都死了。",
    "养猪场的污水把东风村水塘弄臭了，请管一管。",
    "反映东风村养猪场：水塘发黑，臭气让人关着窗。",
)
NOW = DAY + timedelta(days=30)


def office(texts):
    """(filed, readings, frequencies) of texts that came a day apart."""
    readings = [read(text, written_at=DAY + timedelta(days=n)) for n, text in enumerate(texts)]
    frequencies = count(one.keys() for one in readings)
    return [filed(n, one, frequencies) for n, one in enumerate(readings)], readings, frequencies


def filed(number, reading, frequencies):
    kept = profile(reading, frequencies)
    return Filed(number, kept.filed_under, kept.packed(), kept.written_at)


MANY = (*VOICES, *PLANT, LAMPS.replace("青石巷", "红旗巷"))


def test_voices_with_one_cause_are_proposed():
    stored, _, frequencies = office(MANY)
    (found,) = propose(stored, frequencies, now=NOW)
    assert found.members == (6, 7, 8, 9)
    assert (found.voices, found.texts) == (4, 4)
    assert (found.first, found.last) == (DAY + timedelta(days=6), DAY + timedelta(days=9))
    assert set(found.closeness) == set(found.members)
    assert 0.2 <= found.tightness <= 1


def test_why_they_belong_together_is_said_in_places_and_words():
    stored, readings, frequencies = office(MANY)
    (found,) = propose(stored, frequencies, now=NOW)
    shared = describe({at: readings[at] for at in found.members}, frequencies)
    assert shared.places == ("丽水新城",)
    assert {"搅拌站", "粉尘"} <= set(shared.words)
    assert all({"丽水新城", "搅拌站"} <= set(said) for said in shared.says.values())


def test_names_and_numbers_are_no_reason():
    texts = [f"{text}联系人王小明，电话13800138000。" for text in PLANT]
    _, readings, frequencies = office(texts)
    shared = describe(dict(enumerate(readings)), frequencies)
    assert not {"王小明", "小明", "13800138000"} & set(shared.words)


def test_the_order_of_the_voices_changes_nothing():
    stored, _, frequencies = office(MANY)
    shuffled = list(stored)
    random.Random(3).shuffle(shuffled)
    assert propose(shuffled, frequencies, now=NOW) == propose(stored, frequencies, now=NOW)
    assert list(likely_pairs(shuffled, frequencies)) == list(likely_pairs(stored, frequencies))


def test_one_text_sent_three_times_is_no_issue():
    stored, _, frequencies = office([LAMPS] * 3 + [KITCHEN, BUS, SCHOOL, PIPES])
    assert propose(stored, frequencies, now=NOW) == []


def test_one_text_sent_five_times_is_proposed_and_counted_as_one_text():
    stored, _, frequencies = office([LAMPS] * 5 + [KITCHEN, BUS, SCHOOL, PIPES])
    (found,) = propose(stored, frequencies, now=NOW)
    assert (found.voices, found.texts) == (5, 1)


def test_what_came_lately_comes_first():
    stored, _, frequencies = office([*FARM, *VOICES, *PLANT])
    later = [Filed(one.id, one.keys, one.packed, DAY + timedelta(days=300 * (one.id > 8))) for one in stored]
    found = propose(later, frequencies, now=DAY + timedelta(days=310))
    assert [cluster.members[0] for cluster in found] == [10, 0]


def test_a_voice_without_a_date_belongs_too():
    stored, _, frequencies = office(MANY)
    undated = [Filed(one.id, one.keys, one.packed) for one in stored]
    (found,) = propose(undated, frequencies, now=NOW)
    assert (found.members, found.first, found.last) == ((6, 7, 8, 9), None, None)


@pytest.mark.parametrize("texts", [[], [""], ["", "", ""], ["\x00", "😀😀", "？？"]])
def test_nothing_to_read_gives_no_proposal(texts):
    stored, readings, frequencies = office(texts)
    assert propose(stored, frequencies, now=NOW) == []
    assert describe(dict(enumerate(readings)), frequencies).words == ()


def test_each_voice_is_compared_with_a_bounded_number_before_it():
    stored, _, frequencies = office([KITCHEN] * (CANDIDATES * 3))
    found = list(likely_pairs(stored, frequencies))
    assert max(sum(pair.b == n for pair in found) for n in range(len(stored))) == CANDIDATES
