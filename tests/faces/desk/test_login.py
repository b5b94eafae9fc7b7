"""The door of the desk."""

import pytest
from django.test import Client

from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.services.log_in import FREE_TRIES
from tests.cast import PASSWORD


@pytest.fixture
def browser(cast, language):
    return Client(headers={"accept-language": language})


def log_in(browser, username="zhao", password=PASSWORD, **more):
    return browser.post("/desk/login/", {"username": username, "password": password, **more})


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("wang", "/desk/intake/"),
        ("zhou", "/desk/board/"),
        ("hotline", "/desk/board/"),
        ("hu", "/desk/board/"),
        ("zhao", "/desk/queue/"),
        ("qian", "/desk/queue/"),
        ("chen", "/desk/queue/"),
        ("sun", "/desk/leader/"),
        ("feng", "/desk/sealed/"),
    ],
)
def test_everybody_comes_to_their_first_place_of_work(cast, name, place):
    browser = Client()
    assert log_in(browser, name)["Location"] == "/desk/"
    home = browser.get("/desk/")
    assert home["Location"] == place
    assert browser.get(place).status_code == 200


def test_without_a_log_in_every_page_leads_to_the_door_and_back(cast):
    browser = Client()
    sent = browser.get("/desk/queue/?only=late")
    assert sent["Location"] == "/desk/login/?next=/desk/queue/%3Fonly%3Dlate"
    assert log_in(browser, next="/desk/queue/?only=late")["Location"] == "/desk/queue/?only=late"


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "/follow"])
def test_the_door_leads_to_no_other_site(cast, target):
    assert log_in(Client(), next=target)["Location"] == "/desk/"


def test_unknown_wrong_and_gone_get_the_same_answer(cast, browser):
    Staff.objects.filter(username="chen").update(is_active=False)
    pages = [
        log_in(browser, "zhao", "wrong-password"),
        log_in(browser, "nobody-here", "wrong-password"),
        log_in(browser, "chen", PASSWORD),
    ]
    assert {page.status_code for page in pages} == {422}
    said = {str(page.context["form"].errors["password"]) for page in pages}
    assert len(said) == 1
    assert "_auth_user_id" not in browser.session


def test_who_has_left_is_out_at_once(cast, at_desk):
    zhao = at_desk("zhao")
    assert zhao.get("/desk/queue/").status_code == 200
    Staff.objects.filter(username="zhao").update(is_active=False)
    assert zhao.get("/desk/queue/").status_code == 302


def test_wrong_passwords_cost_time_but_never_lock(cast, now, monkeypatch):
    from datetime import timedelta

    from huiying.foundation.keys import clock

    browser = Client()
    for _ in range(FREE_TRIES):
        log_in(browser, password="wrong-password")
    waiting = log_in(browser)
    assert waiting.status_code == 422
    assert "__all__" in waiting.context["form"].errors
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=61))
    assert log_in(browser).status_code == 302


def test_a_one_time_password_is_changed_first(cast, language, at_desk):
    Staff.objects.filter(username="zhao").update(must_change_password=True)
    zhao = at_desk("zhao", language)
    assert zhao.get("/desk/queue/")["Location"] == "/desk/password/"
    typed = {"present": PASSWORD, "new": "lamps-on-the-school-road", "again": "lamps-on-the-school-road"}
    assert zhao.post("/desk/password/", **typed | {"present": "wrong-password"}).status_code == 422
    assert zhao.post("/desk/password/", **typed | {"again": "something-else-here"}).status_code == 422
    assert zhao.post("/desk/password/", **typed | {"new": "short", "again": "short"}).status_code == 422
    assert zhao.post("/desk/password/", **typed | {"new": PASSWORD, "again": PASSWORD}).status_code == 422
    assert zhao.post("/desk/password/", **typed).status_code == 302
    assert zhao.get("/desk/queue/").status_code == 200
    assert Event.objects.filter(type="staff.password_chosen", subject_id=zhao.staff.pk).count() == 1
    assert log_in(Client(), password="lamps-on-the-school-road").status_code == 302


def test_a_password_never_comes_back_into_the_page(cast, at_desk):
    page = at_desk("zhao").post("/desk/password/", present="wrong-word-1", new="wrong-word-2", again="wrong-word-3")
    assert "wrong-word" not in page.content.decode()


def test_logging_out_is_a_post(cast, at_desk):
    zhao = at_desk("zhao")
    assert zhao.get("/desk/logout/").status_code == 405
    assert zhao.post("/desk/logout/")["Location"] == "/desk/login/"
    assert zhao.get("/desk/queue/").status_code == 302


def test_no_page_of_the_desk_is_stored(cast, at_desk):
    zhao = at_desk("zhao")
    for path in ("/desk/queue/", "/desk/login/", "/desk/cases/999999999/"):
        assert zhao.get(path)["Cache-Control"] == "no-store"


def test_without_a_role_or_a_unit_a_sentence_says_what_to_do(cast, language, at_desk):
    Grant.objects.filter(staff=cast.staff["zhao"]).delete()
    zhao = at_desk("zhao", language)
    assert ("管理员" if language == "zh-hans" else "administrator") in zhao.read("/desk/")
    Unit.objects.update(active=False)
    assert ("单位" if language == "zh-hans" else "units") in zhao.read("/desk/")


def test_a_grant_that_has_ended_opens_nothing(cast, at_desk):
    Grant.objects.filter(staff=cast.staff["zhao"]).update(ends_on="2026-11-22")
    assert at_desk("zhao").get("/desk/queue/").status_code == 403


def test_the_session_ends_half_an_hour_after_the_last_page(cast, at_desk, now, monkeypatch):
    from datetime import timedelta

    from django.contrib.sessions.models import Session

    from huiying.foundation.keys import clock

    zhao = at_desk("zhao")
    zhao.get("/desk/queue/")
    before = Session.objects.get().expire_date
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=20))
    zhao.get("/desk/queue/")
    assert Session.objects.get().expire_date > before
