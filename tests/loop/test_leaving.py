"""Whoever leaves leaves nothing behind: cases, shifts, chairs, roles and keys go on in other hands or end."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from huiying.foundation.keys import clock
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.errors import HeirNeeded, LastAdministrator, LeavesInThePast
from huiying.foundation.people.models import ApiKey, Grant, Staff
from huiying.foundation.people.services import make_key
from huiying.foundation.people.services.leaving import plan_leaving
from huiying.listen.duty.models import DutyPost, Shift, ShiftPerson
from huiying.listen.voices.services.register import Spoken
from huiying.loop.leaving import close_accounts, in_hand, leave
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case, Recusal
from huiying.serve.coordination.models import Meeting
from tests.cast import NOW, open_liuxi

TODAY = date(2026, 11, 23)


@pytest.fixture
def cast(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cache.clear()
    yield open_liuxi()
    cache.clear()


@pytest.fixture
def land(cast):
    """Zhao's colleague at the land bureau."""
    unit = cast.units["land"]
    li = Staff.objects.create(username="li", name="李", unit=unit)
    Grant.objects.create(staff=li, role="handler", unit=unit, starts_on=date(2026, 1, 1))
    return li


def in_hands(cast, unit="land", **more):
    spoken = Spoken(
        channel="counter", kind="request", naming="named", text="路灯不亮", language="zh-hans", received_at=NOW,
        wants="action", place_id=None,
    )  # fmt: skip
    voice = receive_voice(spoken, identity={"name": "李桂英"}, actor=SPEAKER, now=NOW).voice
    Case.objects.filter(pk=voice.pk).update(handler=cast.staff["zhao"], unit=cast.units[unit], **more)
    return voice.pk


def shift(cast, *names, days=1):
    post = DutyPost.objects.get_or_create(unit=cast.units["land"], defaults={"name": "值班", "phone": "12345"})[0]
    made = Shift.objects.create(
        post=post, starts_at=NOW + timedelta(days=days), ends_at=NOW + timedelta(days=days, hours=8)
    )
    people = [cast.staff[name] for name in names]
    ShiftPerson.objects.bulk_create(ShiftPerson(shift=made, staff=one, place=i) for i, one in enumerate(people))
    return made


def order(shift):
    return [one.staff.username for one in shift.people.order_by("place").select_related("staff")]


def test_everything_goes_to_the_colleague_who_may_have_it(cast, land):
    zhao = cast.staff["zhao"]
    hers, elsewhere, ended = in_hands(cast), in_hands(cast, "housing"), in_hands(cast, standing="ended")
    kept_out = in_hands(cast)
    Recusal.objects.create(case_id=kept_out, staff=land, state="granted", by_speaker=False, asked_at=NOW)
    led, over, helped = shift(cast, "zhao", "qian"), shift(cast, "zhao", days=-2), shift(cast, "qian", "zhao", days=2)
    meeting = Meeting.objects.create(
        office=cast.units["office"], title="路灯", starts_at=NOW + timedelta(days=3), minutes=60, venue="一楼",
        chair=zhao, made_at=NOW, made_by=cast.staff["chen"],
    )  # fmt: skip
    make_key(actor=cast.actor("guo"), now=NOW, name="镇里的小程序", scopes=["desk"], staff_id=zhao.pk)
    browser = Client()
    browser.force_login(zhao)
    assert dict(in_hand(zhao.pk, now=NOW)) == {"cases": 3, "shifts": 2, "chairs": 1, "keys": 1}

    leave(zhao.pk, heir_id=land.pk, actor=cast.actor("guo"), now=NOW)

    handlers = dict(Case.objects.values_list("pk", "handler__username"))
    assert handlers == {hers: "li", elsewhere: None, ended: "zhao", kept_out: None}
    assert (order(led), order(over), order(helped)) == (["li", "qian"], ["zhao"], ["qian", "li"])
    meeting.refresh_from_db()
    assert meeting.chair == land
    assert ApiKey.objects.get().revoked_at == NOW
    assert not Grant.objects.filter(staff=zhao, ends_on=None).exists()
    assert browser.get("/desk/queue/").status_code == 302
    assert set(in_hand(zhao.pk, now=NOW).values()) == {0}
    assert Event.objects.filter(type="case.passed_on").count() == 3


def test_without_a_colleague_it_goes_back_to_the_unit_and_an_empty_shift_goes(cast):
    case, alone, both = in_hands(cast), shift(cast, "zhao"), shift(cast, "zhao", "qian", days=2)
    leave(cast.staff["zhao"].pk, heir_id=None, actor=cast.actor("guo"), now=NOW)
    assert Case.objects.get(pk=case).handler is None
    assert not Shift.objects.filter(pk=alone.pk).exists()
    assert order(both) == ["qian"]


def test_a_meeting_needs_somebody_who_chairs_it_and_nothing_is_half_done(cast):
    case = in_hands(cast)
    Meeting.objects.create(
        office=cast.units["office"], title="路灯", starts_at=NOW + timedelta(days=3), minutes=60, venue="一楼",
        chair=cast.staff["zhao"], made_at=NOW, made_by=cast.staff["chen"],
    )  # fmt: skip
    with pytest.raises(HeirNeeded):
        leave(cast.staff["zhao"].pk, heir_id=None, actor=cast.actor("guo"), now=NOW)
    assert Case.objects.get(pk=case).handler == cast.staff["zhao"]
    assert Staff.objects.get(username="zhao").is_active


def test_the_account_closes_in_the_night_after_the_last_day_and_once(cast, land):
    zhao = cast.staff["zhao"]
    case = in_hands(cast)
    plan_leaving(zhao.pk, last_day=TODAY, heir_id=land.pk, actor=cast.actor("guo"), now=NOW)
    assert close_accounts(now=NOW) == 0
    assert [close_accounts(now=NOW + timedelta(days=1)) for _ in range(2)] == [1, 0]
    assert Case.objects.get(pk=case).handler == land
    assert Event.objects.filter(type="people.changed", actor_kind=SYSTEM.kind, public__act="staff.deactivated").exists()


def test_the_last_administrator_stays(cast):
    with pytest.raises(LastAdministrator):
        leave(cast.staff["guo"].pk, heir_id=None, actor=SYSTEM, now=NOW)
    Staff.objects.filter(username="guo").update(leaves_on=TODAY - timedelta(days=3))
    assert close_accounts(now=NOW) == 0
    assert Staff.objects.get(username="guo").is_active


@pytest.mark.parametrize(("day", "heir", "refused"), [(-1, "qian", LeavesInThePast), (1, "zhao", HeirNeeded)])
def test_what_cannot_be_is_told(cast, day, heir, refused):
    last_day = TODAY + timedelta(days=day)
    with pytest.raises(refused):
        plan_leaving(
            cast.staff["zhao"].pk, last_day=last_day, heir_id=cast.staff[heir].pk, actor=cast.actor("guo"), now=NOW
        )


def test_the_page_is_for_administrators_and_the_head_of_the_unit(cast, land):
    day = {"last_day_year": "2026", "last_day_month": "11", "last_day_day": "30"}
    browsers = {name: Client(headers={"accept-language": "en"}) for name in ("guo", "qian", "town", "zhao")}
    for name, browser in browsers.items():
        browser.force_login(cast.staff[name])
    page = f"/desk/leaving/{cast.staff['zhao'].pk}/"
    assert [browser.get(page).status_code for browser in browsers.values()] == [200, 200, 404, 403]
    assert browsers["town"].post(page, {"at_once": "on"}).status_code == 404
    assert browsers["qian"].post(page, day | {"heir_id": land.pk}).status_code == 302
    zhao = Staff.objects.get(username="zhao")
    assert (zhao.leaves_on, zhao.hands_over_to) == (date(2026, 11, 30), land)
    assert "Zhao Min" in browsers["qian"].get("/desk/leaving/").content.decode()
    assert "Wu Juan" not in browsers["qian"].get("/desk/leaving/").content.decode()
    assert browsers["qian"].post(page, {}).status_code == 302
    assert Staff.objects.get(username="zhao").leaves_on is None
    assert browsers["guo"].post(page, {"at_once": "on", "heir_id": land.pk}).status_code == 302
    assert not Staff.objects.get(username="zhao").is_active
