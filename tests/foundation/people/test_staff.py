"""Accounts: one-time passwords, what a history keeps of a person, and who cannot leave yet."""

import json
from datetime import date

import pytest
from django.utils.translation import override

from huiying.foundation.ledger.models import Event
from huiying.foundation.people.errors import (
    LastAdministrator,
    LogInNameNeeded,
    LogInNameTaken,
    StaffHoldsCases,
    StaffInactive,
    StaffNameNeeded,
    UnitRetired,
)
from huiying.foundation.people.models import Staff, Unit
from huiying.foundation.people.services import (
    add_staff,
    change_staff,
    deactivate_staff,
    end_grant,
    grant_role,
    reset_password,
    restore_staff,
)
from huiying.foundation.people.services.staff import StaffData


@pytest.fixture
def he(cast):
    """What is kept about He Ying of the land bureau."""
    return StaffData(
        name="何莹",
        name_en="He Ying",
        unit_id=cast.units["land"].pk,
        post="科员",
        post_en="Clerk",
        email="heying@example.cn",
    )


def test_new_account_has_a_one_time_password(he, by_guo):
    made = add_staff(username=" He.Ying ", data=he, **by_guo)
    kept = Staff.objects.get(username="he.ying")
    assert kept.check_password(made.password)
    assert kept.must_change_password
    assert len(made.password) == 19


def test_ledger_keeps_no_name_address_or_password_of_staff(he, by_guo):
    made = add_staff(username="he.ying", data=he, **by_guo)
    change_staff(
        made.staff.pk, data=StaffData(name="何英", unit_id=he.unit_id, post="科长", post_en="Section head"), **by_guo
    )
    again = reset_password(made.staff.pk, **by_guo)
    kept = json.dumps(list(Event.objects.values_list("public", flat=True)), ensure_ascii=False)
    for word in ("何莹", "何英", "He Ying", "he.ying", "heying@example.cn", made.password, again.password):
        assert word not in kept
    changed = Event.objects.order_by("id")[1]
    assert changed.public["before"] == {"post": "科员", "post_en": "Clerk"}
    assert changed.public["after"] == {"post": "科长", "post_en": "Section head"}
    assert changed.public["unsaid"] == ["name", "name_en", "email"]


def test_the_post_is_said_in_the_language_of_the_page(he, by_guo):
    made = add_staff(username="he.ying", data=he, **by_guo).staff
    with override("zh-hans"):
        assert made.post_words == "科员"
    with override("en"):
        assert made.post_words == "Clerk"
        made.post_en = ""
        assert made.post_words == "科员"


@pytest.mark.parametrize("username", ["", "王芳", "a", "a b", "-wang", "x" * 41])
def test_log_in_name_is_plain(username, he, by_guo):
    with pytest.raises(LogInNameNeeded):
        add_staff(username=username, data=he, **by_guo)


def test_account_is_refused_with_a_reason(he, cast, by_guo):
    with pytest.raises(LogInNameTaken):
        add_staff(username="WANG", data=he, **by_guo)
    with pytest.raises(StaffNameNeeded):
        add_staff(username="he.ying", data=StaffData(name=" ", unit_id=he.unit_id), **by_guo)
    Unit.objects.filter(pk=he.unit_id).update(active=False)
    with pytest.raises(UnitRetired):
        add_staff(username="he.ying", data=he, **by_guo)
    assert not Staff.objects.filter(username="he.ying").exists()
    assert not Event.objects.exists()


def test_lost_password_gives_way_to_a_new_one(cast, by_guo, last):
    zhao = cast.staff["zhao"]
    old = zhao.password
    made = reset_password(zhao.pk, **by_guo)
    zhao.refresh_from_db()
    assert zhao.password != old
    assert zhao.check_password(made.password)
    assert last().public["unsaid"] == ["password"]


def test_whoever_holds_cases_cannot_leave(cast, by_guo):
    with pytest.raises(StaffHoldsCases) as refused:
        deactivate_staff(cast.staff["zhao"].pk, open_cases=2, **by_guo)
    assert "2" in refused.value.say("en")
    assert Staff.objects.get(username="zhao").is_active


def test_account_is_closed_and_opened_again(cast, by_guo):
    zhao = cast.staff["zhao"]
    closed = deactivate_staff(zhao.pk, open_cases=0, **by_guo)
    assert not closed.is_active
    assert not closed.has_usable_password()
    with pytest.raises(StaffInactive):
        reset_password(zhao.pk, **by_guo)
    made = restore_staff(zhao.pk, **by_guo)
    assert made.staff.is_active
    assert made.staff.check_password(made.password)


def test_last_administrator_stays(cast, by_guo):
    guo, wang = cast.staff["guo"], cast.staff["wang"]
    with pytest.raises(LastAdministrator):
        deactivate_staff(guo.pk, open_cases=0, **by_guo)
    with pytest.raises(LastAdministrator):
        end_grant(guo.grants.get().pk, ends_on=date(2026, 12, 1), **by_guo)
    grant_role(
        staff_id=wang.pk,
        role="administrator",
        unit_id=cast.units["office"].pk,
        starts_on=date(2026, 11, 1),
        **by_guo,
    )
    end_grant(guo.grants.get().pk, ends_on=date(2026, 12, 1), **by_guo)
    assert not deactivate_staff(guo.pk, open_cases=0, **by_guo).is_active
