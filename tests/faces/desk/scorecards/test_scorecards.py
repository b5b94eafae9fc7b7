"""Scorecards at the desk: the same figures as the public's, and the cases behind them for those who may see them."""

import re
from datetime import date

import pytest

from huiying.core.rates.measures import DEFAULT_TARGETS, LeftOut, Measure
from huiying.core.rates.months import Month
from huiying.faces.desk.scorecards import views
from huiying.judge.checks.selectors.calls import Counted
from huiying.judge.scorecards.models import ScoreLine, Target
from huiying.judge.scorecards.selectors.behind import Figure, cases_behind
from huiying.judge.scorecards.selectors.targets import targets_in
from huiying.judge.scorecards.services.rebuilding import rebuild
from tests.cast import NOW
from tests.faces.desk.tongues import unmarked_chinese
from tests.judge.scorecards.month import cases_of, lively, rated, refused
from tests.serve.coordination.issues import grants_of

OCTOBER = Month(2026, 10)
MEASURES = [*Measure, LeftOut.UNRATED]


@pytest.fixture
def october(cast):
    lively(cast)
    refused_cases = cases_of(cast, "land", number=6)
    refused(refused_cases)
    rated(refused_cases, resolved="no", satisfied="no", responded="yes")
    rebuild(OCTOBER, now=NOW)
    return cast


def test_the_whole_month_a_unit_and_its_parts(october, at_desk, language):
    chen = at_desk("chen", language)
    page = chen.read("/desk/scorecards/")
    assert {"zh-hans": "<b>59%</b> 29 / 49，45–72%", "en": "<b>59%</b> 29 of 49, 45–72%"}[language] in page
    assert {"zh-hans": "没有算进去的", "en": "Left out"}[language] in page
    unit = chen.read(f"/desk/scorecards/units/{october.units['liuhe'].pk}/")
    assert {"zh-hans": "按诉求类型", "en": "by kind of voice"}[language] in unit
    narrow = chen.read("/desk/scorecards/?kind=request")
    assert {"zh-hans": "20 / 34", "en": "20 of 34"}[language] in narrow
    if language == "en":
        assert unmarked_chinese(page) == unmarked_chinese(unit) == []


def test_what_callers_wrote_down_stands_apart(october, at_desk, language, monkeypatch):
    url = f"/desk/scorecards/units/{october.units['liuhe'].pk}/"
    apart = {"zh-hans": "由回访员代记", "en": "written down on behalf of people"}[language]
    assert apart not in at_desk("chen", language).read(url)
    monkeypatch.setattr(views, "on_behalf", lambda unit, start, end: {"resolved": Counted(4, 5)})
    page = at_desk("chen", language).read(url)
    assert apart in page
    assert {"zh-hans": "<b>80%</b> 4 / 5", "en": "<b>80%</b> 4 of 5"}[language] in page


def test_a_kind_and_a_place_at_once_are_refused_kindly(october, at_desk):
    place = october.places["qingshi"].pk
    assert "只按类型看" in at_desk("chen").read(f"/desk/scorecards/?kind=request&place={place}")
    assert "<table" in at_desk("chen").read(f"/desk/scorecards/?place={place}")


@pytest.mark.parametrize("asked", ["month=2026-13", "kind=x", "place=9999999", "place=x", "month="])
def test_an_address_that_is_none_shows_the_latest_month(october, at_desk, asked):
    assert "2026年10月" in at_desk("chen").read(f"/desk/scorecards/?{asked}")


def test_before_there_are_figures_it_says_when(cast, at_desk, language):
    said = {"zh-hans": "还没有哪个月有数字", "en": "No month has figures yet"}
    assert said[language] in at_desk("chen", language).read("/desk/scorecards/")
    assert at_desk("chen").get(f"/desk/scorecards/units/{cast.units['land'].pk}/").status_code == 404


@pytest.mark.parametrize("measure", MEASURES)
def test_each_figure_opens_exactly_the_cases_behind_it(october, measure):
    for line in ScoreLine.objects.filter(measure=measure, unit__isnull=False, rest=False):
        asked = {"kind": line.kind, "place": line.place_id}
        if line.table == "unit_place" and line.place_id is None:
            continue
        grants = grants_of(october, "chen")
        behind = Figure(OCTOBER, measure, line.unit_id, **asked)
        assert cases_behind(behind, grants, now=NOW).count() == line.all
        if line.yes is not None:
            yes = Figure(OCTOBER, measure, line.unit_id, **asked, yes=True)
            no = Figure(OCTOBER, measure, line.unit_id, **asked, yes=False)
            assert cases_behind(yes, grants, now=NOW).count() == line.yes
            assert cases_behind(no, grants, now=NOW).count() == line.all - line.yes


def test_the_list_behind_a_figure_is_a_page(october, at_desk, language):
    liuhe = october.units["liuhe"].pk
    chen = at_desk("chen", language)
    links = re.findall(rf'href="(/desk/scorecards/units/{liuhe}/cases/[^"]+)"', chen.read("/desk/scorecards/"))
    assert len(links) >= 4
    page = chen.read(links[0].replace("&amp;", "&"))
    assert "/desk/cases/" in page
    assert {"zh-hans": "不算“是”的", "en": "Do not count as yes"}[language] in page
    town = chen.read(f"/desk/scorecards/units/{liuhe}/cases/?month=2026-10&measure=unrated")
    assert {"zh-hans": "没打分", "en": "Not rated"}[language] in town


def test_a_unit_opens_its_own_cases_and_no_others(october, at_desk):
    qian, liuhe, land = at_desk("qian"), october.units["liuhe"].pk, october.units["land"].pk
    page = qian.read("/desk/scorecards/")
    assert f"/units/{land}/cases/" in page
    assert f"/units/{liuhe}/cases/" not in page
    asked = "?month=2026-10&measure=resolved"
    assert qian.get(f"/desk/scorecards/units/{land}/cases/{asked}").status_code == 200
    assert qian.get(f"/desk/scorecards/units/{liuhe}/cases/{asked}").status_code == 404


@pytest.mark.parametrize("asked", ["", "?month=2026-10", "?month=x&measure=resolved", "?month=2026-10&measure=hops"])
def test_a_figure_that_is_none_has_no_cases(october, at_desk, asked):
    assert at_desk("chen").get(f"/desk/scorecards/units/{october.units['land'].pk}/cases/{asked}").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("chen", 200), ("sun", 200), ("zhao", 200), ("zhou", 200), ("wang", 403)])
def test_who_reads(october, at_desk, name, status):
    assert at_desk(name).get("/desk/scorecards/").status_code == status


GIVEN = {"on_time": 98, "responded": 95, "resolved": 75, "satisfied": 72}


def test_the_leader_publishes_what_is_aimed_at_before_the_month_begins(october, at_desk, language):
    sun = at_desk("sun", language)
    page = sun.read("/desk/scorecards/targets/")
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page)[1]
    for _ in range(2):
        assert sun.post("/desk/scorecards/targets/", key=key, **GIVEN)["Location"] == "/desk/scorecards/"
    assert set(Target.objects.values_list("day", flat=True)) == {date(2026, 12, 1)}
    assert targets_in(Month(2026, 12)) == {Measure(name): percent for name, percent in GIVEN.items()}
    assert targets_in(Month(2026, 11)) == DEFAULT_TARGETS
    assert "75" in sun.read("/desk/scorecards/targets/")


@pytest.mark.parametrize("wrong", ["0", "101", "", "many"])
def test_a_target_is_of_a_hundred(october, at_desk, wrong):
    answer = at_desk("sun").post("/desk/scorecards/targets/", **GIVEN | {"resolved": wrong})
    assert answer.status_code == 422
    assert "请写 1 到 100 之间的整数" in answer.content.decode()
    assert not Target.objects.exists()


def test_nobody_else_sets_targets(october, at_desk):
    assert at_desk("chen").get("/desk/scorecards/targets/").status_code == 403
    assert at_desk("chen").post("/desk/scorecards/targets/", **GIVEN).status_code == 403
    assert "/desk/scorecards/targets/" not in at_desk("chen").read("/desk/scorecards/")
