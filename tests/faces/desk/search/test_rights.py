"""Nobody finds or counts what they may not open: a canary in each kind of case, for every role."""

import pytest

from huiying.core.procedures.model import Role
from huiying.faces.desk.nav import CASES
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from tests.faces.desk.conftest import granted
from tests.faces.desk.search.conftest import ids

CANARY = "金丝雀停在窗台上"
EVERYBODY = ("guo", "wang", "zhou", "hotline", "hu", "zhao", "qian", "outsider", "town", "chen", "sun", "feng")


@pytest.fixture
def canaries(cast, speak, act):
    """One canary with each office and unit, one in a sealed report; by name."""
    made = {"petition": speak(text=f"{CANARY}，信访。"), "land": speak(text=f"{CANARY}，国土。")}
    act(made["land"], "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
    made["town"] = speak(text=f"{CANARY}，镇里。")
    act(made["town"], "zhou", "forward", unit=cast.units["liuhe"].pk, reason="职责")
    made["hotline"] = speak(text=f"{CANARY}，热线。", channel="phone")
    made["report"] = speak(text=f"{CANARY}，检举某科长。", kind="report")
    return made


SEES = {
    "wang": {"petition", "land", "town"},
    "zhou": {"petition", "land", "town"},
    "hotline": {"hotline"},
    "hu": {"hotline"},
    "zhao": {"land"},
    "qian": {"land"},
    "outsider": set(),
    "town": {"town"},
    "chen": {"petition", "land", "town", "hotline"},
    "sun": {"petition", "land", "town", "hotline"},
    "feng": set(),
}


@pytest.mark.parametrize("name", SEES)
def test_who_may_not_open_a_case_neither_finds_nor_counts_it(searcher, canaries, name):
    page = searcher(name).ask("金丝雀")
    assert set(ids(page)) == {canaries[one].pk for one in SEES[name]}
    assert page.context["count"].number == len(SEES[name])


@pytest.mark.parametrize("name", SEES)
def test_nor_by_filters_alone_nor_ranked(searcher, canaries, name):
    wanted = {canaries[one].pk for one in SEES[name]}
    for asked in ({"state": "open"}, {"words": "金丝雀", "order": "best"}):
        page = searcher(name).ask(**asked)
        assert (set(ids(page)), page.context["count"].number) == (wanted, len(wanted))


def test_a_sealed_report_is_found_by_nobody_and_the_officer_is_told_where_it_is(searcher, canaries, language):
    page = searcher("feng", language).ask("金丝雀")
    assert 'href="/desk/sealed/"' in page.content.decode()
    for name in SEES:
        assert canaries["report"].title not in searcher(name).ask("检举").content.decode()


def test_what_is_sealed_later_is_found_no_more(searcher, canaries):
    Case.objects.filter(pk=canaries["petition"].pk).update(sealed=True)
    assert canaries["petition"].pk not in searcher("chen").found("金丝雀")


def test_an_administrator_has_no_search(at_desk, canaries):
    guo = at_desk("guo")
    assert guo.get("/desk/search/").status_code == 403
    assert guo.post("/desk/search/", q="金丝雀").status_code == 403
    assert 'data-key="/"' not in guo.read("/desk/admin/")


STAFF = [role for role in Role if role not in (Role.SPEAKER, Role.SYSTEM)]


@pytest.mark.parametrize("unit", ["office", "petition", "land"])
@pytest.mark.parametrize("role", STAFF)
def test_the_matrix_of_roles_and_units_is_that_of_the_case_page(cast, at_desk, searcher, canaries, role, unit):
    """Found is exactly what the case page opens, for a role held at any level; sealed cases aside."""
    Grant.objects.filter(staff=cast.staff["outsider"]).delete()
    granted(cast, "outsider", role, unit)
    outsider = searcher("outsider")
    if role not in CASES:
        assert outsider.worker.get("/desk/search/").status_code == 403
        return
    opens = {
        voice.pk
        for name, voice in canaries.items()
        if outsider.worker.get(f"/desk/cases/{voice.pk}/").status_code == 200 and name != "report"
    }
    page = outsider.ask("金丝雀")
    assert (set(ids(page)), page.context["count"].number) == (opens, len(opens))


def test_a_place_of_a_grant_narrows_what_is_found(cast, searcher, speak):
    here = speak(text=CANARY)
    speak(text=CANARY, place_id=cast.places["qingshi"].pk)
    Grant.objects.filter(staff=cast.staff["zhou"]).update(place=cast.places["liuhe"])
    page = searcher("zhou").ask("金丝雀")
    assert (ids(page), page.context["count"].number) == ([here.pk], 1)


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name != "guo"])
def test_the_box_stands_on_every_page_of_whoever_opens_cases(at_desk, name):
    home = at_desk(name).client.get("/desk/", follow=True)
    html = home.content.decode()
    assert html.count('data-key="/"') == 1
    assert 'action="/desk/search/"' in html
