"""Improvement items and mirrors at the desk: who is let in, what is said, what is done once, in both languages."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from huiying.improve.improvements.models import Improvement, Mirror
from huiying.improve.improvements.services.deciding import publish_improvement
from huiying.improve.improvements.services.mirrors import open_mirror
from huiying.loop.improve_on import improve, promise_measure
from tests.cast import NOW
from tests.faces.desk.tongues import unmarked_chinese
from tests.improve.improvements.judged import AGAIN, CAUSE, MEASURE, Judged, kept, opened, promised, who
from tests.improve.improvements.test_mirror import late

FILLED = {"cause": CAUSE, "promise": MEASURE.words, "due_on": "2026-12-20"}
ZH = "zh-hans"


@pytest.fixture
def judged(cast):
    return Judged(cast)


def at(item, more=""):
    return f"/desk/improvements/{item.pk}/{more}"


def key_of(page):
    return re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]


def test_the_list_names_unit_topic_and_share(cast, judged, language, at_desk):
    opened(cast, judged)
    page = at_desk("chen", language).read("/desk/improvements/")
    named = "柳溪县住房和城乡建设局 · 噪音 · 柳河镇" if language == ZH else "Liuxi Housing Bureau · Noise · Liuhe"
    assert named in re.sub("<[^>]+>", "", page)
    assert ("等原因和措施" if language == ZH else "Waits for cause and measure") in page
    assert "70%" in page
    assert unmarked_chinese(page) == []


def test_the_unit_names_cause_and_measure_once(cast, judged, language, at_desk):
    item, liu = opened(cast, judged), at_desk("outsider", language)
    page = liu.read(at(item, "measure/"))
    for _ in range(2):
        answer = liu.post(at(item, "measure/"), **FILLED, key=key_of(page))
        assert (answer.status_code, answer.headers["Location"]) == (302, at(item))
    item.refresh_from_db()
    assert (item.cause, item.commitment.words) == (CAUSE, MEASURE.words)
    shown = liu.read(at(item))
    assert f'href="{reverse("desk:commitment", args=(item.commitment_id,))}"' in shown
    assert unmarked_chinese(shown) == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"cause": "忙"}, "cause"),
        ({"cause": "都是13812345678打的"}, "cause"),
        ({"promise": ""}, "promise"),
        ({"promise": "请找13812345678"}, "promise"),
        ({"due_on": "2026-11-01"}, "due_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(cast, judged, at_desk, changes, wrong):
    item = opened(cast, judged)
    answer = at_desk("outsider").post(at(item, "measure/"), **FILLED | changes)
    assert answer.status_code == 422
    assert f'href="#id_{wrong}' in answer.content.decode()


def test_a_contest_goes_to_the_inspector_and_back(cast, judged, at_desk):
    item = opened(cast, judged)
    assert at_desk("outsider").post(at(item, "contest/"), words="是抢险，已经公示过").status_code == 302
    chen = at_desk("chen")
    assert "单位有异议" in chen.read("/desk/improvements/?only=contested")
    assert "是抢险，已经公示过" in chen.read(at(item, "decide/"))
    assert chen.post(at(item, "decide/"), upheld="yes", words="查过，属实").status_code == 302
    assert "不再列为改进事项" in chen.read(at(item))
    assert at_desk("outsider").get(at(item, "measure/")).status_code == 403


def test_words_are_read_then_published(cast, judged, at_desk):
    item, zhou = promised(cast, judged), at_desk("zhou")
    quote = item.cases.filter(poor=True).first()
    assert zhou.post(at(item, f"words/{quote.pk}/"), words="夜里还是吵", shown="on").status_code == 302
    assert zhou.post(at(item, "publish/")).status_code == 302
    quote.refresh_from_db()
    item.refresh_from_db()
    assert (quote.words, quote.shown, item.published_at is not None) == ("夜里还是吵", True, True)
    page = zhou.read(at(item))
    assert f'href="/improvements/{item.pk}/"' in page
    assert "看过，同意引用" in page
    assert zhou.get(at(item, f"words/{10**9}/")).status_code == 404


def test_it_is_closed_by_an_inspector_with_a_reason(cast, judged, at_desk):
    item = opened(cast, judged)
    assert at_desk("zhou").get(at(item, "close/")).status_code == 403
    assert at_desk("chen").post(at(item, "close/"), words="工地停了，没有问题了").status_code == 302
    assert not Improvement.objects.get().is_open


def test_before_and_after_stand_side_by_side(cast, judged, language, at_desk):
    item = kept(cast, judged)
    improve(now=AGAIN)
    page = at_desk("chen", language).read(at(item))
    assert ("答的人太少，说不出好坏。" if language == ZH else "Too few answered to say anything.") in page
    assert unmarked_chinese(page) == []


def test_doors_that_are_not_for_everybody(cast, judged, at_desk):
    item = opened(cast, judged)
    assert at_desk("wang").get("/desk/improvements/").status_code == 403
    assert at_desk("zhao").get(at(item)).status_code == 404
    for name, more in (("chen", "measure/"), ("chen", "contest/"), ("outsider", "decide/"), ("outsider", "publish/")):
        assert at_desk(name).get(at(item, more)).status_code == 403
    page = at_desk("chen").read("/desk/improvements/?only=nothing&page=x")
    assert "柳溪县住房和城乡建设局" in page


@pytest.fixture
def mirror(cast, judged):
    then = NOW - timedelta(days=80)
    late(judged("no", 3, at=then, words="电话打了没人接"), cast)
    improve(now=NOW)
    return Mirror.objects.get(unit=cast.units["housing"])


def looked(mirror, more=""):
    return f"/desk/mirror/{mirror.pk}/{more}"


def test_the_unit_opens_its_mirror_and_ends_it_with_a_list(cast, mirror, language, at_desk):
    liu = at_desk("outsider", language)
    assert f'href="{looked(mirror)}"' in liu.read("/desk/mirror/")
    page = liu.read(looked(mirror))
    assert "电话打了没人接" not in page
    assert ("照一照" if language == ZH else "Look into the mirror") in page
    assert at_desk("chen").get(looked(mirror)).status_code == 404
    assert liu.post(looked(mirror, "open/")).status_code == 302
    page = liu.read(looked(mirror))
    assert page.count("电话打了没人接") == 3
    assert unmarked_chinese(page) == []
    filled = {"kind": "late", "promise": "逾期的件每周三碰头", "due_on": "2026-12-20"}
    assert liu.post(looked(mirror, "line/"), **filled).status_code == 302
    assert liu.post(looked(mirror, "settle/"), words="").status_code == 302
    page = liu.read(looked(mirror))
    assert "逾期的件每周三碰头" in page
    assert ("定的清单" if language == ZH else "Complete since") in page
    assert at_desk("chen").get(looked(mirror)).status_code == 200
    assert at_desk("chen").get(looked(mirror, "line/")).status_code == 403


def test_an_empty_list_needs_its_reason(cast, mirror, at_desk):
    open_mirror(mirror.pk, **who(cast, "outsider"))
    liu = at_desk("outsider")
    assert liu.post(looked(mirror, "settle/"), words="").status_code == 422
    assert liu.post(looked(mirror, "settle/"), words="都补办了，没有别的").status_code == 302
    assert at_desk("zhao").get(looked(mirror)).status_code == 404
    assert Mirror.objects.get(pk=mirror.pk).quarter_on == date(2026, 7, 1)


def test_the_queue_of_a_unit_says_that_an_item_and_a_mirror_wait(cast, judged, mirror, language, at_desk):
    opened(cast, judged)
    page = at_desk("outsider", language).read("/desk/queue/")
    waits = (
        ("有 1 个改进事项等您单位写原因和措施", "您单位有 1 面镜子还没照")
        if language == ZH
        else ("1 improvement item waits for cause and measure", "1 mirror of your unit has not been looked into")
    )
    assert all(words in page for words in waits)
    open_mirror(mirror.pk, **who(cast, "outsider"))
    cache.clear()
    assert not any(words in at_desk("zhao", language).read("/desk/queue/") for words in waits)
    assert waits[1] not in at_desk("outsider", language).read("/desk/queue/")


def test_a_hidden_measure_is_not_told_to_every_desk(cast, judged, at_desk):
    item = opened(cast, judged)
    hidden = replace(MEASURE, hidden_reason="牵涉正在查的案子")
    promise_measure(item.pk, CAUSE, hidden, **who(cast, "outsider"))
    publish_improvement(item.pk, **who(cast, "chen"))
    for path in ("/desk/improvements/", at(item)):
        page = at_desk("zhao").read(path)
        assert MEASURE.words not in page
        assert "不公开" in page
    assert MEASURE.words in at_desk("outsider").read(at(item))
