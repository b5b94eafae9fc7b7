"""Mail and letters in a real browser: each page fits, axe finds nothing, and a letter is entered by keyboard alone."""

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from huiying.listen.mail.models import IncomingMail
from huiying.listen.voices.models import Voice
from huiying.loop.receive_mail.answering import forget_answers
from huiying.loop.receive_mail.arriving import take_in
from tests.cast import NOW
from tests.faces.desk.mail.test_letters import scan
from tests.faces.desk.mail.test_mails import AWAY, deep
from tests.journeys.browser import ARGUMENTS, CHROMIUM, findings
from tests.mails import plain, postfix_bounce

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        not CHROMIUM, reason="no Chromium on this machine (Debian: apt install chromium-headless-shell)"
    ),
    pytest.mark.django_db(transaction=True),
]
ONE_OF_EACH = ("voice", "automatic", "unreadable", "bounce")
_SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def office(live_server, monkeypatch, cast, settings):
    """An office with one mail of each kind. The server's address."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.MAIL_URL, settings.DEFAULT_FROM_EMAIL = "smtp://127.0.0.1:9", "office@huiying.example"
    forget_answers()
    for raw in (plain(), AWAY, deep(), postfix_bounce("<x@y>")):
        take_in(raw, received_at=NOW, now=NOW)
    return live_server.url


@pytest.fixture
def browser(office):
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


def opened(browser, office, staff, tongue="zh-hans", width=1280):
    client = Client()
    client.force_login(staff)
    cookies = {"hy_session": client.cookies["hy_session"].value, "hy_language": tongue}
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True)
    context.add_cookies([{"name": name, "value": value, "url": office} for name, value in cookies.items()])
    return context.new_page()


def is_sound(page, name):
    assert page.evaluate(_SIDEWAYS) <= 0, name
    assert findings(page) == [], name


@pytest.mark.parametrize(("tongue", "width"), [("zh-hans", 1280), ("en", 320)])
def test_every_page_of_mails_fits_and_reads(browser, office, cast, tongue, width):
    page = opened(browser, office, cast.staff["hotline"], tongue, width)
    voice = Voice.objects.get()
    for name, path in (
        ("list", "/desk/mail/"),
        ("all", "/desk/mail/?became=all"),
        *((became, f"/desk/mail/{IncomingMail.objects.get(became=became).pk}/") for became in ONE_OF_EACH),
        ("originals", f"/desk/cases/{voice.pk}/originals/"),
        ("scan", "/desk/mail/letter/"),
    ):
        assert page.goto(office + path).status == 200, path
        is_sound(page, f"{name}-{tongue}-{width}")


@pytest.mark.parametrize(("tongue", "width"), [("zh-hans", 1280), ("en", 390)])
def test_a_letter_is_entered_beside_its_picture(browser, office, cast, tongue, width):
    page = opened(browser, office, cast.staff["wang"], tongue, width)
    page.goto(f"{office}/desk/mail/letter/")
    files = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": scan(color=c).read()}
        for n, c in enumerate(["white", "beige"])
    ]
    page.set_input_files("[name=pages]", files)
    page.locator("form[enctype] button").last.click()
    page.wait_for_selector(".mail-scans img")
    is_sound(page, f"letter-{tongue}-{width}")
    left, right = (page.locator(one).bounding_box() for one in (".mail-scans", "#letter"))
    assert (left["x"] < right["x"]) == (width > 1000)
    page.locator("[name=words]").focus()
    page.keyboard.type("村口的桥栏杆断了，老人过桥害怕。")
    for name, text in (("name", "李桂英"), ("address", "柳溪县柳河镇柳河村 3 号")):
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=kind]").first.check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/done/")
    is_sound(page, f"done-{tongue}-{width}")
    page.locator("form[action$='/sheet/'] button").click()
    page.wait_for_selector(".mail-sheet")
    is_sound(page, f"sheet-{tongue}-{width}")
    assert Voice.objects.filter(channel="letter").count() == 1
