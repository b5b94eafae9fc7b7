"""Rosters, calls and sheets in a real browser: small and large, in both languages, without JavaScript, and on paper."""

from datetime import date, time, timedelta

import pytest
from playwright.sync_api import sync_playwright

from huiying.core.duty import span_on
from huiying.foundation.office.selectors import calendar
from huiying.listen.duty.models import DutyCall, Handover
from huiying.listen.duty.services.roster import add_shift, set_contact, set_post
from huiying.loop.duty_calls import call_duty
from huiying.loop.hand_over_duty import hand_over
from tests.cast import NOW
from tests.faces.desk.test_browser import session_of
from tests.journeys.browser import ARGUMENTS, CHROMIUM, LOCALES, findings

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        not CHROMIUM, reason="no Chromium on this machine (Debian: apt install chromium-headless-shell)"
    ),
    pytest.mark.django_db(transaction=True),
]
NARROW, PHONE, DESK = 320, 390, 1280
_SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
MONDAY = date(2026, 11, 23)


@pytest.fixture
def town(live_server, monkeypatch, cast, speak, act):
    """A town with a week on duty, an urgent call and a sheet. Its pages."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    who = {"actor": cast.actor("guo"), "now": NOW}
    unit = cast.units["liuhe"]
    cast.staff["outsider"].unit = unit
    cast.staff["outsider"].save()
    set_post(unit.pk, name="值班室", name_en="Duty room", phone="0999-1234567", public=True, **who)
    for day in range(6):
        for begins, ends, names in ((8, 18, ("town",)), (18, 8, ("outsider", "town"))):
            span = span_on(MONDAY + timedelta(days=day), time(begins), time(ends), calendar())
            shift = add_shift(unit.pk, span, [cast.staff[name].pk for name in names], **who)
    set_contact(cast.staff["town"], "0999-7654321", actor=cast.actor("town"), now=NOW)
    voice = speak(channel="phone", text="水管爆了，家里淹到膝盖。", title="水管爆了，家里淹到膝盖")
    act(voice, "hotline", "dispatch", unit=unit.pk, reason="镇里的水管")
    act(voice, "hotline", "mark_urgent", danger="水里有电")
    call_duty(now=NOW)
    told = {"words": "夜里再去看一次。", "until": NOW + timedelta(hours=20), "actor": cast.actor("town"), "now": NOW}
    sheet = hand_over(unit, {voice.pk: "总闸已关，九点再去"}, **told)
    assert Handover.objects.count() == 1
    return live_server.url, [
        "/desk/duty/",
        "/desk/duty/number/",
        f"/desk/duty/units/{unit.pk}/",
        f"/desk/duty/units/{unit.pk}/post/",
        f"/desk/duty/units/{unit.pk}/shift/",
        f"/desk/duty/units/{unit.pk}/handover/",
        f"/desk/duty/shifts/{shift.pk}/",
        f"/desk/duty/calls/{DutyCall.objects.get().pk}/",
        f"/desk/duty/handovers/{sheet.pk}/",
        "/duty",
    ]


@pytest.mark.parametrize(("tongue", "width"), [("zh-hans", PHONE), ("en", DESK)])
def test_every_page_of_duty_fits_and_axe_finds_nothing(town, cast, tongue, width):
    address, pages = town
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": width, "height": 844}, locale=LOCALES[tongue])
        cookies = [("hy_session", session_of(cast.staff["town"])), ("hy_language", tongue)]
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
        page = context.new_page()
        for path in pages:
            assert page.goto(f"{address}{path}").status == 200
            assert findings(page) == [], path
            page.set_viewport_size({"width": NARROW, "height": 844})
            assert page.evaluate(_SIDEWAYS) <= 0, path
            page.set_viewport_size({"width": width, "height": 844})
        browser.close()


def test_a_roster_and_a_sheet_print_without_what_is_pressed(town, cast):
    address, pages = town
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(locale="zh-CN")
        context.add_cookies([{"name": "hy_session", "value": session_of(cast.staff["town"]), "url": address}])
        page = context.new_page()
        page.emulate_media(media="print")
        for path in (pages[2], pages[8]):
            page.goto(f"{address}{path}")
            assert page.locator("main table").is_visible()
            assert page.locator("main .hy-btn:visible").count() == 0
            assert page.locator("nav:visible").count() == 0
        browser.close()
