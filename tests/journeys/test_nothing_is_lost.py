"""Double clicks, the back button, a reload, two tabs, a lost line: exactly one voice, and nothing typed is lost."""

import pytest

from tests.journeys.browser import PHONE

SENDING = "**/speak/check"


def is_one(person, office, words):
    assert person.path() == "/speak/sent"
    assert office.count(words) == 1


def test_a_double_click_sends_once(somebody, office):
    li = somebody(language="zh-hans", size=PHONE)
    words = "双击：路口的灯不亮。"
    li.speak_until_check(words)
    li.target("Send it").dblclick()
    li.page.wait_for_url("**/speak/sent")
    is_one(li, office, words)


def test_the_back_button_and_a_reload_send_nothing_twice(somebody, office):
    li = somebody(language="en")
    words = "Back and again: the lamp at the crossing."
    li.speak(words)
    first = li.number
    li.leads_on(li.page.go_back)
    if li.path() == "/speak/check":
        li.press("Send it")
    li.leads_on(li.page.reload)
    li.keep_receipt()
    assert li.number == first
    is_one(li, office, words)


def test_two_tabs_of_one_draft_make_one_voice(somebody, office):
    li = somebody(language="en")
    words = "Two tabs: the lamp at the crossing."
    li.speak_until_check(words)
    other = li.new_tab()
    other.goto("/speak/check")
    li.send()
    other.locator("main").get_by_role("button", name=li.says("Send it")).click()
    other.wait_for_url("**/speak/sent")
    assert li.number in "".join(filter(str.isdigit, other.locator(".hy-receipt").inner_text()))
    is_one(li, office, words)


def test_a_line_lost_while_sending_loses_nothing(somebody, office):
    li = somebody(language="zh-hans", size=PHONE)
    words = "断线：孩子看不见路。"
    li.speak_until_check(words)
    li.context.set_offline(True)
    li.target("Send it").click()
    li.page.wait_for_url("chrome-error://**")
    assert office.count(words) == 0
    li.context.set_offline(False)
    li.go("/speak")
    li.press("Go on writing")
    li.reads(words)
    li.send()
    is_one(li, office, words)
    li.forgive("ERR_INTERNET_DISCONNECTED")


def test_an_answer_that_arrived_but_was_not_heard_back_is_not_sent_twice(somebody, office):
    li = somebody(language="en")
    words = "The answer got lost on its way back."
    li.speak_until_check(words)

    def arrives_but_answers_nothing(route):
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    li.page.route(SENDING, arrives_but_answers_nothing)
    li.target("Send it").click()
    li.page.wait_for_url("chrome-error://**")
    assert office.count(words) == 1
    li.page.unroute(SENDING)
    li.go("/speak/check")
    li.keep_receipt()
    is_one(li, office, words)
    li.forgive("ERR_CONNECTION_RESET")


@pytest.mark.parametrize("script", [True, False])
def test_words_typed_and_not_sent_survive_the_line(somebody, script):
    li = somebody(language="en", script=script)
    li.go("/speak/kind")
    li.answer(kind="request")
    li.answer(words="Kept on the server.")
    li.page.go_back()
    li.page.reload()
    assert li.page.locator("[name=words]").input_value() == "Kept on the server."
    if script:
        li.fill(words="Typed, and not sent yet.")
        li.page.reload()
        li.go("/speak/words")
        assert li.page.locator("[name=words]").input_value() in {"Typed, and not sent yet.", "Kept on the server."}


def test_without_its_cookie_a_draft_begins_afresh_with_a_sentence(somebody):
    li = somebody(language="en")
    li.speak_until_check("This draft loses its cookie.")
    li.context.clear_cookies()
    li.go("/speak/check")
    assert li.path() == "/speak/kind"


def test_an_answer_is_changed_from_the_check_page(somebody, office):
    li = somebody(language="en")
    li.speak_until_check("A first wording.")
    li.follow(li.page.locator('main a[href*="/speak/words"]'))
    li.answer(words="A second wording.")
    assert li.path() == "/speak/check"
    li.send()
    assert (office.count("A first wording."), office.count("A second wording.")) == (0, 1)
