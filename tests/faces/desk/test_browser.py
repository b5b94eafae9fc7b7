"""Lists of cases in a real browser: the longest state there is still fits the narrowest screen."""

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from huiying.serve.casework.models import Case
from tests.cast import NOW
from tests.journeys.browser import ARGUMENTS, CHROMIUM, findings

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        not CHROMIUM, reason="no Chromium on this machine (Debian: apt install chromium-headless-shell)"
    ),
]
NARROW, PHONE, DESK = 320, 390, 1280
_SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def long_state(live_server, monkeypatch, cast, at_land):
    """A case that ended and is handled again, which its state says in a whole sentence. The server's address."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    Case.objects.filter(pk=at_land.pk).update(
        state="concluded", standing="ended", ended_at=NOW, next_due_at=NOW, next_clock="C-FOLLOWUP"
    )
    return live_server.url


def session_of(staff):
    client = Client()
    client.force_login(staff)
    return client.cookies["hy_session"].value


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [NARROW, PHONE, DESK])
@pytest.mark.parametrize("tongue", ["zh-hans", "en"])
def test_the_queue_fits_however_long_a_state_is_called(long_state, cast, tongue, width):
    cookies = [("hy_session", session_of(cast.staff["zhao"])), ("hy_language", tongue)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": width, "height": 844})
        context.add_cookies([{"name": name, "value": value, "url": long_state} for name, value in cookies])
        page = context.new_page()
        assert page.goto(f"{long_state}/desk/queue/").status == 200
        assert page.locator("[data-row]").count() == 1
        assert page.evaluate(_SIDEWAYS) <= 0
        assert findings(page) == []
        browser.close()
