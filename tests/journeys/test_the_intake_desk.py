"""The intake desk as a clerk with two hundred calls a day works at it: by keyboard, and nothing is ever lost."""

import re
import time

from tests.journeys.browser import DESK, PHONE
from tests.journeys.clerks import Clerk
from tests.journeys.conftest import serving
from tests.journeys.office import wait_until

WORDS = "柳河村小学门口的斑马线磨没了，早上送孩子的车开得很快。"
MOST_KEYS = 20
"""Besides the words, name and phone themselves: what a routine call may cost in keys."""


class Hands:
    """Counts the keys; a mouse there is none."""

    def __init__(self, person):
        self.page, self.keys = person.page, 0
        self.page.evaluate("window.mice = 0; addEventListener('mousedown', () => { window.mice += 1; }, true)")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def says(self, words):
        self.page.keyboard.insert_text(words)


def test_a_routine_call_by_keyboard_alone(clerk, office):
    # Given a clerk whose last call came by phone, with an empty screen
    he = clerk("hotline", language="zh-hans", size=DESK)
    he.go("/desk/intake/")
    words = f"{WORDS}（第一通）"
    hands, began = Hands(he), time.monotonic()
    # When somebody calls: words first, then kind, spot, name, phone
    hands.says(words)
    hands.press("Alt+h", "2", "Alt+k", "1", "Alt+o")
    hands.says("小学门口")
    hands.press("Enter")
    hands.says("王秀兰")
    hands.press("Enter")
    hands.says("13800002046")
    hands.press("Alt+u")
    hands.says("柳河镇")
    hands.press("Alt+d", "Space")
    he.is_kept()
    assert he.page.evaluate("window.mice") == 0
    he.leads_on(lambda: hands.press("Control+Enter"))
    # Then the receipt stands there, the case lies with the town, and few keys were pressed
    he.sees("Registered: hand this over")
    he.reads(he.says("Handed on to %(unit)s.", unit=he.unit("liuhe")))
    assert hands.keys <= MOST_KEYS
    assert time.monotonic() - began < 60
    assert office.count(words) == 1
    code = "".join(re.findall(r"\d", he.page.locator(".hy-receipt dd").nth(1).inner_text()))
    # And the caller, who has no paper, repeats the code
    hands.press("Alt+r")
    hands.says(code)
    he.leads_on(lambda: hands.press("Enter"))
    he.sees("Right: every digit.")
    # And the next screen is one key away, on the phone again
    he.page.locator("h1").evaluate("() => document.activeElement.blur()")
    he.key("n")
    assert he.page.locator('[name="channel"]:checked').get_attribute("value") == "phone"
    assert he.page.evaluate("document.activeElement.name") == "words"


def test_the_keys_are_listed_and_lead_where_they_say(clerk):
    he = clerk("hotline", size=DESK, language="en")
    he.go("/desk/intake/")
    he.page.keyboard.press("Alt+/")
    listed = he.page.locator("#keys dt").all_inner_texts()
    assert {"Ctrl+Enter", "Alt+W", "Alt+K", "Alt+U", "Alt+N"} <= set(listed)
    he.page.keyboard.press("Escape")
    for key, name in {"w": "words", "p": "place", "m": "name", "t": "phone", "x": "wants", "r": "received_at"}.items():
        he.page.keyboard.press(f"Alt+{key}")
        assert he.page.evaluate("document.activeElement.name") == name


def test_power_goes_at_both_ends_and_the_clerk_goes_on(chromium, people):
    with serving(apart=True) as office:
        # Given two calls half written down, one in each tab
        people.append(he := Clerk(chromium, office.address, size=DESK, checked=False))
        he.log_in("hotline")
        state = he.context.storage_state()
        he.go("/desk/intake/")
        he.page.keyboard.insert_text(WORDS)
        he.page.keyboard.press("Alt+m")
        he.page.keyboard.insert_text("王秀兰")
        he.is_kept()
        other = he.new_tab()
        other.goto(f"{office.address}/desk/intake/")
        other.keyboard.insert_text("第二个电话：自来水停了一天。")
        wait_until(other.locator("#kept").inner_text, "the other to be kept")
        other.reload()
        assert other.locator("[name=words]").input_value() == "第二个电话：自来水停了一天。"
        # When the browser dies, and the server is killed in the middle
        he.page.keyboard.insert_text("三")
        he.page.wait_for_timeout(2500)
        he.context.close()
        office.kill()
        office.start_again()
        # Then another browser of the same clerk finds both, by time and first words
        people.append(again := Clerk(chromium, office.address, size=DESK, checked=False))
        again.context.add_cookies(state["cookies"])
        again.go("/desk/intake/")
        again.sees("Begun and not finished")
        again.never_reads("王秀兰")
        again.follow(again.page.locator("main").get_by_role("link", name=WORDS[:10]))
        assert again.page.locator("[name=words]").input_value() == WORDS
        assert again.page.locator("[name=name]").input_value() == "王秀兰三"
        again.fill(kind="request", phone="13800002046")
        again.is_kept()
        again.press("Register and print the receipt")
        assert office.count(WORDS) == 1
        # And throws the other away
        again.go("/desk/intake/")
        again.page.locator("main").get_by_role("button", name=again.says("Throw away")).first.click()
        again.page.wait_for_load_state()
        again.never_reads("第二个电话")
        people.remove(he)


def test_thirty_people_come_and_each_leaves_with_a_receipt(clerk, office):
    wang = clerk("wang", size=PHONE, language="en")
    words = "三十户的自来水停了四天，没有人来看。"
    wang.go("/desk/intake/")
    wang.fill(words=words, channel="counter", kind="request", naming="named", name="李桂英", phone="13800001111")
    wang.page.locator(".intake-group > summary").click()
    wang.fill(people_count="30", **{f"signer-{n}-name": f"代表{n}" for n in range(4)})
    wang.is_kept()
    wang.look()
    wang.press("Register and print the receipt")
    wang.sees("Receipts of this group")
    wang.page.locator('main [name="name"]').fill("赵小红")
    wang.press("Give a receipt")
    assert office.count(words) == 6
    wang.follow(wang.page.locator('main a[href$="?all"]'))
    assert wang.page.locator(".hy-slip").count() == 6
    assert wang.page.locator(".hy-slip svg").count() == 6
    # The dispatcher sees one matter
    zhou = clerk("zhou", size=PHONE, language="en")
    zhou.open_case(words[:12], place="board")
    assert "+5" in zhou.text() or "另并 5" in zhou.text() or len(re.findall(r"\d{4} \d{4} \d\d", zhou.text())) >= 5


def test_a_lost_slip_is_issued_again_and_its_speaker_reads_it(clerk, somebody, office):
    # Given somebody who lost the slip
    wang = clerk("wang", language="zh-hans")
    words = "桥头的护栏断了一截，晚上看不清。"
    wang.takes_down(words, channel="counter", kind="request", naming="named", name="高云", phone="13800009911")
    number, code = wang.number, wang.code
    # When they come back with the number alone, and show their papers
    wang.go("/desk/papers/")
    wang.page.locator('main [name="number"]').fill(f"{office.address}/follow?n={number}")
    wang.press("Find")
    wang.page.keyboard.press("r")
    wang.page.locator('[name="phone"]').first.fill("138 0000 9911")
    wang.press("Compare")
    wang.sees("It agrees with what was left. The person can read that you asked.")
    wang.page.keyboard.press("r")
    wang.page.locator('[action$="/reissue/"] [value="papers"]').check()
    wang.follow(wang.page.locator('[action$="/reissue/"] button'))
    wang.sees("Issued again: hand this over")
    fresh = re.sub(r"\D", "", wang.page.locator(".hy-receipt dd").nth(1).inner_text())
    assert fresh != code
    # Then the old code opens nothing, and the new page says what happened
    gao = somebody(language="zh-hans", size=PHONE)
    gao.go(f"/follow?n={number}")
    gao.page.locator("form button").last.click()
    gao.page.wait_for_load_state()
    gao.page.locator("[name=code]").fill(code)
    gao.page.locator("main form button").first.click()
    gao.page.wait_for_load_state()
    assert gao.refused()
    gao.page.locator("[name=code]").fill(fresh)
    gao.page.locator("main form button").first.click()
    gao.page.wait_for_load_state()
    gao.reads("核对身份后补发了回执")
    gao.reads("和您留的一致")
