"""Which roles need a second factor, and clearing what somebody has lost."""

import pytest

from huiying.core.totp import code_at
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.people.models import SecondFactor, Staff
from huiying.foundation.people.services import second_factor
from huiying.foundation.people.services.protection import LEAST_ROLES, USUAL_ROLES, without_factor
from huiying.loop.open_office import open_office
from tests.cast import NOW

PAGE = "/desk/admin/second-factor/"


@pytest.mark.parametrize("missing", LEAST_ROLES)
def test_no_office_leaves_out_those_who_see_identities_or_administer(cast, at_desk, missing):
    roles = [str(role) for role in LEAST_ROLES if role != missing]
    assert at_desk("guo").post(PAGE, roles=roles).status_code == 422
    assert OfficeProfile.objects.get().second_factor_roles == []


def test_an_office_asks_further_roles_and_the_page_says_who_has_none(cast, at_desk):
    guo = at_desk("guo", "en")
    assert "whoever learns a password comes in" in guo.read("/desk/admin/")
    wanted = [*map(str, LEAST_ROLES), "handler"]
    assert guo.post(PAGE, roles=wanted).status_code == 302
    assert sorted(OfficeProfile.objects.get().second_factor_roles) == sorted(wanted)
    assert guo.get("/desk/admin/")["Location"] == "/desk/account/"
    assert at_desk("zhao").get("/desk/queue/")["Location"] == "/desk/account/"
    assert at_desk("zhou").get("/desk/board/").status_code == 200
    assert set(without_factor()) >= {cast.staff["zhao"], cast.staff["guo"]}


def test_a_new_office_asks_it_of_everybody_who_may_come_to_see_who_spoke(transactional_db):
    open_office(name="柳溪县", template="county", now=NOW)
    assert OfficeProfile.objects.get().second_factor_roles == [str(role) for role in USUAL_ROLES]
    assert list(without_factor()) == [Staff.objects.get(username="admin")]


def test_an_administrator_clears_what_was_lost_and_ends_the_log_ins(cast, at_desk):
    secret, zhao = b"x" * 20, cast.staff["zhao"]
    second_factor.add_phone(zhao.pk, secret=secret, code=code_at(secret, NOW), actor=cast.actor("zhao"), now=NOW)
    second_factor.new_recovery_codes(zhao.pk, actor=cast.actor("zhao"), now=NOW)
    browser, guo = at_desk("zhao"), at_desk("guo", "en")
    assert browser.get("/desk/queue/")["Location"] == "/desk/account/prove/"
    guo.post(f"/desk/admin/staff/{zhao.pk}/factors/")
    assert not SecondFactor.objects.exists()
    assert second_factor.recovery_codes_left(zhao.pk) == 0
    assert browser.get("/desk/queue/")["Location"].startswith("/desk/login/")
    assert at_desk("zhao").get("/desk/queue/").status_code == 200
