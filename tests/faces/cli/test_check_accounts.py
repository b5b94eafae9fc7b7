"""What `huiying check` finds about the accounts of staff."""

from datetime import timedelta

import pytest
from django.utils import timezone

from huiying.faces.cli.accounts import accounts
from huiying.foundation.keys import clock
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.people.models import Staff
from tests.cast import open_liuxi

pytestmark = pytest.mark.django_db


def codes():
    return [finding.code for finding in accounts()]


def test_an_office_where_the_password_alone_opens_is_told():
    assert codes() == []
    open_liuxi()
    assert codes() == ["accounts.no_second_factor"]
    OfficeProfile.objects.update(second_factor_roles=["administrator"])
    assert codes() == []


def test_accounts_open_after_their_last_day_are_told():
    open_liuxi()
    OfficeProfile.objects.update(second_factor_roles=["administrator"])
    Staff.objects.filter(username="guo").update(leaves_on=timezone.localdate(clock.now()) - timedelta(days=1))
    assert codes() == ["accounts.still_open"]
