"""In a flood: a browser works a little, one without JavaScript waits a little, and the office can close the web."""

import re

import pytest

from bench.flood import Browser, speak
from tests.journeys.browser import DESK, PHONE
from tests.journeys.citizens import Speaker
from tests.journeys.clerks import Clerk
from tests.journeys.conftest import serving

FEW = 5


@pytest.fixture(scope="module")
def crowded():
    """An office where so many have begun from this address that the next one is asked."""
    with serving(HUIYING_FREE_PER_ADDRESS=str(FEW)) as office:
        for _ in range(FEW):
            somebody = Browser(office.port, "127.0.0.1")
            assert somebody.answer("/speak/kind", {"kind": "request"}) == 0
            somebody.line.close()
        yield office


@pytest.fixture
def person(chromium, crowded, people):
    def come(kind=Speaker, **more):
        people.append(found := kind(chromium, crowded.address, **more))
        return found

    return come


@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESK)], ids=["phone", "desk"])
def test_a_browser_works_by_itself_and_goes_on(person, language, size):
    li = person(language=language, size=size)
    li.go("/speak/kind")
    li.fill(kind="request")
    with li.page.expect_response(lambda answer: answer.status == 429):
        li.page.locator("main button").click()
    li.page.wait_for_url(re.compile("/speak/words"))
    li.answer(words="门口的路灯不亮。")
    assert not li.refused()
    li.forgive("429")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_without_javascript_one_waits_presses_once_and_loses_nothing(person, language):
    li = person(language=language, script=False)
    li.go("/speak/kind")
    li.fill(kind="complaint")
    li.press("Continue")
    li.sees("A moment, please")
    wait = int(re.search(r"pass=w\.\d+\.(\d+)\.", li.page.content())[1])
    assert wait <= 60
    li.sees("Please wait %(seconds)s seconds, then press the button.", seconds=wait)
    li.page.wait_for_timeout(wait * 1000 + 1_000)
    li.press("Go on")
    assert li.path() == "/speak/words", "the answer was kept"


def test_the_page_of_the_gate_is_right_in_every_shape(person):
    for language, size, scheme in (("zh-hans", PHONE, "light"), ("en", DESK, "dark")):
        li = person(language=language, size=size, scheme=scheme)
        li.page.route("**/solver*.js", lambda route: route.abort())
        li.go("/speak/kind")
        li.fill(kind="request")
        li.press("Continue")
        li.sees("A moment, please")
        li.forgive("429")
        li.forgive("ERR_FAILED")


def test_the_administrator_closes_the_web_and_opens_it_again(person):
    li = person(language="en")
    guo = person(Clerk, size=DESK)
    guo.log_in("guo")
    guo.go("/desk/admin/pause/")
    guo.fill(hours="2", reason="网上收到大量机器发来的内容", reason_en="Machines flood the site")
    guo.follow(guo.page.locator("main form button").last)
    guo.sees("Open the web again now")
    for path in ("/", "/speak", "/speak/kind"):
        li.go(path)
        li.reads("Machines flood the site")
        li.reads("12345")
    li.forgive("503")
    guo.press("Open the web again now")
    li.go("/speak/kind")
    li.never_reads("Machines flood the site")


def test_what_was_set_aside_is_looked_at_again_after_a_second_press(person, crowded):
    speak(crowded.port, "127.0.0.2")
    he = person(Clerk, language="en", size=DESK)
    he.log_in("zhou")
    he.open_case("The lamp at the gate", place="board")
    he.does("set_aside", rule="advert")
    he.go("/desk/aside/")
    he.reads("An advertisement")
    he.page.locator("[name=cases]").first.check()
    he.fill(how="take_up")
    he.follow(he.page.locator("main form button").last)
    he.sees("Check once more")
    he.follow(he.page.locator("main form button").last)
    he.sees("Nothing is set aside now.")
