"""The second factor: added, asked for, good once, lost and found again by paper."""

import re
from base64 import b32decode
from datetime import timedelta

import pytest
from django.test import Client

from huiying.core.totp import code_at
from huiying.faces.desk import access
from huiying.foundation.keys import clock
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.kept import forget
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.people.models import RecoveryCode, SecondFactor, Staff
from huiying.foundation.people.services import second_factor
from tests.cast import NOW, PASSWORD

PROVE = "/desk/account/prove/"


@pytest.fixture
def later(monkeypatch):
    """`later(seconds=30)`: the clock stands that much after NOW."""

    def move(**ago):
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(**ago))
        return NOW + timedelta(**ago)

    return move


def enrolled(cast, name="zhao"):
    """A phone for one of the cast; its secret."""
    secret = b"x" * 20
    second_factor.add_phone(
        cast.staff[name].pk, secret=secret, code=code_at(secret, NOW), actor=cast.actor(name), now=NOW
    )
    return secret


def logged_in(name="zhao"):
    browser = Client()
    answer = browser.post("/desk/login/", {"username": name, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def demanded_of(*roles):
    OfficeProfile.objects.update(second_factor_roles=list(roles))
    forget()


def test_a_phone_is_added_with_its_first_code_and_ten_codes_for_paper(cast, at_desk, language, later):
    zhao = at_desk("zhao", language)
    said = zhao.read("/desk/account/phone/")
    letters = "".join(re.search(r'hy-keep">([A-Z2-7 ]+)<', said)[1].split())
    assert "otpauth" not in said
    assert "<svg" in said
    refused = zhao.post("/desk/account/phone/", code="000000")
    assert refused.status_code == 422
    assert letters in "".join(refused.content.decode().split())
    made = zhao.post("/desk/account/phone/", code=code_at(b32decode(letters), NOW))
    codes = re.findall(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", made.content.decode())
    assert len(set(codes)) == 10
    sealed = SecondFactor.objects.get()
    assert letters.encode() not in bytes(sealed.sealed)
    assert b32decode(letters) not in bytes(sealed.sealed)
    assert not any(code.encode() in bytes(row.digest) for row in RecoveryCode.objects.all() for code in codes)
    assert {"staff.factor_added", "staff.recovery_codes_made"} <= set(Event.objects.values_list("type", flat=True))
    assert codes[0] not in zhao.read("/desk/account/")
    assert zhao.get("/desk/queue/").status_code == 200


def test_the_password_alone_opens_no_page_of_the_desk(cast, later):
    enrolled(cast)
    browser = logged_in()
    for page in (
        "/desk/",
        "/desk/queue/",
        "/desk/password/",
        "/desk/account/",
        "/desk/account/phone/",
        "/desk/search/",
    ):
        assert browser.get(page)["Location"] == PROVE, page
        assert browser.post(page).get("Location", PROVE) == PROVE, page


def test_a_code_opens_the_desk_once_and_leads_on(cast, later):
    secret, moment = enrolled(cast), later(seconds=30)
    browser, other = logged_in(), logged_in()
    before = browser.cookies["hy_session"].value
    code = code_at(secret, moment)
    assert browser.post(PROVE, {"code": code, "next": "/desk/queue/"})["Location"] == "/desk/queue/"
    assert browser.cookies["hy_session"].value != before
    assert browser.get("/desk/queue/").status_code == 200
    assert other.post(PROVE, {"code": code}).status_code == 422
    assert other.get("/desk/queue/")["Location"] == PROVE


def test_wrong_codes_make_the_next_try_wait_and_lock_nobody_out(cast, later):
    secret, browser = enrolled(cast), logged_in()
    for _ in range(6):
        assert browser.post(PROVE, {"code": "123456"}).status_code == 422
    moment = later(seconds=0)
    assert browser.post(PROVE, {"code": code_at(secret, moment + timedelta(seconds=30))}).status_code == 422
    moment = later(seconds=90)
    assert browser.post(PROVE, {"code": code_at(secret, moment)}).status_code == 302


def test_a_recovery_code_opens_once_and_only_its_own_account(cast):
    enrolled(cast)
    enrolled(cast, "qian")
    codes = second_factor.new_recovery_codes(cast.staff["zhao"].pk, actor=cast.actor("zhao"), now=NOW)
    assert logged_in("qian").post(PROVE, {"code": codes[0]}).status_code == 422
    assert logged_in().post(PROVE, {"code": codes[0].upper().replace("-", " ")}).status_code == 302
    assert logged_in().post(PROVE, {"code": codes[0]}).status_code == 422
    assert second_factor.recovery_codes_left(cast.staff["zhao"].pk) == 9


def test_a_secret_moved_to_another_account_opens_nothing(cast, later):
    """Whoever can only write into the database cannot come in with a phone of their own."""
    secret = enrolled(cast)
    SecondFactor.objects.update(staff=cast.staff["qian"])
    Staff.objects.filter(username="qian").update(second_factor_since=NOW)
    with pytest.raises(Exception, match="sealing"):
        second_factor.phone_code_fits(cast.staff["qian"].pk, code_at(secret, later(seconds=30)), now=clock.now())


def test_roles_that_need_one_enrol_before_anything_else_opens(cast, later):
    demanded_of("handler")
    browser = logged_in()
    assert browser.get("/desk/queue/")["Location"] == "/desk/account/"
    assert "second factor" in browser.get("/desk/account/", headers={"accept-language": "en"}).content.decode()
    assert browser.get("/desk/account/phone/").status_code == 200
    enrolled(cast)
    again = logged_in()
    again.post(PROVE, {"code": code_at(b"x" * 20, later(seconds=30))})
    again.post(f"/desk/account/factors/{SecondFactor.objects.get().pk}/remove/")
    assert SecondFactor.objects.exists()


def test_the_last_one_may_go_where_no_role_needs_it_and_the_paper_goes_with_it(cast, at_desk, later):
    enrolled(cast)
    second_factor.new_recovery_codes(cast.staff["zhao"].pk, actor=cast.actor("zhao"), now=NOW)
    browser, moment = logged_in(), later(seconds=30)
    browser.post(PROVE, {"code": code_at(b"x" * 20, moment)})
    others = enrolled(cast, "qian") and SecondFactor.objects.get(staff=cast.staff["qian"])
    browser.post(f"/desk/account/factors/{others.pk}/remove/")
    browser.post(f"/desk/account/factors/{SecondFactor.objects.get(staff=cast.staff['zhao']).pk}/remove/")
    assert list(SecondFactor.objects.all()) == [others]
    assert not RecoveryCode.objects.exists()
    assert browser.get("/desk/queue/").status_code == 200


@pytest.mark.parametrize(("minutes", "fresh"), [(0, True), (10, True), (11, False)])
def test_it_is_fresh_for_ten_minutes(cast, later, rf, minutes, fresh):
    enrolled(cast)
    browser = logged_in()
    browser.post(PROVE, {"code": code_at(b"x" * 20, later(seconds=30))})
    later(seconds=30, minutes=minutes)
    request = rf.get("/desk/")
    request.user, request.session = Staff.objects.get(username="zhao"), browser.session
    assert access.fresh_second_factor(request) is fresh


def test_who_has_none_counts_as_fresh_only_where_none_is_needed(cast, rf):
    request = rf.get("/desk/")
    request.user, request.session = cast.staff["zhao"], {}
    assert access.fresh_second_factor(request)
    demanded_of("handler")
    assert not access.fresh_second_factor(request)


def test_the_address_for_the_app_names_office_and_account():
    address = second_factor.address_of("ABCD====", account="zhao", issuer="柳溪县: 1")
    assert address == (
        "otpauth://totp/%E6%9F%B3%E6%BA%AA%E5%8E%BF%3A%201:zhao?secret=ABCD&issuer=%E6%9F%B3%E6%BA%AA%E5%8E%BF%3A%201"
    )
