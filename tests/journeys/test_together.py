"""What units settle together, from the voices to what became of it, in an office whose days pass while it runs."""

import pytest

from tests.journeys.browser import PHONE, _fill
from tests.journeys.conftest import serving

WORDS = "村口的桥灯不亮了，两家都说不归自己管。晚上没人敢走。"
TITLE = "村口的桥灯不亮了"


@pytest.fixture(scope="module")
def office():
    """An office of its own, whose days can pass."""
    with serving(clock_moves=True) as office:
        yield office


def settles(zhou, **values):
    """Fill in and keep the outcome of the item that is open on the screen of the meeting."""
    item = zhou.page.locator("details.desk-hold[open]").first
    for name, value in values.items():
        _fill(item.locator(f'[name="{name}"]:not([type=hidden])').first, value)
    zhou.follow(item.get_by_role("button", name=zhou.says("Keep, and on to the next")).first)
    assert not zhou.refused(), zhou.refused()


def names_of(person, start):
    """The names of the fields that begin so."""
    return person.page.locator(f'main [name^="{start}"]').evaluate_all("all => all.map(e => e.name)")


def test_a_case_that_nobody_takes_is_settled_promised_late_kept_and_judged(somebody, clerk, office):
    # Given Ms Li, whose case comes back from the unit it was sent to and becomes a dispute
    li = somebody(language="zh-hans", size=PHONE)
    li.speak(WORDS)
    zhou = clerk("zhou")
    zhou.open_case(TITLE, place="board")
    zhou.does("forward", unit=zhou.unit("land"), reason="职责目录第三项")
    zhao = clerk("zhao")
    zhao.open_case(TITLE, place="queue")
    case = zhao.case_path()
    zhao.does("object", reason="桥灯由镇里安装、维护。", proposed_unit=zhao.unit("liuhe"))
    clerk("qian").approves(TITLE)
    zhou.go(case)
    zhou.does("to_dispute", positions="自然资源局说是镇里的，镇里说是县里修的路。")
    li.open_voice()
    li.reads("正在定由哪个单位办")

    # And it is made part of an issue, whose cause somebody has to do away with
    zhou.go(case)
    zhou.press("Make it part of an issue")
    zhou.press("Open a new issue with this case")
    zhou.fill(title="桥灯没有人管", public=True)
    zhou.press("Open the issue")

    # When a joint meeting is planned, called and held
    zhou.go("/desk/meetings/new/")
    zhou.fill(title="联席会议", starts_at=f"{office.day(1)}T09:00", venue="三楼会议室", chair="孙伟")
    zhou.press("Keep it")
    meeting = zhou.path()
    for kind in ("case", "issue"):
        zhou.go(f"{meeting}items/new/")
        zhou.follow(zhou.page.locator(f'main a[href^="?about={kind}-"]').first)
        zhou.fill(urgent="3", effect="2")
        zhou.press("Keep it")
    zhou.press("最迫切" if zhou.language == "zh-hans" else "How urgent")
    zhou.go(f"{meeting}invitations/")
    zhou.press("Invite all of these")
    zhou.go(f"{meeting}call/")
    zhou.press("Send the invitations")
    wu = clerk("town")
    wu.go(f"{meeting}answer/")
    wu.fill(answer="coming")
    wu.page.locator("main form .hy-btn").first.click()
    office.days_pass(1)
    zhou, wu = clerk("zhou"), clerk("town")
    zhou.go(f"{meeting}hold/")
    zhou.press("The meeting begins")
    zhou.fill(**dict.fromkeys(names_of(zhou, "came-"), "2"))
    zhou.press("Note who came")
    settles(zhou, text="桥在镇上，镇里最清楚", owner=zhou.unit("liuhe"), public=True)
    settles(
        zhou,
        text="修好桥灯，以后每月查一遍",
        owner=zhou.unit("liuhe"),
        due_on=office.day(10),
        evidence="夜里的照片",
        public=True,
    )
    zhou.press("The meeting is over")

    # Then the case is the town's, which cannot send it back, and Ms Li reads of both
    wu.go(case)
    assert wu.page.locator('main a[href*="/object/"]').count() == 0
    li.open_voice()
    li.reads("柳河镇人民政府")
    li.reads("修好桥灯，以后每月查一遍")

    # And who was there amends, the chair signs, and everybody may read the public part
    zhou.go(f"{meeting}minutes/")
    zhou.fill(amend_by=office.day(1))
    zhou.press("Send the minutes")
    office.days_pass(2)
    sun = clerk("sun")
    sun.go(f"{meeting}minutes/")
    sun.press("Sign the minutes")
    zhou = clerk("zhou")
    zhou.go(f"{meeting}minutes/")
    zhou.press("Publish the public part")
    li.go(meeting.removeprefix("/desk"))
    li.reads("修好桥灯，以后每月查一遍")

    # When the day passes without a word, the promise says so by itself, to her, to everybody, and at the desk
    office.days_pass(13)
    office.run("huiying", "tick")
    li.open_voice()
    li.reads("没有说明原因")
    li.go("/promises/?only=late")
    li.press("修好桥灯")
    li.reads("没有说明原因")
    chen = clerk("chen", language="en")
    chen.go("/desk/commitments/?only=late")
    chen.follow(chen.page.locator("main").get_by_role("link", name="修好桥灯").first)
    promise = chen.path()

    # When the town says why, and then that it is done
    wu = clerk("town")
    wu.go(promise)
    wu.press("Say why it is late")
    wu.fill(words="灯具晚到了两周。")
    wu.press("Keep it")
    wu.press("It is done: ask those who spoke")
    wu.fill(words="七盏灯都换了，昨晚全亮。")
    wu.press("Keep it")

    # Then Ms Li says whether it was kept, and town and inspector read it
    li.open_voice()
    li.reads("七盏灯都换了，昨晚全亮。")
    li.press("Was it kept? Say so")
    li.fill(kept="partly", words="还差桥尾那一盏。")
    li.page.locator("main form .hy-btn").first.click()
    li.sees("Kept in part")
    wu.go(case)
    wu.reads("还差桥尾那一盏。")
