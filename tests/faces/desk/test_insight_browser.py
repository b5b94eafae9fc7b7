"""What the figures show, in a real browser: small and large, in both languages, and without JavaScript."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import sync_playwright

from huiying.foundation.office.models import Category
from huiying.improve.insight.models import EarlySign, Night, SignAnswer, SlowPlace, UnlikePair
from huiying.serve.casework.models import Case
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
NARROW, DESK = 320, 1280
LAST = date(2026, 11, 22)
_SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def watched(live_server, monkeypatch, cast):
    """An office with two signs, one of them answered. The server's address."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    Night.objects.create(first_on=LAST - timedelta(days=400), last_on=LAST, tried=321, looked_at=NOW)
    noise = Category.objects.create(name="社会生活噪声扰民", name_en="Noise of neighbours and shops", path="/1/")
    seen = {"first_on": LAST, "last_on": LAST, "low": 2, "high": 7, "chance": 0.0004}
    EarlySign.objects.create(
        category=noise, place=cast.places["village"], span=7, count=14, weeks=[3, 4, 5, 2] * 6 + [6, 14], **seen
    )
    whole = EarlySign.objects.create(span=28, count=90, weeks=[20, 21, 19, 25] * 6 + [28, 31], **seen)
    SignAnswer.objects.create(
        sign=whole,
        decision="looked",
        reason="新小区交房，报修集中",
        count=90,
        decided_by=cast.staff["sun"],
        decided_at=NOW,
    )
    return live_server.url


@pytest.fixture
def opened(cast):
    """`opened(address, "chen", path)`: the page in a browser of this language, width and script."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)

        def at(address, name, path, *, tongue="zh-hans", width=DESK, script=True):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, locale=LOCALES[tongue], java_script_enabled=script
            )
            cookies = [("hy_session", session_of(cast.staff[name])), ("hy_language", tongue)]
            context.add_cookies([{"name": key, "value": value, "url": address} for key, value in cookies])
            page = context.new_page()
            assert page.goto(f"{address}{path}").status == 200
            return page

        yield at
        browser.close()


@pytest.mark.parametrize("width", [NARROW, DESK])
@pytest.mark.parametrize("tongue", ["zh-hans", "en"])
def test_signs_fit_every_screen_and_everybody(watched, opened, tongue, width):
    sign = EarlySign.objects.get(answer=None)
    for path in ("/desk/signs/", f"/desk/signs/{sign.pk}/"):
        page = opened(watched, "chen", path, tongue=tongue, width=width)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate(_SIDEWAYS) <= 0
        assert findings(page) == []


def test_a_sign_is_decided_about_without_javascript(watched, opened):
    page = opened(watched, "chen", "/desk/signs/", script=False)
    page.get_by_role("link", name="社会生活噪声扰民").click()
    page.get_by_label("已了解").check()
    page.get_by_label("了解到了什么").fill("烧烤店开到后半夜，已约谈")
    page.get_by_role("button", name="记下").click()
    page.wait_for_url("**/desk/signs/")
    assert page.locator("[data-row]").count() == 0
    assert page.get_by_text("烧烤店开到后半夜，已约谈").count() == 1


@pytest.fixture
def unlike(live_server, monkeypatch, speak, cast):
    """Two like cases, decided differently by two bureaus, and a town where people wait longer. The server's address."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    before, lately = (
        speak(text="光明路的窨井盖坏了半个月，电动车压上去就翻。"),
        speak(text="建设路口窨井盖塌了，我的电动车翻了。"),
    )
    for voice, unit in ((before, "land"), (lately, "housing")):
        Case.objects.filter(pk=voice.pk).update(unit=cast.units[unit])
    UnlikePair.objects.create(
        case_id=lately.pk,
        other_id=before.pk,
        unit=cast.units["housing"],
        outcome="refused",
        other_outcome="granted",
        decided_on=LAST,
        other_decided_on=LAST - timedelta(days=100),
        score=0.6,
        found_on=LAST,
    )
    SlowPlace.objects.create(
        category=Category.objects.create(name="供水", name_en="Water supply", path="/1/"),
        place=cast.places["liuhe"],
        unit=cast.units["liuhe"],
        kind="request",
        procedure="xinfang",
        cases=6,
        others=80,
        median=25,
        median_of_others=8,
        chance=0.001,
        first_on=LAST,
        last_on=NOW.date(),
    )
    return live_server.url


@pytest.mark.parametrize("width", [NARROW, DESK])
@pytest.mark.parametrize("tongue", ["zh-hans", "en"])
def test_like_cases_fit_every_screen_and_everybody(unlike, opened, tongue, width):
    pair, slow = UnlikePair.objects.get(), SlowPlace.objects.get()
    paths = ("/desk/alike/", f"/desk/alike/{pair.pk}/", f"/desk/alike/places/{slow.pk}/")
    for path in (*paths, f"/desk/cases/{pair.case_id}/"):
        page = opened(unlike, "chen", path, tongue=tongue, width=width)
        assert page.evaluate(_SIDEWAYS) <= 0, path
        assert findings(page) == [], path


def test_a_unit_states_its_reason_without_javascript(unlike, opened):
    page = opened(unlike, "outsider", "/desk/alike/", script=False)
    page.get_by_role("link", name="对照看").click()
    page.get_by_label("为什么不一样").fill("那一件有现场照片，这一件没有证据")
    page.get_by_role("button", name="说明理由").click()
    page.wait_for_url("**/desk/alike/")
    page.get_by_role("link", name="已说明的").click()
    assert page.get_by_text("那一件有现场照片").count() == 1
