"""Single sign-on against a real provider in a process of its own, through HTTP from the log-in page and back."""

import re
import socket
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from huiying.foundation.keys import clock
from huiying.foundation.people.models import Grant, Staff
from tests.cast import PASSWORD as OWN_PASSWORD
from tests.cast import open_liuxi
from tests.house import ROOT
from tests.single_sign_on import provider as over_there

pytestmark = pytest.mark.django_db
BACK = "http://testserver/desk/login/back/"
PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    """A provider that answers, on a port of its own."""
    folder = tmp_path_factory.mktemp("provider")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.single_sign_on.provider", str(port), str(folder), BACK]
    with (folder / "said").open("w") as said, subprocess.Popen(command, cwd=ROOT, stderr=said, stdout=said) as process:
        try:
            until = time.monotonic() + PATIENCE_SECONDS
            while not (folder / "ready").exists():
                assert process.poll() is None, (folder / "said").read_text()
                assert time.monotonic() < until, "the provider does not begin to answer"
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/o"
        finally:
            process.kill()


@pytest.fixture
def office(issuer, settings):
    """An office that uses the provider."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT = issuer, over_there.CLIENT
    settings.OIDC_SECRET, settings.OIDC_CLAIM = over_there.SECRET, "preferred_username"
    return open_liuxi()


def asked(browser, target=""):
    """From our log-in page to the provider: its address."""
    assert b"/desk/login/with/" in browser.get("/desk/login/").content
    return browser.get("/desk/login/with/", {"next": target})["Location"]


def answered(url, name):
    """Log in over there as a browser does; the address that leads back here."""
    with requests.Session() as there:
        form = there.get(url, timeout=10)
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', form.text)[1]
        data = {"username": name, "password": over_there.PASSWORD, "csrfmiddlewaretoken": token}
        answer = there.post(form.url, data=data, timeout=10, allow_redirects=False)
        while (where := answer.headers["Location"]) and not where.startswith(BACK):
            answer = there.get(requests.compat.urljoin(answer.url, where), timeout=10, allow_redirects=False)
        return where


def came_back(browser, where):
    return browser.get(
        "/desk/login/back/", {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
    )


def is_in(browser):
    return browser.get("/desk/queue/").status_code == 200


def test_whoever_the_provider_names_is_in_and_a_local_account_still_works(office):
    browser = Client()
    answer = came_back(browser, answered(asked(browser, "/desk/queue/"), "zhao"))
    assert answer["Location"] == "/desk/queue/"
    assert is_in(browser)
    browser.post("/desk/logout/")
    assert not is_in(browser)
    assert Client().post("/desk/login/", {"username": "zhao", "password": OWN_PASSWORD}).status_code == 302


@pytest.mark.parametrize("name", ["nobody-here", "chen"])
def test_it_makes_no_account_and_opens_none_that_is_closed(office, name):
    Staff.objects.filter(username="chen").update(is_active=False)
    before = (Staff.objects.count(), Grant.objects.count())
    browser = Client(headers={"accept-language": "en"})
    answer = came_back(browser, answered(asked(browser), name))
    assert answer.status_code == 422
    assert "no account here" in answer.content.decode()
    assert (Staff.objects.count(), Grant.objects.count()) == before
    assert not is_in(browser)


@pytest.mark.parametrize("name", [name for name in over_there.PEOPLE if name.startswith("wrong-")])
def test_a_token_that_is_not_in_order_opens_nothing(office, name):
    browser = Client()
    assert came_back(browser, answered(asked(browser), name)).status_code == 422
    assert not is_in(browser)


def test_an_answer_serves_once_and_only_the_browser_that_asked(office):
    browser, other = Client(), Client()
    where = answered(asked(browser), "zhao")
    asked(other)
    assert came_back(other, where).status_code == 422
    assert came_back(Client(), where).status_code == 422
    assert came_back(browser, where).status_code == 302
    assert came_back(browser, where).status_code == 422


def test_the_code_is_worth_nothing_without_the_verifier(office):
    browser = Client()
    where = answered(asked(browser), "zhao")
    session = browser.session
    session["sign_on"] = session["sign_on"] | {"verifier": "x" * 43}
    session.save()
    assert came_back(browser, where).status_code == 422
    assert not is_in(browser)


def test_by_mail_address_only_one_that_the_provider_has_verified(office, settings):
    settings.OIDC_CLAIM = "email"
    Staff.objects.filter(username="zhao").update(email="Zhao@example.cn")
    Staff.objects.filter(username="qian").update(email="chen@example.cn")
    browser, unverified = Client(), Client()
    assert came_back(browser, answered(asked(browser), "zhao")).status_code == 302
    assert came_back(unverified, answered(asked(unverified), "chen")).status_code == 422


def test_the_second_factor_is_asked_all_the_same(office):
    Staff.objects.filter(username="zhao").update(second_factor_since=clock.now())
    browser = Client()
    came_back(browser, answered(asked(browser), "zhao"))
    assert browser.get("/desk/queue/")["Location"] == "/desk/account/prove/"


def test_a_provider_that_is_gone_is_told_and_the_password_still_works(office, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9/o"
    browser = Client(headers={"accept-language": "en"})
    answer = browser.get("/desk/login/with/")
    assert answer.status_code == 422
    assert "does not answer" in answer.content.decode()
    assert browser.post("/desk/login/", {"username": "zhao", "password": OWN_PASSWORD}).status_code == 302


def test_without_a_provider_there_is_no_such_door(db):
    open_liuxi()
    browser = Client()
    assert b"/desk/login/with/" not in browser.get("/desk/login/").content
    for path in ("/desk/login/with/", "/desk/login/back/?code=1&state=2"):
        assert browser.get(path)["Location"] == "/desk/login/"
