"""The look in a real browser: accessibility, narrow screens, keyboard, and what JavaScript adds."""

import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import expect, sync_playwright

from tests.faces.look import urls
from tests.journeys.browser import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium on this machine (Debian: apt install chromium-headless-shell)"
)
PHONE, DESK, NARROW = 390, 1280, 320


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Tests print nothing."""


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address():
    with make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), Server, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def visit(chromium, address):
    """Open a page in a fresh browser profile; console messages of its own are kept in `page.said`."""
    contexts = []

    def go(path, *, locale="en", scheme="light", width=PHONE, large=False, script=True):
        context = chromium.new_context(
            locale=locale, color_scheme=scheme, viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        contexts.append(context)
        if large:
            context.add_cookies([{"name": "hy_text", "value": "large", "url": address}])
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()


def findings(page):
    response = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [(found["id"], node["html"]) for found in response["violations"] for node in found["nodes"]]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize("path", ["/patterns", "/patterns?desk", "/accessibility"])
def test_axe_finds_nothing_and_narrow_screens_do_not_scroll_sideways(visit, path, locale, scheme):
    page = visit(path, locale=locale, scheme=scheme)
    for width in (NARROW, PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert findings(page) == []
        assert overflow(page) <= 0
    assert page.said == []


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_large_text_passes_too(visit, locale):
    page = visit("/patterns", locale=locale, large=True)
    for width in (NARROW, PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert findings(page) == []
        assert overflow(page) <= 0
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "22px"
    assert page.locator(".hy-btn").nth(1).bounding_box()["height"] >= 60


def test_targets_are_large_enough(visit):
    page = visit("/patterns")
    heights = page.evaluate("[...document.querySelectorAll('.hy-btn, .hy-tools a, .hy-chip')].map(e => e.offsetHeight)")
    assert min(heights) >= 44
    boxes = page.evaluate("[...document.querySelectorAll('.hy-opt, .hy-input')].map(e => e.offsetHeight)")
    assert min(boxes) >= 48


def test_an_error_takes_the_focus_and_leads_to_its_field(visit):
    page = visit("/question")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#errors")).to_be_focused()
    page.locator("#errors a").click()
    expect(page.locator("#id_words")).to_be_focused()
    assert findings(page) == []


def test_an_error_takes_the_focus_without_javascript(visit):
    page = visit("/question", script=False)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#errors")).to_be_focused()


def test_a_draft_outlives_a_reload_and_goes_when_it_was_sent(visit):
    page = visit("/question")
    page.fill("#id_words", "three lamps are out")
    page.reload()
    expect(page.locator("#id_words")).to_have_value("three lamps are out")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/done")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_draft_outlives_a_failure_of_the_server(visit, caplog):
    page = visit("/question")
    page.fill("#id_words", "please break")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("h1")).to_have_text("That did not work")
    page.goto(page.url)
    expect(page.locator("#id_words")).to_have_value("please break")


def test_a_second_press_sends_nothing(visit):
    urls.POSTS.clear()
    page = visit("/question")
    page.fill("#id_words", "once")
    button = page.get_by_role("button", name="Continue")
    button.evaluate("b => { b.click(); b.click(); }")
    page.wait_for_url("**/done")
    assert urls.POSTS == ["once"]


def test_the_back_button_gives_the_button_back(visit):
    page = visit("/question")
    page.fill("#id_words", "once")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/done")
    page.go_back()
    assert page.locator("button[aria-disabled]").count() == 0


def test_letters_written_are_counted_in_the_language(visit):
    page = visit("/patterns", locale="zh-CN")
    page.fill("#id_words", "路灯不亮😀")
    expect(page.locator(".hy-count")).to_have_text("已写 5 字，最多 5,000 字。")


def test_keys_walk_the_rows_and_show_themselves(visit):
    page = visit("/patterns?desk", width=DESK)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".hy-q__title").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".hy-q__title").nth(0)).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert "Write the decision" in page.locator("#keys").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("j?")
    expect(page.locator("#search")).to_have_value("j?")


def test_single_letters_can_be_switched_off(visit):
    """WCAG 2.2, 2.1.4."""
    page = visit("/patterns?desk", width=DESK)
    page.keyboard.press("?")
    page.locator("#keys-off").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator(".hy-q__title").nth(0)).not_to_be_focused()
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#keys-off")).to_be_checked()


def test_the_skip_link_comes_first_and_shows(visit):
    page = visit("/accessibility")
    page.keyboard.press("Tab")
    expect(page.locator(".hy-skip")).to_be_focused()
    assert page.locator(".hy-skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
