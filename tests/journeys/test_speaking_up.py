"""Ms Li speaks up with what she has: a small phone, a browser without JavaScript, a keyboard, large letters."""

import re

import pytest

from tests.journeys.browser import DESK, PHONE
from tests.journeys.office import link_in

LAMPS = "去小学的路三盏灯都不亮，孩子早上上学看不见路。"
MARKET = "The market gate floods whenever it rains."


@pytest.mark.both_databases
def test_ms_li_speaks_on_her_phone_and_a_mail_leads_her_back(somebody, office):
    li = somebody(language="zh-hans", size=PHONE)
    contact = {"name": "李桂英", "email": "li@liuxi.example"}
    li.speak(LAMPS, naming="named", contact=contact, consent=["may_contact"])
    li.sees("What happens next")

    mail = office.mailbox.mail_to("li@liuxi.example")
    assert LAMPS not in mail
    assert li.code not in mail
    later = somebody(language="zh-hans", size=PHONE)
    later.go(link_in(mail).removeprefix(office.address))
    assert later.path() == "/follow/voice"
    later.never_reads("李桂英")
    later.reads(LAMPS)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_everybody_comes_to_a_receipt_and_back_with_it(somebody, language, size):
    person = somebody(language=language, size=size)
    person.speak(f"{MARKET} {language} {size}", naming="shielded", contact={"phone": "13800001234"})
    person.press("Print a slip")
    person.go("/speak/sent")
    person.press("I have copied them; clear this device")
    person.go("/speak/sent")
    assert person.path() == "/follow", "the browser remembers nothing"
    person.open_voice()
    person.reads(MARKET)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_works_without_javascript(somebody, language):
    person = somebody(language=language, script=False)
    words = f"no script: {language}"
    person.speak(words)
    person.open_voice()
    person.reads(words)
    person.press("Add to what you said")
    person.answer_add("One more lamp went out.")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_large_letters_and_a_dark_screen(somebody, language, scheme):
    person = somebody(language=language, scheme=scheme)
    person.go("/")
    person.large = True
    person.follow(person.page.get_by_role("link", name=person.says("Large text")))
    assert person.page.evaluate("getComputedStyle(document.body).fontSize") == "22px"
    person.speak(f"large letters, {scheme}, {language}", naming="named", contact={"name": "Wu", "phone": "13800001234"})
    person.open_voice()
    for page in ("/privacy", "/accessibility"):
        person.go(page)


def test_a_language_is_changed_in_the_middle_and_nothing_is_lost(somebody):
    person = somebody(language="zh-hans")
    person.go("/speak/kind")
    person.answer(kind="suggestion")
    person.answer(words="在村口装一张长凳。")
    person.language = "en"
    person.follow(person.page.get_by_role("link", name=re.compile("English")))
    person.sees("Do you have photos or papers?")
    person.page.go_back()
    person.page.go_back()
    person.page.reload()
    assert person.page.locator("[name=words]").input_value() == "在村口装一张长凳。"
