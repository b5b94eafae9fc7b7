"""Accounts by invitation: a link that is good once, for three days, until it is taken back."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from huiying.foundation.keys import clock
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.models import Invitation, Staff
from tests.cast import NOW, PASSWORD

OWN = "seven-lamps-on-the-road"
NEW = {"username": "gao", "name": "高", "unit_id": "", "invite": "1"}


@pytest.fixture
def guo(cast, at_desk):
    return at_desk("guo", "en")


def link_in(answer):
    return re.search(r"/desk/invitation/[\w-]+/", answer.content.decode())[0]


def invited(guo, cast):
    answer = guo.post("/desk/admin/staff/new/", **NEW | {"unit_id": cast.units["land"].pk})
    return link_in(answer)


def test_whoever_is_invited_chooses_a_password_and_is_in(guo, cast):
    link, browser = invited(guo, cast), Client()
    said = browser.get(link)
    assert (said.status_code, said["Cache-Control"]) == (200, "no-store")
    assert b"gao" in said.content
    assert browser.post(link, {"new": "gao", "again": "gao"}).status_code == 422
    assert browser.post(link, {"new": OWN, "again": OWN + "x"}).status_code == 422
    assert browser.post(link, {"new": OWN, "again": OWN})["Location"] == "/desk/"
    assert browser.get("/desk/", follow=True).status_code == 200
    assert Client().post("/desk/login/", {"username": "gao", "password": OWN}).status_code == 302
    assert Client().post(link, {"new": OWN * 2, "again": OWN * 2}).status_code == 410
    assert Staff.objects.get(username="gao").check_password(OWN)


@pytest.mark.parametrize("how", ["old", "taken back", "another", "closed", "wrong"])
def test_a_link_that_is_over_opens_nothing(guo, cast, monkeypatch, how):
    link = invited(guo, cast)
    gao = Staff.objects.get(username="gao")
    if how == "old":
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=72))
    elif how == "taken back":
        guo.post(f"/desk/admin/staff/{gao.pk}/invitation/revoke/")
    elif how == "another":
        guo.post(f"/desk/admin/staff/{gao.pk}/invitation/")
    elif how == "closed":
        Staff.objects.filter(pk=gao.pk).update(is_active=False)
    else:
        link = f"{link[:-4]}abc/"
    answer = Client().post(link, {"new": OWN, "again": OWN})
    assert answer.status_code == 410
    assert not Staff.objects.get(pk=gao.pk).check_password(OWN)


def test_the_link_is_kept_nowhere_and_an_old_password_works_until_it_is_used(guo, cast):
    zhao = cast.staff["zhao"]
    link = link_in(guo.post(f"/desk/admin/staff/{zhao.pk}/invitation/"))
    token = link.split("/")[3]
    assert token.encode() not in bytes(Invitation.objects.get().digest)
    assert Client().post("/desk/login/", {"username": "zhao", "password": PASSWORD}).status_code == 302
    Client().post(link, {"new": OWN, "again": OWN})
    assert Client().post("/desk/login/", {"username": "zhao", "password": PASSWORD}).status_code == 422


def test_it_goes_by_mail_where_there_is_an_address_and_is_not_shown(guo, cast, settings):
    settings.MAIL_URL = "smtp://localhost:2525"
    zhao = cast.staff["zhao"]
    Staff.objects.filter(pk=zhao.pk).update(email="zhao@example.cn")
    answer = guo.post(f"/desk/admin/staff/{zhao.pk}/invitation/")
    assert answer["Location"] == f"/desk/admin/staff/{zhao.pk}/"
    assert Message.objects.get().about_id == zhao.pk


def test_nobody_but_an_administrator_invites(cast, at_desk):
    assert at_desk("zhou").post(f"/desk/admin/staff/{cast.staff['zhao'].pk}/invitation/").status_code == 403
    assert not Invitation.objects.exists()
