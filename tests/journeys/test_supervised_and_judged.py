"""The third and the fourth beat, in an office whose days pass: late work is supervised, a test voice shows how it goes,
and what was judged poor is mended, measured again and told to those who judged it."""

import json

import pytest

from tests.journeys.browser import PHONE
from tests.journeys.conftest import serving

WORDS = "河堤上的栏杆断了一截，孩子天天从那里走。"
TITLE = "河堤上的栏杆断了一截"
TESTED = "公交站牌上的时刻表晒得看不清了，什么时候换新的？"
ANSWERED = "栏杆今天下午已经焊好，拍了照片。"


@pytest.fixture(scope="module")
def office():
    """An office of its own, whose days can pass."""
    with serving(clock_moves=True) as office:
        yield office


def nights_pass(office, days):
    """So many days go by, and each has its minute sweep."""
    office.days_pass(days)
    office.run("huiying", "tick")


def test_a_late_case_is_told_ordered_answered_and_read_by_who_spoke(somebody, clerk, office):
    # Given Ms Li's case, which the land office has and does not touch
    li = somebody(language="zh-hans", size=PHONE)
    li.speak(WORDS)
    zhou = clerk("zhou")
    zhou.open_case(TITLE, place="board")
    zhou.does("forward", unit=zhou.unit("land"), reason="职责目录第三项")
    case = zhou.case_path()

    # When its limit passes, the rules tell the unit and the speaker by themselves, and an inspector finds the flag
    nights_pass(office, 20)
    qian = clerk("qian", language="en")
    qian.go("/desk/supervision/ours/")
    qian.reads(TITLE)
    qian.follow(qian.page.locator('#told ~ * a[href*="/supervision/signals/"]').first)
    qian.press("Contest it")
    qian.fill(words="栏杆属于水利设施，不归我局。")
    qian.finishes()
    assert not qian.refused(), qian.refused()
    li.open_voice()
    li.reads("期限过了还没有办好，系统提醒了")

    # And the inspector refuses the objection and orders an answer
    chen = clerk("chen", language="en")
    chen.go("/desk/supervision/contests/")
    chen.press("Decide")
    chen.fill(judged="no", words="三定方案写明由自然资源局管。")
    chen.finishes()
    chen.go("/desk/supervision/")
    chen.reads(TITLE)
    chen.follow(chen.page.locator('main a[href*="/orders/new/"]').first)
    chen.fill(words="请三日内修好，并书面说明为什么拖了二十天。", reply_by=office.day(3))
    chen.press("Send the order")
    assert not chen.refused(), chen.refused()
    order = chen.path()

    # Then the unit handles it and answers, the inspector checks on the spot and closes it
    zhao = clerk("zhao")
    zhao.go(case)
    zhao.does("accept", legal_class="claim", route="petition")
    qian.go("/desk/supervision/ours/")
    qian.go(order)
    qian.press("Answer the order")
    qian.fill(words=ANSWERED)
    qian.finishes()
    chen.go(order)
    chen.press("Say whether the answer is true and enough")
    chen.fill(judged="yes", words="到现场看过，栏杆已经焊好。")
    chen.finishes()
    chen.go(order)
    chen.press("Close it")
    chen.fill(words="栏杆修好，以后每月巡查。")
    chen.press("Close the order")
    assert not chen.refused(), chen.refused()
    chen.reads(ANSWERED)

    # And Ms Li reads that it was supervised and answered, without a name of anybody
    li.open_voice()
    li.reads("督办")
    li.never_reads("陈立", "钱", "到现场看过")
    li.go("/supervision/")


def test_an_unannounced_check_from_its_draw_to_its_telling(somebody, clerk, office):
    # Given a draw that was announced: a seed nobody knows, and a public number that is not out yet
    chen = clerk("chen", language="en")
    chen.go("/desk/checks/")
    chen.press("Draw unannounced checks")
    place = chen.page.locator('main [name="places"]').nth(1).get_attribute("value")
    number = "福利彩票双色球 开奖号码"
    monday = 7 - office.today().weekday() + (7 if office.today().weekday() > 4 else 0)
    ahead = {"starts_on": monday, "ends_on": monday + 6, "number_on": 1}
    days = {name: office.day(days) for name, days in ahead.items()}
    chen.fill(wanted=1, number=number, channels=["web"], places=[place], **days)
    chen.press("Announce it")
    assert not chen.refused(), chen.refused()
    draw = chen.path()
    everybody = somebody(language="en", size=PHONE)
    everybody.go(draw.removeprefix("/desk").replace("/draws", ""))
    everybody.reads(number)

    # When the number is out and the days begin, a tester speaks at the ordinary door
    office.days_pass(1)
    chen = clerk("chen", language="en")
    chen.go(draw)
    chen.press("Draw with the number that is out")
    chen.fill(number="03 07 12 19 28 31 + 05")
    chen.press("Draw")
    assert not chen.refused(), chen.refused()
    nights_pass(office, monday - 1)
    chen = clerk("chen", language="en")
    chen.go(draw)
    chen.follow(chen.page.locator('main table a[href^="/desk/checks/"]').first)
    check = chen.path()
    chen.press("Send a tester")
    chen.fill(task="公交站牌上的时刻表看不清，问一问什么时候换。")
    chen.press("Send a tester")
    tester = somebody(language="zh-hans", size=PHONE)
    tester.speak(TESTED)
    chen.go(check)
    chen.press("Say which voice is the test")
    chen.fill(number=tester.number, code=tester.code)
    chen.press("Say which voice is the test")
    assert not chen.refused(), chen.refused()

    # Then nobody who handles it can tell, until the inspector tells it
    zhou = clerk("zhou")
    zhou.open_case(TESTED.partition("，")[0], place="board")
    case = zhou.case_path()
    zhou.never_reads("暗访", "测试")
    zhou.does("forward", unit=zhou.unit("liuhe"), reason="职责目录")
    town = clerk("town")
    town.go(case)
    town.never_reads("暗访", "测试")
    town.go("/desk/checks/")
    town.never_reads("暗访抽签")
    chen.go(check)
    chen.press("Tell the check")
    chen.fill(reached="yes", receipt="yes", civil="yes")
    chen.press("Tell the check")
    assert not chen.refused(), chen.refused()

    # And then everybody can: on its receipt, on its case, and in the draw that anybody repeats
    tester.open_voice()
    tester.reads("暗访")
    town.go(case)
    town.reads("暗访")
    nights_pass(office, 10)
    everybody.go(draw.removeprefix("/desk").replace("/draws", ""))
    everybody.reads("03071219283105")


def test_what_was_judged_poor_is_mended_measured_again_and_told_to_who_judged(somebody, clerk, office):
    # Given six people whom the town answered, five of whom say that it is not resolved
    receipts = json.loads(office.run("tests.journeys.load_judged", "no", "5"))
    _case, number, code = receipts[-1]

    # When the sixth says so as well, on the receipt
    mei = somebody(language="zh-hans", size=PHONE)
    mei.open_voice(number, code)
    mei.rate(responded="yes", resolved="no", satisfied="no")
    office.days_pass(1)
    office.run("tests.journeys.run_night", "improve")

    # Then the town finds an item of its own, names the cause, and promises a measure
    town = clerk("town", language="en")
    town.go("/desk/improvements/")
    poor = town.page.locator("main tr", has_text=town.says("Was it resolved?"))
    town.follow(poor.locator('a[href*="/desk/improvements/"]').first)
    item = town.path()
    town.reads("6")
    town.press("Name cause and measure")
    town.fill(
        cause="材料清单没有贴出来，窗口每个人说得不一样。",
        promise="材料清单贴在窗口和网上，一次说清。",
        promise_en="The list of papers hangs at the counter and stands on the web.",
        due_on=office.day(20),
    )
    town.press("Promise it")
    assert not town.refused(), town.refused()
    mei.open_voice(number, code)
    mei.reads("材料清单贴在窗口和网上，一次说清。")

    # And when it is kept, the same question is asked of those who come in as many days after it
    town.go(item)
    town.follow(town.page.locator('main a[href*="/desk/commitments/"]').first)
    town.press("It is done: ask those who spoke")
    town.fill(words="清单贴好了，网上同样一份。")
    town.press("Keep it")
    assert not town.refused(), town.refused()
    office.days_pass(30)
    office.run("tests.journeys.load_judged", "yes", "6")
    office.days_pass(65)
    office.run("tests.journeys.run_night", "improve")

    # Then those who judged hear what changed, and everybody may read it once it is published
    mei.open_voice(number, code)
    mei.reads("您评了，我们改了")
    zhou = clerk("zhou", language="en")
    zhou.go(item)
    zhou.press("Publish it")
    zhou.press("Publish it")
    assert not zhou.refused(), zhou.refused()
    mei.go("/improvements/")
    mei.reads("柳河镇人民政府")
