"""The keeper of identities reads who looked at an identity, when and why, by receipt number and never by name."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from huiying.foundation.ledger.models import EventSecret
from huiying.foundation.people.models import Staff
from huiying.loop.look_at_identity import look_at_identity
from tests.cast import NOW
from tests.faces.desk.conftest import granted
from tests.faces.desk.tongues import unmarked_chinese

PAGE = "/desk/looks/"
WHO = {
    "zh-hans": "周强 · 调度员 · 柳溪县信访局",
    "en": "Zhou Qiang · Dispatcher in chief · Liuxi Petition Office",
}


@pytest.fixture
def keeper(cast, at_desk, language):
    """Hu, who keeps the identities of the petition office and nothing else."""
    cast.staff["hu"].grants.all().delete()
    granted(cast, "hu", "identity_keeper", "petition")
    return at_desk("hu", language)


@pytest.fixture
def look(cast):
    """`look(voice, "zhou")`: Zhou looks at who spoke."""

    def looked(voice, name="zhou", reason="约见面核实", at=NOW):
        look_at_identity(voice.case.pk, actor=cast.actor(name), reason=reason, now=at)

    return looked


def shown(page):
    return [(look.case.pk, look.reason) for look in page.context["looks"]]


def test_it_is_the_keepers_first_place_of_work(keeper):
    assert keeper.get("/desk/")["Location"] == PAGE


def test_who_looked_when_and_why_newest_first(keeper, language, speak, look):
    Staff.objects.filter(username="zhou").update(post="调度员", post_en="Dispatcher in chief")
    first, second = speak(), speak()
    look(first, at=NOW - timedelta(days=2))
    look(second, "wang", reason="补打回执")
    page = keeper.get(PAGE)
    assert shown(page) == [(second.pk, "补打回执"), (first.pk, "约见面核实")]
    html = page.content.decode()
    with override(language):
        for words in (
            {
                "zh-hans": "周强 · 调度员 · 柳溪县信访局",
                "en": "Zhou Qiang · Dispatcher in chief · Liuxi Petition Office",
            }[language],
            {"zh-hans": "2026年11月21日", "en": "21 November 2026"}[language],
            f'href="/desk/cases/{first.pk}/"',
            f"{first.number[:4]} {first.number[4:8]}",
        ):
            assert words in html
    if language == "en":
        assert unmarked_chinese(html) == []


def test_neither_the_identity_nor_the_words_of_the_voice_are_there(keeper, speak, look):
    voice = speak()
    look(voice)
    html = keeper.read(PAGE)
    for words in ("李桂英", "00001234567", voice.title, voice.text):
        assert words not in html


def test_looks_at_cases_of_another_office_and_at_sealed_reports_are_not_there(cast, keeper, speak, look):
    look(speak(channel="phone"), "hotline")
    look(speak(kind="report", text="某局长收受红包。"), "feng")
    assert shown(keeper.get(PAGE)) == []
    granted(cast, "hu", "identity_keeper", "hotline")
    assert len(shown(keeper.get(PAGE))) == 1


def test_a_month_is_chosen_by_its_chip(keeper, speak, look):
    voice = speak()
    look(voice, reason="十一月看过", at=NOW)
    look(voice, reason="十月底看过", at=NOW.replace(month=10, day=31, hour=15, minute=59))
    look(voice, reason="十一月一号看过", at=NOW.replace(month=10, day=31, hour=16, minute=0))
    assert [chip.url for chip in keeper.get(PAGE).context["chips"]] == [
        PAGE,
        f"{PAGE}?month=2026-11",
        f"{PAGE}?month=2026-10",
    ]
    reasons = [reason for _case, reason in shown(keeper.get(f"{PAGE}?month=2026-11"))]
    assert reasons == ["十一月看过", "十一月一号看过"]
    assert [reason for _case, reason in shown(keeper.get(f"{PAGE}?month=2026-10"))] == ["十月底看过"]


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0000-01", "9999-12", "2026-1-1"])
def test_a_month_that_is_none_shows_what_there_is(keeper, speak, look, month):
    look(speak())
    assert len(shown(keeper.get(f"{PAGE}?month={month}"))) == 1


def test_a_reason_that_was_erased_says_so(keeper, speak, look, language):
    look(speak())
    EventSecret.objects.update(sealed=None)
    assert ("已按要求清除" if language == "zh-hans" else "erased") in keeper.read(PAGE)


def test_the_page_keeps_the_month_from_page_to_page(keeper, speak, look, monkeypatch):
    monkeypatch.setattr("huiying.faces.desk.paging.PAGE_ROWS", 2)
    voice = speak()
    for number in range(3):
        look(voice, reason=f"第{number}次核实", at=NOW + timedelta(minutes=number))
    html = keeper.read(f"{PAGE}?month=2026-11")
    assert f'href="{PAGE}?month=2026-11&amp;page=2"' in html
    assert shown(keeper.get(f"{PAGE}?month=2026-11&page=2")) == [(voice.pk, "第0次核实")]


@pytest.mark.parametrize("name", ["wang", "zhou", "zhao", "hotline", "guo", "chen", "feng"])
def test_it_is_closed_to_other_roles(cast, at_desk, name):
    assert at_desk(name).get(PAGE).status_code == 403
