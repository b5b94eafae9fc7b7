"""An urgent call at any hour: it reaches whoever is on duty by mail, is answered by the link, and ends there."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from huiying.foundation.keys import clock
from tests.journeys.browser import PHONE

MAIL = "wu@liuxi.example"


def test_who_is_on_duty_is_called_by_mail_and_answers(clerk, office):
    # Given the head of the town with a mail address, on duty now
    guo = clerk("guo", language="en", script=False)
    guo.go("/desk/admin/staff/")
    guo.follow(guo.page.locator("main").get_by_role("link", name="Wu Juan").first)
    guo.fill(email=MAIL)
    guo.press("Keep this")
    town = clerk("town", size=PHONE)
    town.go("/desk/duty/")
    town.page.locator("main summary").click()
    town.follow(town.page.locator("main details a").first)
    town.fill(name="值班室", phone="0999-1234567", public=True)
    town.press("Save")
    town.press("Add a shift")
    now = clock.now().astimezone(ZoneInfo("Asia/Shanghai"))
    begins, ends = now - timedelta(hours=2), now + timedelta(hours=6)
    town.fill(day=f"{begins:%Y-%m-%d}", begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}", person="吴娟")
    town.press("Save")
    assert "吴娟" in town.page.locator("main tbody").first.inner_text()

    # When a caller's burst pipe is dispatched and marked urgent
    he = clerk("hotline", script=False)
    he.takes_down("水管爆了，家里淹到膝盖。", channel="phone", kind="request", naming="anonymous")
    number = he.number
    he.open_case("水管爆了", place="board")
    case = he.case_path()
    he.does("dispatch", unit=he.unit("liuhe"), reason="镇里的水管")
    he.go(case)
    he.does("mark_urgent", danger="水里有电")

    # Then a mail calls, with the number and a link alone, and the link leads to the call
    mail = office.mailbox.mail_to(MAIL)
    assert number in mail.replace(" ", "")
    assert "水管" not in mail
    town.go(re.search(r"/desk/duty/calls/\d+/", mail)[0])
    town.press("I answer: I take it")
    town.sees("Answered: nobody else is called. Now contact the person and write it down in the case.")
    town.press("Open the case")
    assert town.case_path() == case

    # And everybody reads which post answers, and nobody's name
    town.go("/duty")
    town.reads("0999-1234567")
    town.never_reads("吴娟")
