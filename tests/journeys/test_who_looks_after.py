"""Those who look after what is over and after who was looked at: the archivist and the keeper of identities."""

import pytest

from tests.journeys.browser import DESK, PHONE


@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESK)])
def test_what_has_ended_is_archived_by_whoever_keeps_the_archive(clerk, language, size):
    # Given a question that the counter answered and the office concluded
    words = f"Archive me, {language}. When does the library open?"
    title = words.split(".")[0]
    wang = clerk("wang", language=language)
    wang.takes_down(words, channel="letter", kind="inquiry", naming="anonymous")
    zhou = clerk("zhou", language=language, size=size)
    zhou.open_case(title, place="board")
    zhou.does("guide_justice", where_to_go="县图书馆", competent_body="县图书馆", reason="由图书馆答复")
    zhou.does("conclude")

    # When the archivist opens the list of what waits
    zhou.go("/desk/archive/")
    zhou.follow(zhou.in_list(title))
    zhou.follow(zhou.page.locator('main a[href$="/archive/?in=archive"]').first)
    zhou.fill(retention="长期")
    zhou.finishes()

    # Then it has left the list
    zhou.go("/desk/archive/")
    assert not zhou.page.locator("main").get_by_role("link", name=title).count()


@pytest.mark.parametrize(("language", "size", "name"), [("zh-hans", PHONE, "sun"), ("en", DESK, "chen")])
def test_the_keeper_of_identities_reads_who_looked_and_why(clerk, language, size, name):
    # Given a dispatcher who looked at who spoke, with a reason
    words, reason = f"Looked at, {language}. A lamp is out.", f"约见面核实 {language}"
    wang = clerk("wang", language=language)
    wang.takes_down(words, channel="counter", kind="request", naming="named", name="Gao Yun", phone="13800009911")
    zhou = clerk("zhou", language=language)
    zhou.open_case(words.split(".")[0], place="board")
    zhou.follow(zhou.page.locator('main a[href*="/identity/"]').first)
    zhou.fill(reason=reason)
    zhou.press("Record the reason and show it")

    # When the administrator has named a keeper
    guo = clerk("guo", language=language)
    guo.go(f"/desk/admin/staff/?q={name}")
    guo.follow(guo.page.locator("main table a").first)
    guo.press("Give a role")
    guo.fill(role="identity_keeper", unit_id=guo.unit("petition"))
    guo.press("Give this role")

    # Then the keeper reads when, who and why, and never who spoke
    keeper = clerk(name, language=language, size=size)
    keeper.go("/desk/looks/")
    keeper.reads(reason)
    keeper.never_reads("Gao Yun", "13800009911")
