"""One voice from the person who speaks to the person who judges: 信访 on a phone, 热线 at the desk."""

import pytest

from tests.cast import PASSWORD
from tests.journeys.browser import DESK, PHONE
from tests.journeys.office import link_in

LAMPS = "小学门口三盏路灯不亮。孩子早上上学看不见路。"
OPINION = {
    "requests-0-request": "修好三盏路灯",
    "requests-0-facts": "小学门口的线路进水烧坏，情况属实。",
    "requests-0-outcome": "supported",
    "requests-0-decision": "已换新线、换新灯，每月查一遍。",
    "requests-0-basis": "柳溪县城乡照明管理办法第九条",
    "public_text": "三盏灯是线路进水烧坏的，已经换了新线、新灯，当晚都亮了。",
    "puts_right": "灯已修好，今后每月查一遍。",
}
MARKET = "The market gate floods. It does so whenever it rains."


@pytest.mark.both_databases
def test_a_petition_from_ms_lis_phone_to_her_second_judgement(somebody, clerk, office):
    # Given Ms Li, who says it on her phone and gets her receipt
    li = somebody(language="zh-hans", size=PHONE)
    mail = "lamps@liuxi.example"
    contact = {"name": "李桂英", "email": mail}
    li.speak(LAMPS, wants="action", naming="named", contact=contact, consent=["may_contact"])
    title = LAMPS.split("。")[0]

    # When the dispatcher forwards it, and the unit accepts, hears, investigates and writes its opinion
    zhou = clerk("zhou")
    zhou.open_case(title, place="board")
    zhou.never_reads("李桂英", mail)
    zhou.does("forward", unit=zhou.unit("land"), reason="职责目录第三项")
    zhao = clerk("zhao")
    zhao.open_case(title, place="queue")
    zhao.never_reads("李桂英", mail)
    case = zhao.case_path()
    zhao.does("accept", legal_class="claim", route="petition")
    zhao.does("begin")
    zhao.does("hear_person", form="phone", record="孩子上学看不见路，希望早点修好。")
    zhao.does("investigate", finding="现场查看，三盏灯不亮，线路进水。")
    zhao.does("issue_opinion", **OPINION)
    qian = clerk("qian")
    qian.approves(title)

    # Then a mail leads Ms Li to it, and opening it delivers it
    li.go(link_in(office.mailbox.mail_to(mail, number=2)).removeprefix(office.address))
    li.press("Go to the opinion")
    li.press("Open it now")
    li.reads(OPINION["public_text"])
    paper = li.paper("处理意见书")
    assert "柳溪县自然资源局" in paper
    assert OPINION["requests-0-decision"] in paper
    li.go("/follow/voice")

    # When she says that it is not resolved, the unit answers once more, and she says that it is
    li.rate(responded="yes", resolved="no", put_right="partly", satisfied="no", words="还有一盏不亮。")
    li.sees("Your judgement is on record, and it goes back to be done again. The new day stands below.")
    li.reads("没解决，单位正在再办一次")
    assert li.page.locator("#rate").count() == 0, "there is nothing new to rate before the unit answers"
    zhao.go(case)
    zhao.reads("还有一盏不亮。")
    again = "昨晚又换了一根线，三盏都亮了。"
    zhao.chooses("reply_follow_up", public_text=again)
    zhao.tries()
    assert "先别发，请再看看" in zhao.refused(), "the gate asks whether what would put it right was answered"
    zhao.fill(looked=True)
    zhao.finishes()
    li.open_voice()
    li.reads(again)
    li.rate(resolved="yes", satisfied="yes")
    li.sees("Your judgement is on record.")
    zhao.go(case)
    zhao.never_reads("李桂英", mail)


@pytest.mark.both_databases
def test_a_hotline_ticket_from_the_call_to_the_call_back(clerk, somebody):
    # Given a caller whose words He Jing takes down while they talk
    desk = {"language": "en", "size": DESK}
    he = clerk("hotline", **desk)
    he.takes_down(MARKET, channel="phone", kind="request", naming="named", name="Wu Min", phone="13800005678")
    title = MARKET.split(".")[0]
    caller = somebody(language="en")
    caller.open_voice(he.number, he.code)

    # When it goes to the wrong unit, comes back with a reason and goes to the right one
    he.open_case(title, place="board")
    he.does("dispatch", unit=he.unit("housing"), reason="Drains, we thought.")
    outsider = clerk("outsider", **desk)
    outsider.open_case(title, place="queue")
    town = {"proposed_unit": outsider.unit("liuhe"), "duty_basis": "Duty list 12"}
    outsider.does("object", reason="The gate belongs to the town.", **town)
    he.open_case(title, place="board")
    he.does("allow_return", reason="Checked: it is so.")
    he.open_case(title, place="board", only="all")
    he.does("dispatch", unit=he.unit("liuhe"), reason="The town keeps the gate.")
    wu = clerk("town", **desk)
    wu.open_case(title, place="queue")
    wu.never_reads("Wu Min", "13800005678")
    wu.does("sign_for")
    wu.never_reads("A listed special matter")
    wu.does("contact", form="phone", record="We meet at the gate tomorrow.")
    answer = "The drain is cleared and a second one was dug."
    wu.does("reply", public_text=answer, basis="Drainage rules, section 6", evidence="Two pictures")

    # Then the answer is checked, the caller is asked, and it is closed
    he.open_case(title, place="board", only="check")
    he.does("check_reply", verdict="calling_back", reason="It is true.")
    hu = clerk("hu", **desk)
    hu.open_case(title, place="board")
    hu.does("call_back", contacted="yes", solved="yes", satisfied="yes")
    caller.go("/follow/voice")
    caller.reads(answer)
    caller.rate(resolved="yes")
    caller.sees("Your judgement is on record.")


@pytest.mark.both_databases
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_report_of_wrongdoing_is_seen_by_the_sealed_officer_alone(somebody, clerk, office, language):
    words = f"有人收了红包。{language}"
    li = somebody(language=language)
    li.speak(words, kind="report", naming="shielded", contact={"name": "李桂英", "phone": "13800009876"})
    feng = clerk("feng", language=language)
    feng.go("/desk/sealed/")
    case = feng.newest_case()
    feng.go(case)
    feng.reads(words)
    for name in ("zhou", "zhao", "hotline", "guo", "sun"):
        other = clerk(name, language=language)
        for list_ in ("/desk/board/?only=all", "/desk/queue/", "/desk/sealed/", "/desk/approvals/", case):
            other.go(list_)
            other.never_reads(words, "红包", "李桂英")


def test_who_spoke_is_shown_for_a_reason_and_the_look_stands_on_the_receipt(somebody, clerk):
    words = "Who spoke about the bench. It broke."
    li = somebody(language="en")
    li.speak(words, naming="named", contact={"name": "Li Guiying", "phone": "13800001111"})
    zhou = clerk("zhou", language="en")
    zhou.open_case("Who spoke about the bench", place="board")
    zhou.follow(zhou.page.locator('main a[href*="/identity/"]').first)
    zhou.press("Record the reason and show it")
    assert zhou.refused()
    zhou.fill(reason="To ask where the bench stands")
    zhou.press("Record the reason and show it")
    zhou.reads("Li Guiying")
    li.open_voice()
    li.reads("To ask where the bench stands")


def test_what_is_left_out_of_a_form_is_named_and_nothing_typed_is_lost(somebody, clerk):
    li = somebody(language="en")
    li.speak("A form is left half empty. The lamp is out.")
    zhou = clerk("zhou", language="en")
    zhou.open_case("A form is left half empty", place="board")
    zhou.chooses("forward", reason="Typed before choosing a unit.")
    zhou.tries()
    assert zhou.refused()
    assert zhou.page.locator("[name=reason]").input_value() == "Typed before choosing a unit."
    zhou.fill(unit=zhou.unit("land"))
    zhou.finishes()


def test_a_session_that_ended_asks_to_log_in_and_keeps_what_was_typed(somebody, clerk):
    li = somebody(language="en")
    li.speak("The session of the clerk ends. The lamp is out.")
    zhou = clerk("zhou", language="en")
    zhou.open_case("The session of the clerk ends", place="board")
    zhou.chooses("forward", reason="Typed while the session ended.")
    zhou.context.clear_cookies(name="hy_session")
    zhou.tries()
    assert zhou.path() == "/desk/login/"
    zhou.fill(username="zhou", password=PASSWORD)
    zhou.press("Log in")
    assert zhou.page.locator("[name=reason]").input_value() == "Typed while the session ended."
    zhou.fill(unit=zhou.unit("land"))
    zhou.finishes()


def test_a_case_is_handed_over_in_its_row_of_the_board(somebody, clerk):
    li = somebody(language="en")
    li.speak("Handed over in its row. The lamp is out.")
    zhou = clerk("zhou", language="en")
    zhou.go("/desk/board/?only=new")
    zhou.in_list("Handed over in its row").wait_for()
    row = zhou.page.locator("tr", has_text="Handed over in its row")
    row.get_by_role("link", name="Choose a unit").click()
    row.locator("[name=unit]").select_option(label=zhou.unit("land"))
    row.locator("[name=reason]").fill("Their lamps.")
    zhou.look()
    row.locator("form .hy-btn").click()
    row.get_by_role("status").wait_for()
    li.open_voice()
    li.reads(zhou.unit("land"))


def test_the_keyboard_is_enough(somebody, clerk):
    # Given a caller, a dispatcher and a handler who leave the mouse alone
    he = clerk("hotline", language="en")
    he.takes_down("Only keys are pressed. The lamp is out.", channel="phone", kind="request", naming="anonymous")
    he.go("/desk/board/")
    he.keys("/")
    he.page.keyboard.type("Only keys are pressed")
    he.key("Enter")
    he.walks_to("Only keys are pressed")
    he.keys("?")
    he.sees("Keys of this page")
    he.keys("Escape")
    he.key("Z")
    he.tabs_to("unit")
    he.page.keyboard.type(he.unit("liuhe"))
    he.tabs_to("reason")
    he.page.keyboard.type("Lamps of the town.")
    he.key("Control+Enter")
    assert not he.refused()
    wu = clerk("town", language="en")
    wu.go("/desk/queue/")
    wu.walks_to("Only keys are pressed")
    wu.key("A")
    wu.key("Control+Enter")
    wu.key("R")
    for name, words in (("public_text", "The lamp shines again."), ("basis", "Rules on city lighting")):
        wu.tabs_to(name)
        wu.page.keyboard.type(words)
    wu.key("Control+Enter")
    assert not wu.refused()
    caller = somebody(language="en")
    caller.open_voice(he.number, he.code)
    caller.sees("Where it stands")
