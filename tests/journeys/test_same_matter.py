"""One matter in many voices: joined, answered together, parted; each person keeps what is theirs."""

import json
import re
import time
from dataclasses import dataclass

import pytest

from tests.journeys.browser import DESK, PHONE, SHAPES
from tests.journeys.load_ten import words_about
from tests.journeys.office import wait_until

ANSWER = "带老人的身份证、户口簿和银行卡，到柳河镇便民服务中心三号窗口办；子女可以代办，当月申请，下月起发。"
BASIS = "柳溪县高龄津贴发放办法第五条"
POINT_SECONDS, KEY_SECONDS = 1.3, 0.2
"""How long a person takes to point and press, and to press a key (Card, Moran and Newell, 1980)."""


class Hand:
    """Counts what a clerk does with mouse and keys, and how long the office takes to answer."""

    def __init__(self, clerk):
        self.clerk, self.clicks, self.keys, self.waited = clerk, 0, 0, 0.0

    def ticks(self, boxes):
        for i in range(boxes.count()):
            boxes.nth(i).check()
            self.clicks += 1

    def clicks_on(self, target):
        target.click()
        self.clicks += 1

    def opens(self, act):
        """Do what leads to another page."""
        began = time.monotonic()
        with self.clerk.page.expect_navigation(wait_until="load"):
            act()
        self.waited += time.monotonic() - began

    def follows(self, target):
        self.opens(target.click)
        self.clicks += 1

    def sends(self):
        self.opens(lambda: self.clerk.page.keyboard.press("Control+Enter"))
        self.keys += 2

    def writes(self, name, words):
        """The keys of the words are not counted: they are as many for one answer as for ten."""
        self.clerk.page.locator(f'main [name="{name}"]').fill(words)
        self.clicks += 1

    @property
    def seconds(self):
        return self.clicks * POINT_SECONDS + self.keys * KEY_SECONDS + self.waited


TOPICS = iter(
    ("高龄津贴", "生育津贴", "失业补助", "护理补贴", "取暖补助", "助学贷款", "安葬补助", "丧葬抚恤", "求职补贴")
)


@dataclass
class Ten:
    """Ten people who asked the same by phone: (case id, number, code) of each."""

    topic: str
    receipts: list[tuple[int, str, str]]

    @property
    def first(self):
        return self.receipts[0][0]

    @property
    def words(self):
        return words_about(self.topic)

    def said(self, case_id):
        """The words of one of them."""
        return self.words[[receipt[0] for receipt in self.receipts].index(case_id)]


@pytest.fixture
def ten(office):
    topic = next(TOPICS)
    return Ten(topic, json.loads(office.run("tests.journeys.load_ten", topic)))


def similar(clerk, ten):
    """The ticks of the other nine beside the first case."""
    others = (f'.desk-matter input[name="case"][value="{case_id}"]' for case_id, *_ in ten.receipts[1:])
    return clerk.page.locator(", ".join(others))


def open_with_similar(clerk, ten, count=2):
    """The case page, as soon as the worker has read what came in."""

    def there():
        clerk.page.goto(f"/desk/cases/{ten.first}/")
        return similar(clerk, ten).count() >= count

    wait_until(there, f"{count} similar cases")
    clerk.look()


def test_one_clerk_joins_ten_voices_and_answers_them_all_within_a_minute(clerk, somebody, ten):
    # Given ten people who asked the same, read by the worker, and He Jing at the first of them
    he = clerk("hotline", size=DESK)
    open_with_similar(he, ten, 9)
    hand = Hand(he)

    # When she ticks the nine, reads and joins them, and answers all ten with one answer
    hand.ticks(similar(he, ten))
    hand.follows(he.target("Read and join…"))
    for words in ten.words[1:]:
        he.reads(words)
    hand.sends()
    assert not he.refused()
    he.reads("已并案 9 件")
    hand.follows(he.page.locator('main a[href*="/answer_now/"]').first)
    hand.writes("public_text", ANSWER)
    hand.writes("basis", BASIS)
    hand.ticks(he.page.locator('main [name="also"]'))
    hand.sends()
    if he.refused():
        hand.ticks(he.page.locator('main [name="looked"]'))
        hand.sends()
    assert not he.refused()
    he.reads("并案的 9 件也一样办了")

    # Then it took less than a minute, and each of the ten finds the answer on their own receipt and may rate it
    print(f"\n{hand.clicks} clicks, {hand.keys} keys, {hand.waited:.2f} s of the office, {hand.seconds:.1f} s in all")
    assert hand.clicks + hand.keys <= 40
    assert hand.waited < 5
    assert hand.seconds < 60
    for _case_id, number, code in ten.receipts[::4]:
        person = somebody(size=PHONE)
        person.open_voice(number, code)
        person.reads(ANSWER)
        person.reads("一共有 10 件诉求说的是这件事")
        person.never_reads(*(other for _id, other, _code in ten.receipts if other != number))
        person.rate(resolved="yes")
        person.sees("Your judgement is on record.")


@pytest.mark.parametrize(("size", "language"), SHAPES)
def test_the_pages_of_a_matter_in_both_languages_on_phone_and_desk(clerk, ten, size, language):
    he = clerk("hotline", size=size, language=language)
    open_with_similar(he, ten)
    tick = similar(he, ten).first
    said = ten.said(int(tick.get_attribute("value")))
    tick.check()
    he.press("Read and join…")
    he.finishes()
    he.go(f"/desk/cases/{ten.first}/answer_now/")
    he.reads(said)
    he.go(f"/desk/cases/{ten.first}/")
    he.does("dispatch", unit=he.unit("liuhe"), reason="津贴归镇里")
    he.go(f"/desk/cases/{ten.first}/")
    he.press("Part some of them again")
    he.page.locator('main [name="case"]').first.check()
    he.fill(reason="问的不是一件事")
    he.press("Part the ticked ones")
    he.sees("Same matter")


def test_without_javascript_it_works_all_the_same(clerk, ten):
    he = clerk("hotline", script=False)
    open_with_similar(he, ten)
    similar(he, ten).nth(0).check()
    similar(he, ten).nth(1).check()
    he.press("Read and join…")
    he.press("Join the ticked ones")
    he.reads("已并案 2 件")
    he.go("/desk/intake/")
    he.fill(words=ten.words[3], channel="phone", kind="inquiry", naming="anonymous")
    he.press("Look for the same matter")
    assert he.page.locator('[name="words"]').input_value() == ten.words[3]
    he.page.locator('[name="lead"]').first.check()
    he.press("Register and print the receipt")
    he.reads("这一件有自己的回执")


@pytest.mark.parametrize(("size", "language"), [(DESK, "zh-hans"), (PHONE, "en")])
def test_the_intake_desk_shows_the_same_matter_while_one_writes(clerk, ten, size, language):
    he = clerk("hotline", size=size, language=language)
    open_with_similar(he, ten)
    he.go("/desk/intake/")
    he.page.locator('[name="channel"][value="phone"]').check()
    he.page.locator('[name="naming"][value="anonymous"]').check()
    he.page.locator('[name="kind"][value="inquiry"]').check()
    he.page.locator('[name="words"]').press_sequentially(ten.words[5])
    near = he.page.locator('#nearby [name="lead"]')
    near.first.wait_for()
    assert re.search(r"\d", he.page.locator("#near-said").inner_text())
    he.look()
    assert he.page.locator("#nearby a").first.get_attribute("target") == "_blank"
    near.first.check()
    he.press("Register and print the receipt")
    he.sees("Registered: hand this over")
    assert he.page.locator("[role=status]").count() >= 1


@pytest.mark.parametrize(("size", "language"), [(PHONE, "zh-hans"), (DESK, "en")])
def test_before_sending_one_may_read_what_others_were_answered(clerk, somebody, size, language):
    # Given somebody who let it be published and was answered
    words = f"青石街道的公共自行车桩坏了两个月，扫码没有反应，{language} 的人都借不到车。"
    before = somebody(size=PHONE)
    before.speak(words, kind="suggestion", consent=["may_publish"])
    zhou = clerk("zhou")
    zhou.open_case(words.split("，")[0], place="board")
    zhou.does("forward", unit=zhou.unit("liuhe"), reason="归镇里")
    wu = clerk("town")
    wu.open_case(words.split("，")[0], place="queue")
    wu.does("enter_simple", first_time=True, clear=True, will_support=True)
    answer = "两个车桩本周五前换新，换好前可以到对面的桩借车。"
    wu.chooses("answer_simple", outcome="supported", public_text=answer, basis="公共自行车管理办法第三条")
    wu.tries()
    if wu.refused():
        wu.fill(looked=True)
        wu.finishes()

    # When somebody else says nearly the same, they read the answer before they send, and send all the same
    other = somebody(size=size, language=language)
    other.speak_until_check("公共自行车桩坏了，青石街道的，扫码没有反应，借不到车，什么时候修？")

    def there():
        other.page.reload()
        return other.page.locator("details", has_text=answer).count()

    wait_until(there, "the answer before sending")
    other.page.locator("details summary").first.click()
    other.look()
    other.sees("Your voice gets its own receipt and its own answer all the same.")
    other.send()
    assert other.number != before.number
