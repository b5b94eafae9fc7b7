"""Somebody in front of a real browser. Whatever page they land on is checked, and again when anything new stands on it.

A page is right when axe finds nothing, when it does not scroll sideways at 320 pixels, when it says nothing on the
console, and when it asks no other host for anything.
"""

import os
import re
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext, override, pgettext
from playwright.sync_api import Browser, Locator, Page

from tests import migrated
from tests.soak import SOAK

BROWSERS = ("chromium-headless-shell", "/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
"""First the engine without windows: a whole browser also draws tabs and bars that nobody sees, at thrice the cost."""
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK, NARROW = (390, 844), (1280, 800), 320
SHAPES = [(DESK, "zh-hans"), (PHONE, "en"), *([(PHONE, "zh-hans"), (DESK, "en")] if SOAK else [])]
"""Size and language of a journey that is long: each of them once, all four in the long versions."""
LOCALES = {"zh-hans": "zh-CN", "en": "en-GB"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PARTS = """() => {
    const times = {}, name = (e) => e ? `${e.tagName}.${e.getAttribute("class") ?? ""}` : "";
    for (const e of document.querySelectorAll("*")) {
        const parts = `${name(e.parentElement)}>${name(e)}`;
        times[parts] = Math.min(2, (times[parts] ?? 0) + 1);
    }
    return Object.entries(times).map(String);
}"""
"""Which elements stand in which, and whether once or more often."""
_SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
_EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
ON_SQLITE = not os.environ.get("DATABASE_URL", "").startswith("postgres")
"""No page looks otherwise for what keeps its rows: on PostgreSQL none is checked again."""


class Person:
    """A browser profile of its own. `language`: "zh-hans" or "en"; `size`: width and height of the window."""

    def __init__(
        self,
        browser: Browser,
        address,
        *,
        language="zh-hans",
        size=PHONE,
        script=True,
        scheme="light",
        large=False,
        checked=True,
    ):
        self.address, self.language, self.size, self.script = address, language, size, script
        self.scheme, self.large, self.checked = scheme, large, checked
        self.context = browser.new_context(
            base_url=address,
            locale=LOCALES[language],
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            color_scheme=scheme,
            accept_downloads=True,
        )
        self.context.set_default_timeout(20_000)
        self.troubles: list[str] = []
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        """A further tab of the same browser."""
        page = self.context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        return page

    def _said(self, message):
        if message.type in {"error", "warning"} and not _EXPECTED.match(message.text):
            self.troubles.append(f"console: {message.text}")

    def _asked(self, request):
        if not request.url.startswith((self.address, "data:")):
            self.troubles.append(f"third party: {request.url}")

    def _answered(self, response):
        if response.status >= 500:
            self.troubles.append(f"{response.status}: {response.url}")

    # What they do

    def go(self, path):
        """Open an address."""
        self.page.goto(path)
        self.look()

    def leads_on(self, act):
        """Do what opens another page, or this one anew; it is checked when it is there."""
        with self.page.expect_navigation(wait_until="load"):
            act()
        self.look()

    def says(self, message, context=None, **values):
        """An English phrase of ours as this person reads it."""
        with override(self.language):
            return (pgettext(context, message) if context else gettext(message)) % (values or {})

    def press(self, message, **values):
        """Press the button, or follow the link, with these words; the page that comes is checked."""
        self.follow(self.target(message, **values))

    def target(self, message, **values) -> Locator:
        name = re.compile(f"^{re.escape(self.says(message, **values))}")
        in_main = self.page.locator("main")
        return in_main.get_by_role("button", name=name).or_(in_main.get_by_role("link", name=name)).first

    def follow(self, target):
        """Press what leads on."""
        self.leads_on(target.click)

    def fill(self, **values):
        """Fill in the fields of the form by name: words, the value of a choice, a list of values, True for a tick."""
        for name, value in values.items():
            _fill(self.page.locator(f'main [name="{name}"]:not([type=hidden])'), value)

    def sees(self, message, **values):
        """The words stand on the page, seen by the eye."""
        self.reads(self.says(message, **values))

    def reads(self, words):
        """These very words stand on the page."""
        assert words in self.text(), f"{words!r} is not on {self.path()}:\n{self.text()}"

    def never_reads(self, *words):
        for each in words:
            assert each not in self.page.content(), f"{each!r} is on {self.path()}"

    def text(self):
        """What stands in the page, closed parts included, without empty lines."""
        lines = (line.strip() for line in self.page.locator("body").text_content().splitlines())
        return "\n".join(line for line in lines if line)

    def refused(self):
        """What the page says against the form that was sent; empty when it was taken."""
        return " ".join(self.page.locator("#errors").all_inner_texts())

    def path(self):
        return urlsplit(self.page.url).path

    # What is wrong with the page

    def look(self):
        """Check the page, when something stands on it that no check of it has met."""
        if not (self.checked and ON_SQLITE):
            return
        path = re.sub(r"\d+|[0-9a-f-]{36}", "0", self.path())
        parts = self.page.evaluate(_PARTS) if self.script else [""]
        if migrated.has_new(f"{path} {self.language} {self.size} {self.scheme} {self.large}", parts):
            self._check()

    def _check(self):
        assert self.page.locator("h1").count() >= 1, f"no heading on {self.path()}"
        assert (
            self.page.locator("html").get_attribute("lang").lower() == {"en": "en", "zh-hans": "zh-hans"}[self.language]
        )
        if not self.script:
            return
        found = findings(self.page)
        assert found == [], f"{self.path()} ({self.language}, {self.size}, {self.scheme}): {found}"
        self.page.set_viewport_size({"width": NARROW, "height": self.size[1]})
        sideways = self.page.evaluate(_SIDEWAYS)
        self.page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        assert sideways <= 0, f"{self.path()} ({self.language}) is {sideways} pixels too wide at {NARROW}"

    def forgive(self, words):
        """These troubles were wanted."""
        self.troubles = [trouble for trouble in self.troubles if words not in trouble]

    def close(self):
        self.context.close()


def findings(page):
    """What axe finds, by WCAG 2.2 AA and its best practices, on the whole page at once.

    The bar at the foot of the window stands at the foot of the page then: what it covers is scrolled to, not hidden.
    """
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    with _as_high_as_its_page(page):
        response = Axe().run(page, options=options).response
    return [(found["id"], node["html"]) for found in response["violations"] for node in found["nodes"]]


@contextmanager
def _as_high_as_its_page(page):
    size, at = page.viewport_size, page.evaluate("[scrollX, scrollY]")
    height = page.evaluate("document.documentElement.scrollHeight")
    if height <= size["height"]:
        yield
        return
    page.set_viewport_size({"width": size["width"], "height": height})
    try:
        yield
    finally:
        page.set_viewport_size(size)
        page.evaluate("([x, y]) => scrollTo({left: x, top: y, behavior: 'instant'})", at)


def _fill(field: Locator, value):
    kind = field.first.evaluate("e => e.type")
    if kind in {"radio", "checkbox"}:
        for one in value if isinstance(value, list) else [value]:
            (field.first if one is True else field.and_(field.page.locator(f'[value="{one}"]'))).check()
    elif kind.startswith("select"):
        said = "(e, words) => [...e.options].find(o => o.label.includes(words) || o.value === words).value"
        field.select_option(field.evaluate(said, str(value)))
    else:
        field.fill(str(value))
