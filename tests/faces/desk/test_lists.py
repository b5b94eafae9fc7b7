"""Queue, board and sealed reports: who sees what, in which order, at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.serve.casework.models import Case, CaseUnit
from huiying.serve.casework.selectors import queues
from tests.cast import NOW


def titles(page):
    return [getattr(row, "case", row).case_id for row in page.context["rows"]]


def chips(page):
    return {chip.url.partition("only=")[2] or "all": chip.count for chip in page.context["chips"]}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("wang", "/desk/queue/"),
        ("wang", "/desk/board/"),
        ("zhao", "/desk/board/"),
        ("zhao", "/desk/intake/"),
        ("zhao", "/desk/approvals/"),
        ("zhou", "/desk/sealed/"),
        ("qian", "/desk/sealed/"),
        ("guo", "/desk/queue/"),
        ("guo", "/desk/board/"),
        ("chen", "/desk/sealed/"),
        ("sun", "/desk/board/"),
        ("feng", "/desk/queue/"),
    ],
)
def test_a_place_of_work_is_closed_to_other_roles(cast, at_desk, name, path):
    assert at_desk(name).get(path).status_code == 403


def test_the_queue_shows_the_cases_of_the_unit_and_of_no_other(cast, language, at_desk, at_land, speak, act):
    elsewhere = speak()
    act(elsewhere, "zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    page = at_desk("zhao", language).get("/desk/queue/")
    assert titles(page) == [at_land.pk]
    assert chips(page)["all"] == 1
    assert at_land.title in page.content.decode()
    assert titles(at_desk("town").get("/desk/queue/")) == [elsewhere.pk]
    assert set(titles(at_desk("chen").get("/desk/queue/"))) == {at_land.pk, elsewhere.pk}


def test_what_is_due_first_comes_first_and_chips_narrow_it(cast, at_desk, speak, act):
    days = {"late": -2, "today": 0, "soon": 2, "far": 40}
    found = {}
    for name, ahead in days.items():
        voice = speak()
        act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
        Case.objects.filter(pk=voice.pk).update(next_due_at=NOW + timedelta(days=ahead, hours=3))
        found[name] = voice.pk
    zhao = at_desk("zhao")
    page = zhao.get("/desk/queue/")
    assert titles(page) == [found[name] for name in days]
    counted = chips(page)
    assert (counted["late"], counted["today"], counted["soon"], counted["new"], counted["mine"]) == (1, 1, 1, 4, 0)
    for name in ("late", "today", "soon"):
        assert titles(zhao.get(f"/desk/queue/?only={name}")) == [found[name]]
    assert "hy-due--over" in zhao.read("/desk/queue/?only=late")


def test_an_unknown_chip_or_page_shows_the_whole_list(cast, at_desk, at_land):
    zhao = at_desk("zhao")
    for asked in ("only=x", "only=objections", "after=x", "after=_", "after=99999999999999999999_1"):
        assert titles(zhao.get(f"/desk/queue/?{asked}")) == [at_land.pk]


def test_a_long_queue_is_cut_into_pages_without_losing_or_doubling(cast, at_desk, speak, act, monkeypatch):
    monkeypatch.setattr(queues, "PAGE_ROWS", 2)
    expected = []
    for i in range(5):
        voice = speak()
        act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
        due = None if i == 4 else NOW + timedelta(days=i // 2)
        Case.objects.filter(pk=voice.pk).update(next_due_at=due)
        expected.append(voice.pk)
    zhao, seen, url = at_desk("zhao"), [], "/desk/queue/"
    while url:
        page = zhao.get(url)
        seen += titles(page)
        url = page.context["older"]
    assert seen == expected


def test_a_supporting_unit_finds_where_it_takes_part(cast, at_desk, at_land):
    CaseUnit.objects.create(case_id=at_land.pk, unit=cast.units["housing"])
    outsider = at_desk("outsider")
    assert titles(outsider.get("/desk/queue/")) == []
    page = outsider.get("/desk/queue/?only=supporting")
    assert titles(page) == [at_land.pk]
    assert chips(page)["supporting"] == 1


def test_a_follow_up_brings_an_ended_case_back_into_the_queue(cast, at_desk, speak, act, language):
    from huiying.loop.speaker_acts import ask_follow_up

    voice = speak(kind="inquiry")
    act(voice, "zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    act(voice, "town", "enter_simple", first_time=True, clear=True, will_support=True)
    said = "周六上午也开门，八点半到十一点半。请带身份证。"
    act(voice, "town", "answer_simple", outcome="explained", public_text=said, basis="服务指南", looked=True)
    town = at_desk("town", language)
    assert titles(town.get("/desk/queue/")) == []
    ask_follow_up(voice, words="没说清周日", now=NOW)
    assert titles(town.get("/desk/queue/?only=again")) == [voice.pk]


def test_sealed_reports_show_to_the_sealed_officer_alone(cast, at_desk, speak):
    report = speak(kind="report", text="某局长收受红包。")
    feng = at_desk("feng")
    assert titles(feng.get("/desk/sealed/")) == [report.pk]
    assert feng.get(f"/desk/cases/{report.pk}/").status_code == 200
    for name in ("wang", "zhou", "zhao", "qian", "chen", "sun", "hu", "hotline", "town", "outsider"):
        worker = at_desk(name)
        for path in (
            f"/desk/cases/{report.pk}/",
            f"/desk/cases/{report.pk}/note/",
            f"/desk/cases/{report.pk}/identity/",
        ):
            assert worker.get(path).status_code == 404
    for name, path in (("zhou", "/desk/board/?only=all"), ("chen", "/desk/queue/"), ("sun", "/desk/queue/")):
        page = at_desk(name).get(path)
        assert titles(page) == []
        assert set(chips(page).values()) <= {0}


def test_the_board_begins_with_objections_then_new_cases(cast, language, at_desk, speak, act, at_land):
    new = speak()
    zhou = at_desk("zhou", language)
    assert titles(zhou.get("/desk/board/")) == [new.pk]
    asked = act(at_land, "zhao", "object", reason="村道路灯归镇里管", proposed_unit=cast.units["liuhe"].pk)
    from huiying.loop.act_on_case import approve

    approve(asked.approval.pk, actor=cast.actor("qian"), now=NOW)
    page = zhou.get("/desk/board/")
    assert titles(page) == [at_land.pk]
    assert chips(page)["objections"] == 1
    act(at_land, "zhou", "consent_return", reason="核实属实")
    page = zhou.get("/desk/board/?only=returned")
    assert titles(page) == [at_land.pk]
    assert page.context["rows"][0].came_back


def test_a_board_shows_only_what_its_office_took_in(cast, at_desk, speak):
    speak()
    phoned = speak(channel="phone")
    assert titles(at_desk("hotline").get("/desk/board/")) == [phoned.pk]


def test_a_call_back_officer_comes_to_the_calls(cast, at_desk, speak):
    speak(channel="phone")
    page = at_desk("hu").get("/desk/board/")
    assert [chip.url for chip in page.context["chips"] if chip.current] == ["/desk/board/?only=call"]
    assert titles(page) == []


def test_a_case_is_handed_on_from_its_row(cast, at_desk, speak, language):
    voice = speak()
    zhou = at_desk("zhou", language)
    quick = zhou.get("/desk/board/").context["rows"][0].quick
    assert quick == f"/desk/cases/{voice.pk}/forward/?in=board&only=new"
    short = zhou.get(quick, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in short
    assert "hx-post" in short
    done = zhou.client.post(quick, {"unit": cast.units["land"].pk, "reason": "职责"}, headers={"hx-request": "true"})
    assert done.status_code == 200
    assert 'role="status"' in done.content.decode()
    assert Case.objects.get(pk=voice.pk).unit == cast.units["land"]


def test_a_wrong_short_form_comes_back_with_what_was_typed(cast, at_desk, speak):
    voice = speak()
    path = f"/desk/cases/{voice.pk}/forward/?in=board"
    page = at_desk("zhou").client.post(path, {"unit": "", "reason": "写好的理由"}, headers={"hx-request": "true"})
    assert page.status_code == 200
    assert "写好的理由" in page.content.decode()
    assert "hy-errsum" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "path", "most"), [("zhao", "/desk/queue/", 8), ("zhou", "/desk/board/", 10), ("chen", "/desk/queue/", 8)]
)
def test_a_list_asks_the_database_the_same_however_long_it_is(cast, at_desk, speak, act, name, path, most):
    """Session, person, grants and units are four; the list itself four more, approvals one or two."""
    worker = at_desk(name)
    counted = []
    for _ in range(2):
        for _ in range(3):
            voice = speak()
            if name != "zhou":
                act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
        worker.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            worker.get(path)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= most
