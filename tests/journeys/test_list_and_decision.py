"""A decision through its five public steps, and a practical matter from its nomination to the verdict of the next list,
in an office whose days pass while it runs."""

from datetime import date

import pytest

from tests.journeys.browser import PHONE
from tests.journeys.conftest import serving

KEPT = "两边都划好了泊位，昨天渔船已经停进来。"
NO_TIME = "汛期前必须开工，来不及开听证会，先到村里走了一遍。"
TOILET, BENCHES, FOUNTAIN = "集市边建一座公厕", "桥头放两条长椅", "广场再修一座喷泉"
PLANNED = "广场改造方案里已经有了，明年秋天动工。"


@pytest.fixture(scope="module")
def office():
    """An office of its own, whose days can pass."""
    with serving(clock_moves=True) as office:
        yield office


def test_a_major_decision_through_its_five_steps_with_one_left_out(somebody, clerk, office):
    # Given Ms Li, who spoke of the pier, and a decision that came of it, with a task for each of two units
    li = somebody(language="zh-hans", size=PHONE)
    li.speak("河边的码头快要塌了，渔船没有地方停。")
    zhou = clerk("zhou", language="en")
    zhou.go("/desk/decisions/new/")
    zhou.fill(
        title="重修河边码头，留出渔船泊位",
        title_en="The pier is rebuilt, with berths for fishing boats",
        summary="码头拆了重修，两侧留泊位，渔船不用搬走。",
        major=True,
        numbers=li.number,
    )
    zhou.press("Keep it")
    decision = zhou.path()
    tasks = {"liuhe": ("划出渔船泊位", "Berths are marked"), "land": ("办好用地手续", "The land is allotted")}
    for unit, (words, words_en) in tasks.items():
        zhou.press("Give a task")
        zhou.fill(words=words, words_en=words_en, owner=zhou.unit(unit), due_on=office.day(30))
        zhou.press("Give the task")

    # When its steps are ticked one by one, and one is left out
    said = {
        "announced": "九月列入决策事项目录。",
        "decided": "县政府常务会议讨论通过。",
        "published": "县政府网站公布。",
    }
    for step in ("announced", "heard", "decided", "published"):
        if step == "heard":
            zhou.go(f"{decision}steps/{step}/leave-out/")
            zhou.fill(words=NO_TIME)
            zhou.press("Leave it out")
        else:
            zhou.go(f"{decision}steps/{step}/tick/")
            zhou.fill(words=said[step])
            zhou.press("Tick it")
        assert not zhou.refused(), zhou.refused()

    # And the inspector looks at a task on the spot, and both are done
    chen = clerk("chen", language="en")
    chen.go(decision)
    chen.press("I looked on the spot")
    chen.fill(found="partly", words="东侧划好了，西侧还没有。")
    chen.press("Keep it")
    for owner, unit in (("town", "liuhe"), ("qian", "land")):
        head = clerk(owner, language="en")
        head.go(decision)
        head.reads("东侧划好了，西侧还没有。")
        head.follow(head.page.locator("main").get_by_role("link", name=tasks[unit][1]).first)
        head.press("It is done: ask those who spoke")
        head.fill(words=KEPT if unit == "liuhe" else "手续办完了。")
        head.press("Keep it")
    zhou.go(f"{decision}steps/carried_out/tick/")
    zhou.fill(words="两项任务都办完了。")
    zhou.press("Tick it")
    zhou.sees("Carried out")

    # Then Ms Li reads it on the receipt, and everybody reads all five steps, with the reason of the one left out
    li.open_voice()
    li.reads("您说的事，决定落实了：重修河边码头，留出渔船泊位")
    li.reads(KEPT)
    li.press("重修河边码头")
    for words in ("事先公布", "听取意见", "集体讨论决定", "公布决定", "落实", *said.values(), NO_TIME):
        li.reads(words)
    li.reads("东侧划好了，西侧还没有。")


def measures(zhou, *, fails: str = ""):
    """Answer every criterion with yes; with `fails` the last one with no, and this reason."""
    names = zhou.page.locator('main [name^="met_"]').evaluate_all("all => [...new Set(all.map(e => e.name))]")
    zhou.fill(**dict.fromkeys(names, "yes"))
    if fails:
        zhou.fill(**{names[-1]: "no", names[-1].replace("met", "why"): fails})
    zhou.press("Keep it, and on to the next")
    assert not zhou.refused(), zhou.refused()


def votes(person, year, *titles):
    """Cast the ballot of this browser, or change it."""
    person.go(f"/matters/{year}/vote")
    for title in titles:
        person.page.get_by_label(title).check()
    person.page.locator("main form .hy-btn").first.click()
    person.page.wait_for_url("**/vote?done")


def moves(zhou, year, step):
    """Take the year one step on."""
    zhou.go(f"/desk/matters/{year}/")
    zhou.press(step)
    zhou.press(step)
    assert not zhou.refused(), zhou.refused()


def test_a_practical_matter_from_its_nomination_to_the_verdict_that_opens_the_next_list(somebody, clerk, office):
    # Given next year's list, open for nominations, and three of them: of a citizen, of a unit, and of Ms Li's voice
    li = somebody(language="en", size=PHONE)
    li.speak("There is no public toilet at the market. Old people stay away from it.")
    year = office.today().year + 1
    zhou = clerk("zhou")
    zhou.go("/desk/matters/new/")
    days = {"nominate_until": 1, "vote_from": 2, "vote_until": 3, "listed_by": 20}
    zhou.fill(year=year, choices=2, lines=1, **{name: office.day(ahead) for name, ahead in days.items()})
    zhou.press("Keep it")
    mei = somebody(language="en", size=PHONE)
    mei.go(f"/matters/{year}/nominate")
    mei.fill(words="Two benches at the bridge, please")
    mei.press("Nominate it")
    mei.sees("We have your nomination: number %(number)s", number=1)
    zhou.open_case("There is no public toilet", place="board")
    zhou.press("Nominate it for the list of %(year)s", year=year)
    zhou.fill(title=TOILET, title_en="A public toilet at the market")
    zhou.press("Nominate it")
    zhou.press("Nominate for a unit")
    zhou.fill(title=FOUNTAIN, title_en="One more fountain")
    zhou.press("Nominate it")

    # When what waits is shown, all are measured, one fails, and the vote is open
    zhou.press("Number %(number)s", number=1)
    zhou.reads("Two benches at the bridge, please")
    zhou.press("Show it in these words")
    zhou.fill(title=BENCHES, title_en="Two benches at the bridge")
    zhou.press("Keep it")
    office.days_pass(2)
    zhou = clerk("zhou")
    moves(zhou, year, "End nominations, begin the screening")
    zhou.follow(zhou.page.locator("main").get_by_role("link", name=BENCHES).first)
    zhou.press("Measure it by the criteria")
    measures(zhou)
    measures(zhou)
    measures(zhou, fails=PLANNED)
    moves(zhou, year, "Publish the screening, open the vote")

    # And five browsers vote, one of them twice
    others = [somebody(language="en", size=PHONE, checked=False) for _ in range(3)]
    mei.go(f"/matters/{year}/")
    mei.reads(PLANNED)
    votes(mei, year, "Two benches at the bridge")
    mei.look()
    for voter in (mei, li, *others):
        votes(voter, year, "A public toilet at the market")
    office.days_pass(2)
    office.run("huiying", "tick")

    # Then the votes are counted, and what was chosen becomes a promise, which Ms Li reads on the receipt
    zhou = clerk("zhou")
    zhou.go(f"/desk/matters/{year}/")
    zhou.press("Write a line")
    zhou.fill(
        words="集市东门边有一座公厕，天天开放。",
        owner=zhou.unit("liuhe"),
        due_on=f"{year}-06-30",
        money="180000",
        milestones="40 选好地点\n60 建成开放",
    )
    zhou.press("Keep it")
    moves(zhou, year, "Publish the list")
    mei.go(f"/matters/{year}/")
    for words in ("5 ballots were cast", "A public toilet at the market", "180,000"):
        mei.reads(words)
    li.open_voice()
    li.reads("集市东门边有一座公厕，天天开放。")

    # When the town has made both parts of it, in the year of the list
    office.days_pass((date(year, 3, 1) - office.today()).days)
    wu = clerk("town")
    wu.go(f"/desk/matters/{year}/lines/1/")
    line = wu.path()
    wu.press("Its promise: progress, milestones, evidence")
    for act in ("This part is done", "This part is done", "It is done: ask those who spoke"):
        wu.press(act)
        wu.fill(words="公厕建成，今天开放。")
        wu.press("Keep it")

    # Then Ms Li says by the receipt, and the others on the spot, whether it is there and works
    li.open_voice()
    li.press("Was it kept? Say so")
    li.fill(there="yes", works="no", words="The tap runs dry at noon.")
    li.press("Send my answer")
    li.reads("does it work")
    for person in (mei, *others):
        person.go(f"/matters/{year}/1/found")
        person.fill(there="yes", works="yes")
        person.press("Send my answer")
    mei.sees("Thank you. You can change it here at any time.")
    wu.go(line)
    wu.reads("The tap runs dry at noon.")

    # And the list of the year after opens with it
    zhou = clerk("zhou")
    zhou.go("/desk/matters/new/")
    zhou.fill(year=year + 1, **{name: office.day(ahead) for name, ahead in days.items()})
    zhou.press("Keep it")
    mei.go(f"/matters/{year + 1}/")
    for person, title in ((zhou, TOILET), (mei, "A public toilet at the market")):
        person.reads(title)
        person.sees("%(yes)s say yes, fewer than 5 do not", yes=5)


NOTICE = "河边码头改造中标候选人公示"
AGAINST = "第一候选人的资质上个月已经过期，请查一查。"
CHECKED = "查过了：资质有效期到2027年6月，开标时有效。"
SIGNED = "异议查过，不成立，按公示的结果签合同。"


def test_a_public_notice_with_an_objection_from_the_draft_to_the_archive(somebody, clerk, office):
    # Given a notice that Zhao wrote and Qian checked
    zhao = clerk("zhao", language="en")
    zhao.go("/desk/notices/new/")
    zhao.fill(
        kind="bids",
        title=NOTICE,
        words="第一中标候选人：柳溪第一建筑有限公司，报价 86.5 万元。",
        concerns="投标人和其他人",
    )
    zhao.press("Keep the draft")
    notice = zhao.path()
    zhao.press("Give it to be checked")
    zhao.press("Give it to be checked")
    qian = clerk("qian", language="en")
    qian.go(notice)
    qian.press("Check it, and publish it")
    qian.press("Checked: publish it")

    # When somebody objects on a phone, and takes the receipt away
    li = somebody(language="zh-hans", size=PHONE)
    li.go("/notices/")
    li.press(NOTICE)
    public = li.path()
    li.press("Object to it")
    li.fill(words=AGAINST, about="yes")
    li.press("Send the objection")
    shown = li.page.locator(".hy-receipt dd").all_inner_texts()
    li.number, li.code = ("".join(sign for sign in text if sign.isdigit()) for text in shown)
    li.go(public)
    li.sees("An objection is being looked at. Until it is answered, nothing of this goes on.")

    # Then the unit learns that there is one, not which; others answer it
    zhao.go(notice)
    zhao.never_reads(AGAINST[:8])
    zhou = clerk("zhou", language="en")
    zhou.open_case(AGAINST[:12], place="board")
    zhou.does("answer_objection", outcome="not_upheld", public_text=CHECKED)
    li.open_voice()
    li.reads(CHECKED)

    # And after its days the result stands in the archive
    office.days_pass(6)
    zhao = clerk("zhao", language="en")
    zhao.go(notice)
    zhao.press("Write the result")
    zhao.fill(outcome="confirmed", words=SIGNED)
    zhao.press("Keep the result")
    qian = clerk("qian", language="en")
    qian.go(notice)
    qian.press("Check the result, and publish it")
    qian.press("Checked: publish the result")
    li.go("/notices/archive/?kind=bids")
    li.press(NOTICE)
    li.reads(SIGNED)
