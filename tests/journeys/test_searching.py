"""Staff search by keyboard or thumb, with scripts and without; what they typed stands in no address."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import DESK, PHONE


def only(words):
    """Characters that stand in this voice alone: journeys share one office."""
    return f"{words}号烧烤摊"


@pytest.mark.parametrize(
    ("language", "size", "script"), [("zh-hans", PHONE, True), ("en", DESK, True), ("en", PHONE, False)]
)
def test_a_dispatcher_finds_what_was_said_and_narrows_it_down(clerk, language, size, script):
    # Given two voices of one matter, and one of another
    mark = only({"zh-hans": "甲", "en": "乙"}[language] + ("有" if script else "无"))
    wang = clerk("wang", language=language, script=False)
    for kind, words in (
        ("complaint", f"{mark}油烟很大，夜里三点还在烤。"),
        ("request", f"请把{mark}搬走，孩子睡不着。"),
    ):
        wang.takes_down(words, channel="counter", kind=kind, naming="anonymous", place=wang.says("nothing said"))
    number = wang.number

    # When the dispatcher types what they share into the box at the top
    zhou = clerk("zhou", language=language, size=size, script=script)
    zhou.go("/desk/board/")
    box = zhou.page.locator("#search")
    if script:
        zhou.keys("/")
        assert box.evaluate("e => e === document.activeElement")
    box.fill(mark)
    zhou.leads_on(lambda: box.press("Enter"))

    # Then both stand there with the words marked, the newest first, and the address tells nothing
    assert zhou.page.locator("[data-row] mark").first.inner_text() == mark
    assert zhou.page.locator("[data-row]").count() == 2
    assert re.search(r"/desk/search/\?q=[\w-]+$", zhou.page.url)
    zhou.reads(zhou.says("%(number)s found", number=2) if language == "zh-hans" else "2 found")

    # When the filters are opened and one kind is chosen
    zhou.press("Narrow it down: unit, place, category, day …")
    zhou.fill(kind="complaint")
    if script:
        expect(zhou.page.locator("[data-row]")).to_have_count(1)
        zhou.page.wait_for_url("**kind=complaint**")
        zhou.look()
    else:
        zhou.press("Search")

    # Then every link of the page knows of it
    blob = re.search(r"q=([\w-]+)", zhou.page.url)[1]
    for link in (zhou.page.locator("#kinds a").last, zhou.page.locator("#language")):
        assert blob in link.get_attribute("href")

    # And one is left, also after going back, forward and loading anew
    rows = zhou.page.locator("[data-row]")
    for act, left in ((zhou.page.go_back, 2), (zhou.page.go_forward, 1), (zhou.page.reload, 1)):
        act()
        expect(rows).to_have_count(left)
        zhou.page.wait_for_load_state()
    assert mark == zhou.page.locator("#search").input_value()

    # When nothing is found, it is said what to try
    zhou.page.locator("#search").fill(f"{mark}哪里都没有")
    if script:
        zhou.page.locator("#search").press("Enter")
        expect(zhou.page.locator("[data-row]")).to_have_count(0)
        zhou.look()
    else:
        zhou.press("Search")
    zhou.sees("The same without filters")

    # And a receipt number leads straight to its case
    zhou.page.locator("#search").fill(f"{number[:4]} {number[4:8]} {number[8:]}")
    zhou.leads_on(lambda: zhou.page.locator("#search").press("Enter"))
    zhou.reads(f"请把{mark}搬走")
    assert zhou.case_path()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_rows_are_walked_by_keys_and_another_unit_finds_nothing(clerk, language):
    mark = only({"zh-hans": "丙", "en": "丁"}[language])
    wang = clerk("wang", language=language, script=False)
    wang.takes_down(f"{mark}占道，行人没法走。", channel="counter", kind="complaint", naming="anonymous")
    zhou = clerk("zhou", language=language)
    zhou.go("/desk/search/")
    zhou.keys("/")
    zhou.page.keyboard.type(mark)
    zhou.page.keyboard.press("Enter")
    zhou.page.wait_for_selector("[data-row]")
    zhou.page.locator("h1").click()
    zhou.walks_to(mark)
    zhou.reads("行人没法走")
    outsider = clerk("outsider", language=language)
    outsider.go("/desk/queue/")
    outsider.page.locator("#search").fill(mark)
    outsider.leads_on(lambda: outsider.page.locator("#search").press("Enter"))
    assert outsider.page.locator("[data-row]").count() == 0
    outsider.sees("What to try")
