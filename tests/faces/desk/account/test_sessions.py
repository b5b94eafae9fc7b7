"""Where somebody is logged in, and ending it."""

import re

import pytest
from django.test import Client

from huiying.foundation.ledger.models import Event
from tests.cast import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def come(cast):
    def log_in(name="zhao", agent=FIREFOX):
        browser = Client(headers={"user-agent": agent, "accept-language": "en"})
        assert browser.post("/desk/login/", {"username": name, "password": PASSWORD}).status_code == 302
        return browser

    return log_in


def is_in(browser):
    return browser.get("/desk/queue/").status_code == 200


def test_ones_own_are_listed_and_one_of_them_is_ended(come):
    here, there, third, other = come(), come(agent=EDGE), come(), come("qian")
    said = here.get("/desk/account/").content.decode()
    assert said.count("Firefox · Linux</strong>") == 2
    assert "Edge · Windows" in said
    assert there.cookies["hy_session"].value not in said
    name = re.search(r"Edge · Windows.*?log-ins/(\w+)/end/", said, re.DOTALL)[1]
    other.post(f"/desk/account/log-ins/{name}/end/")
    assert is_in(there)
    here.post(f"/desk/account/log-ins/{name}/end/")
    assert (is_in(here), is_in(there), is_in(third), is_in(other)) == (True, False, True, True)
    here.post("/desk/account/log-ins/end/")
    assert (is_in(here), is_in(third), is_in(other)) == (True, False, True)
    assert Event.objects.filter(type="staff.sessions_ended").count() == 2


def test_a_new_password_ends_the_others(come):
    here, there = come(), come()
    own = "seven-lamps-on-the-road"
    here.post("/desk/password/", {"present": PASSWORD, "new": own, "again": own})
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.get("/desk/account/").content.decode().count("Firefox") == 1


def test_an_administrator_ends_all_of_somebodys(come, cast):
    zhao, guo = come(), come("guo")
    member = f"/desk/admin/staff/{cast.staff['zhao'].pk}/"
    assert "Firefox · Linux" in guo.get(member).content.decode()
    assert zhao.post(f"/desk/admin/staff/{cast.staff['qian'].pk}/log-ins/").status_code == 403
    guo.post(f"{member}log-ins/")
    assert not is_in(zhao)
    assert guo.get("/desk/admin/").status_code == 200
