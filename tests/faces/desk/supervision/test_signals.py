"""What rules found, for the unit and for the inspector: its rule and articles, the objection and the word on it."""

import pytest

from huiying.serve.casework.models import Case
from huiying.serve.supervision.enums import ContestState
from tests.faces.desk.supervision.found import flag_of, late
from tests.faces.desk.tongues import unmarked_chinese

ZH = "zh-hans"
BOARD = "/desk/supervision/"


@pytest.fixture
def signal(at_land):
    return late(Case.objects.select_related("unit").get(pk=at_land.pk), days=3)


def one(signal, more=""):
    return f"{BOARD}signals/{signal.pk}/{more}"


def test_a_unit_reads_which_rule_why_since_when_and_when_it_was_found(language, at_desk, signal):
    zhao = at_desk("zhao", language)
    assert signal.case.voice.heading in zhao.read(BOARD)
    assert ("晚 3 天发现" if language == ZH else "found 3 days later") in zhao.read(BOARD)
    page = zhao.read(one(signal))
    said = ("超过期限", "《信访工作条例》第三十九条", "2026年11月20日") if language == ZH else (
        "Past its limit", "Art 39", "20 November 2026",
    )  # fmt: skip
    assert all(words in page for words in said)
    assert language == ZH or unmarked_chinese(page) == []


def test_a_unit_contests_and_the_inspector_takes_it_out(language, at_desk, signal):
    zhao, chen = at_desk("zhao", language), at_desk("chen", language)
    assert f"{signal.pk}/contest/" in zhao.read(one(signal))
    assert f"{signal.pk}/contest/" not in chen.read(one(signal))
    assert zhao.post(one(signal, "contest/"), words="").status_code == 422
    assert zhao.post(one(signal, "contest/"), words="当天已经延期，手续齐全").status_code == 302
    assert "当天已经延期" in chen.read(BOARD)
    assert "当天已经延期" in chen.read(f"{BOARD}contests/")
    assert "当天已经延期" in chen.read(one(signal, "decide/"))
    assert chen.post(one(signal, "decide/"), words="延期手续看过了").status_code == 422
    assert chen.post(one(signal, "decide/"), judged="yes", words="延期手续看过了").status_code == 302
    signal.refresh_from_db()
    assert signal.contest.state == ContestState.UPHELD
    assert ("异议成立" if language == ZH else "The unit is right") in zhao.read(one(signal))
    assert signal.case.voice.heading not in zhao.read(f"{BOARD}signals/")
    assert "当天已经延期" not in chen.read(f"{BOARD}contests/")


def test_an_objection_that_is_refused_stands_beside_the_finding(at_desk, signal):
    at_desk("qian").post(one(signal, "contest/"), words="当天已经延期，手续齐全")
    at_desk("chen").post(one(signal, "decide/"), judged="no", words="延期没有批准")
    page = at_desk("zhao").read(one(signal))
    assert all(words in page for words in ("异议不成立", "延期没有批准"))
    assert flag_of(signal).state == "flagged"


def test_names_are_refused_with_what_was_typed_kept(at_desk, signal):
    answer = at_desk("zhao").post(one(signal, "contest/"), words="李桂英说 13812345678 不对")
    assert answer.status_code == 422
    assert "不能写出个人" in answer.content.decode()
    assert "李桂英说" in answer.content.decode()


def test_only_the_unit_contests_and_only_inspectors_decide(at_desk, signal):
    assert at_desk("outsider").get(one(signal, "contest/")).status_code == 404
    assert at_desk("chen").get(one(signal, "contest/")).status_code == 403
    assert at_desk("zhao").get(one(signal, "decide/")).status_code == 403
    assert at_desk("chen").get(one(signal, "decide/")).status_code == 404


def test_the_list_is_narrowed_by_rule_and_unit_in_the_address(at_desk, signal):
    chen, title = at_desk("chen"), signal.case.voice.heading
    assert title in chen.read(f"{BOARD}signals/?rule=clock.past&unit={signal.unit_id}")
    assert title not in chen.read(f"{BOARD}signals/?rule=bounced")
    assert title not in chen.read(f"{BOARD}signals/?only=over")
    assert title in chen.read(f"{BOARD}signals/?rule=nothing&unit=x&only=y")
