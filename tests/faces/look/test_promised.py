"""How a promised day is told: late ones say so by themselves, and against the first day as well."""

from datetime import date

import pytest
from django.utils.translation import override

from huiying.faces.look.promised import PromisedDay

TODAY = date(2026, 11, 23)
DUE = date(2026, 11, 11)


def day(number, month=11):
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("promise", "look", "zh", "en"),
    [
        (PromisedDay(DUE, DUE), "over", "超 12 天", "12 days late"),
        (PromisedDay(day(22), day(22)), "over", "超 1 天", "1 day late"),
        (PromisedDay(TODAY, TODAY), "today", "今天到期", "due today"),
        (PromisedDay(day(30), day(30)), "soon", "剩 7 天", "7 days left"),
        (PromisedDay(day(1, 12), day(1, 12)), "far", "", ""),
        (PromisedDay(DUE, DUE, ended=DUE), "met", "按时", "on time"),
        (PromisedDay(DUE, DUE, ended=day(14)), "met", "已办，超 3 天", "done, 3 days late"),
        (PromisedDay(DUE, DUE, ended=day(14), dropped=True), "far", "不再计算", "no longer counted"),
    ],
)
def test_the_tag_says_how_the_day_stands(promise, look, zh, en):
    for language, said in (("zh-hans", zh), ("en", en)):
        with override(language):
            tag = promise.tag(TODAY)
            assert (tag.look, tag.strong or (tag.plain if promise.dropped else "")) == (look, said)


@pytest.mark.parametrize(
    ("promise", "zh", "en"),
    [
        (PromisedDay(DUE, DUE), "超 12 天，没有说明原因。", "12 days late, and no reason was given."),
        (PromisedDay(TODAY, DUE), "", ""),
        (PromisedDay(DUE, DUE, ended=DUE), "", ""),
        (PromisedDay(DUE, DUE, ended=day(30), dropped=True), "", ""),
        (PromisedDay(DUE, DUE, ended=day(14)), "超 3 天，没有说明原因。", "3 days late, and no reason was given."),
    ],
)
def test_a_late_one_says_so_by_itself(promise, zh, en):
    for language, said in (("zh-hans", zh), ("en", en)):
        with override(language):
            assert promise.sentence(TODAY) == said


def test_the_reason_is_told_in_its_own_language_and_as_it_was_typed():
    promise = PromisedDay(DUE, DUE, reason="等<b>管子</b>")
    with override("en"):
        said = '12 days late. The reason given: <span lang="zh-Hans">等&lt;b&gt;管子&lt;/b&gt;</span>'
        assert promise.sentence(TODAY) == said
    with override("zh-hans"):
        assert promise.sentence(TODAY) == "超 12 天。说明的原因：等&lt;b&gt;管子&lt;/b&gt;"


def test_beside_the_tag_only_the_reason_is_told():
    for language, none, some in (
        ("zh-hans", "没有说明原因", "说明的原因：等管子"),
        ("en", "no reason was given", 'The reason given: <span lang="zh-Hans">等管子</span>'),
    ):
        with override(language):
            assert PromisedDay(DUE, DUE).why(TODAY) == none
            assert PromisedDay(DUE, DUE, reason="等管子").why(TODAY) == some
            assert PromisedDay(TODAY, TODAY, reason="等管子").why(TODAY) == ""


@pytest.mark.parametrize(
    ("promise", "zh", "en"),
    [
        (PromisedDay(DUE, DUE), "", ""),
        (PromisedDay(day(30), day(25)), "改到2026年11月30日", "the day is now 30 November 2026."),
        (PromisedDay(day(30), DUE), "按最早的日子算，超 12 天。", "By the first day it is 12 days late."),
        (PromisedDay(day(30), DUE, ended=day(12)), "按最早的日子算，超 1 天。", "By the first day it is 1 day late."),
        (PromisedDay(day(30), DUE, ended=day(12), dropped=True), "最早答应2026年11月11日", "First promised for"),
    ],
)
def test_a_day_that_was_moved_tells_the_first_one(promise, zh, en):
    for language, said in (("zh-hans", zh), ("en", en)):
        with override(language):
            told = promise.moved(TODAY)
            assert said in told
            assert bool(told) == bool(said)


def test_how_far_it_is_stands_in_words_and_the_bar_is_for_the_eye(draw):
    html = draw('{% progress 60 "60 / 100" %}')
    assert '<progress max="100" value="60" aria-hidden="true">' in html
    assert "<span>60 / 100</span>" in html
