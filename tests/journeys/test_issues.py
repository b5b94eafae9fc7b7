"""A common issue: proposed by night, taken up by a dispatcher, planned and solved by the unit, told to who spoke."""

import json

import pytest

from tests.journeys.browser import SHAPES
from tests.journeys.load_issue import SAID

ESTATES = iter(SAID)
DONE = "搅拌站已搬到工业园，原址种了树。"


@pytest.fixture
def plant(office):
    """(name of the estate, the receipts of the six who spoke of one cause there)."""
    estate = next(ESTATES)
    return estate, json.loads(office.run("tests.journeys.load_issue", estate))


def open_proposal(zhou, estate):
    zhou.go("/desk/issues/")
    zhou.follow(zhou.page.locator("main").get_by_role("link", name=estate).first)


def title_of(estate):
    return f"{estate}的共同问题"


@pytest.mark.parametrize(("size", "language"), SHAPES)
def test_an_issue_from_its_proposal_to_the_receipts_of_all_who_spoke(clerk, somebody, plant, size, language):
    # Given six people who spoke of one plant, and Zhou who reads what the night proposes
    estate, receipts = plant
    zhou = clerk("zhou", size=size, language=language)
    open_proposal(zhou, estate)
    for words in SAID[estate]:
        zhou.reads(words)

    # When he leaves one out, opens the issue for the bureau and makes it public
    zhou.page.locator(f'main [name="cases"][value="{receipts[-1][0]}"]').uncheck()
    zhou.press("Open the issue")
    zhou.sees("Say in one sentence what the issue is")
    zhou.fill(title=title_of(estate), title_en=f"One cause in {estate}", cause="离住宅只有两百米", public=True)
    zhou.page.locator('main [name="owner"]').select_option(label=f"\u3000{zhou.unit('land')}")
    zhou.press("Open the issue")
    zhou.reads("离住宅只有两百米")

    # And the head of the bureau plans and solves it
    issue = zhou.path()
    qian = clerk("qian", size=size, language=language)
    qian.go(issue)
    qian.never_reads(SAID[estate][0])
    qian.press("Write the plan")
    qian.fill(plan="与企业签了搬迁协议，三个月内搬走", plan_by="2027-02-28")
    qian.press("Keep it")
    qian.press("It is solved: tell everybody who spoke")
    qian.fill(words=DONE)
    qian.press("Keep it")
    qian.sees("Kept.")

    # Then everybody whose voice is in it reads it on the own receipt, the others do not, and the public reads of it
    for inside, (_case, number, code) in zip((True, False), (receipts[0], receipts[-1]), strict=True):
        person = somebody(size=size, language=language)
        person.open_voice(number, code)
        if inside:
            person.reads(DONE)
            person.press("What is done about it")
            person.reads(DONE)
            person.never_reads(*SAID[estate])
        else:
            person.never_reads(DONE)
    somebody(size=size, language=language).go("/issues/")


def test_without_javascript_a_proposal_is_set_aside_and_a_case_put_into_an_issue(clerk, plant):
    estate, receipts = plant
    zhou = clerk("zhou", script=False)
    open_proposal(zhou, estate)
    zhou.press("Set the proposal aside")
    zhou.press("Set it aside")
    zhou.fill(reason="镇里已经在谈搬迁")
    zhou.press("Set it aside")
    zhou.reads("镇里已经在谈搬迁")
    zhou.go(f"/desk/cases/{receipts[0][0]}/")
    zhou.press("Make it part of an issue")
    zhou.press("Open a new issue with this case")
    zhou.fill(title=title_of(estate))
    zhou.press("Open the issue")
    issue = zhou.path()
    zhou.go(f"/desk/cases/{receipts[1][0]}/issue/")
    zhou.page.get_by_label(title_of(estate)).check()
    zhou.press("Add to the issue")
    assert zhou.path() == issue
    zhou.press("Take out")
    zhou.press("Take it out")
    zhou.press("End it without a solution")
    zhou.fill(words="不是同一个原因")
    zhou.press("Keep it")
    zhou.press("Reopen it")
    zhou.fill(words="又有人反映了")
    zhou.press("Keep it")
    zhou.press("Change the description")
    zhou.fill(cause="离住宅太近")
    zhou.press("Keep it")
    zhou.reads("离住宅太近")
