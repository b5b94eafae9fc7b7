"""The administrator's pages in a real browser: accessible and never wider than the screen, on phone and desk."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

from huiying.faces.desk import access
from huiying.foundation.office.services import seed_calendar, set_limit, set_office_day
from huiying.foundation.outbox.models import Webhook
from huiying.foundation.outbox.webhooks.services import make_webhook
from huiying.foundation.people.models import ApiKey
from huiying.foundation.people.services import make_key
from tests.cast import NOW, open_liuxi
from tests.journeys.browser import ARGUMENTS, CHROMIUM

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        not CHROMIUM, reason="no Chromium on this machine (Debian: apt install chromium-headless-shell)"
    ),
]
SCREENS = [("zh-hans", 390, "dark"), ("en", 1280, "light")]


@pytest.fixture
def office(live_server, monkeypatch):
    """The office of the cast behind a server, and the administrator's session. Its database runs in this thread."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    monkeypatch.setattr(access.clock, "now", lambda: NOW)
    cache.clear()
    cast = open_liuxi()
    by_guo = {"actor": cast.actor("guo"), "now": NOW}
    seed_calendar(**by_guo)
    set_limit("xinfang.handle_days", 45, **by_guo)
    make_key(**by_guo, name="镇里的小程序", scopes=["speak", "follow"])
    make_webhook(**by_guo, name="县里的平台", url="https://app.example.cn/hook", types=["voice.received"])
    set_office_day(date(2026, 11, 30), working=False, name="停电", **by_guo)
    client = Client()
    client.force_login(cast.staff["guo"])
    yield live_server.url, client.cookies["hy_session"].value, cast
    cache.clear()


def _addresses(cast):
    zhao = cast.staff["zhao"]
    return [
        reverse("desk:admin-home"),
        reverse("desk:admin-profile"),
        reverse("desk:admin-units"),
        reverse("desk:admin-unit", args=[cast.units["office"].pk]),
        reverse("desk:admin-staff"),
        reverse("desk:admin-places") + "?q=柳",
        reverse("desk:admin-member", args=[zhao.pk]),
        reverse("desk:admin-grant-new", args=[zhao.pk]),
        reverse("desk:admin-substitutes"),
        reverse("desk:admin-year", args=[2026]),
        reverse("desk:admin-year", args=[2027]),
        reverse("desk:admin-day", args=["2026-11-30"]),
        reverse("desk:admin-notice", args=[2027]),
        reverse("desk:admin-letter", args=["D11", "zh-hans"]),
        reverse("desk:admin-channels"),
        reverse("desk:admin-keys"),
        reverse("desk:admin-key-new"),
        reverse("desk:admin-key", args=[ApiKey.objects.get().pk]),
        reverse("desk:admin-webhooks"),
        reverse("desk:admin-webhook-new"),
        reverse("desk:admin-webhook", args=[Webhook.objects.get().pk]),
        reverse("api:documentation"),
        reverse("desk:admin-limits"),
        reverse("desk:admin-limit", args=["hotline.pack"]),
    ]


def _faults(page):
    response = Axe().run(page, options={"resultTypes": ["violations"]}).response
    found = [f"{fault['id']}: {node['html'][:160]}" for fault in response["violations"] for node in fault["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, f"{wide} px too wide"] if wide > 0 else found


@pytest.mark.parametrize(("language", "width", "scheme"), SCREENS)
def test_pages_are_accessible_and_fit(language, width, scheme, office):
    address, session, cast = office
    cookies = [("hy_session", session), ("hy_language", language)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
        page = context.new_page()
        faults = {}
        for path in _addresses(cast):
            assert page.goto(address + path).status == 200
            faults[path] = _faults(page)
        browser.close()
    assert {path: found for path, found in faults.items() if found} == {}
