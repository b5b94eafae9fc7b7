"""Roles: where, from when to when, and who stands in."""

from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.errors import ParentRetired
from huiying.foundation.office.models import Place
from huiying.foundation.people.errors import (
    DatesReversed,
    GrantAlreadyHeld,
    GrantEnded,
    OutsideGrant,
    OwnSubstitute,
    RoleUnknown,
    StaffInactive,
    SubstituteOfSubstitute,
    UnitRetired,
)
from huiying.foundation.people.models import Staff, Unit
from huiying.foundation.people.selectors import actor_for, grants_in_force
from huiying.foundation.people.services import end_grant, grant_role, name_substitute

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


@pytest.fixture
def given(cast, by_guo):
    """Zhao dispatches for Liuhe in December 2026."""
    return grant_role(
        staff_id=cast.staff["zhao"].pk,
        role="dispatcher",
        unit_id=cast.units["liuhe"].pk,
        place_id=cast.places["liuhe"].pk,
        starts_on=FIRST,
        ends_on=LAST,
        **by_guo,
    )


def _roles(cast, name, day):
    return actor_for(cast.staff[name], today=day).roles


def test_role_holds_from_its_first_to_its_last_day(given, cast, last):
    assert "dispatcher" not in _roles(cast, "zhao", FIRST - timedelta(days=1))
    assert "dispatcher" in _roles(cast, "zhao", FIRST)
    assert "dispatcher" in _roles(cast, "zhao", LAST)
    assert "dispatcher" not in _roles(cast, "zhao", LAST + timedelta(days=1))
    assert last().public["after"]["place_id"] == cast.places["liuhe"].pk
    assert last().public["staff"] == cast.staff["zhao"].pk


def test_role_is_for_a_subtree_of_units_and_of_places(given, cast):
    held = [grant for grant in grants_in_force(cast.staff["zhao"].pk, today=FIRST) if grant.role == "dispatcher"]
    assert [(grant.unit, grant.place) for grant in held] == [(cast.units["liuhe"], cast.places["liuhe"])]
    assert cast.places["village"].path.startswith(held[0].place.path)
    assert not cast.places["qingshi"].path.startswith(held[0].place.path)


@pytest.mark.parametrize("role", ["speaker", "system", "superior", "joint_office", "government", "king", ""])
def test_what_is_no_role_of_staff_is_not_granted(role, cast, by_guo):
    with pytest.raises(RoleUnknown):
        grant_role(staff_id=cast.staff["zhao"].pk, role=role, unit_id=cast.units["land"].pk, starts_on=FIRST, **by_guo)


def test_the_same_role_is_not_given_twice_for_one_time(given, cast, by_guo):
    again = {
        "staff_id": given.staff_id,
        "role": given.role,
        "unit_id": given.unit_id,
        "place_id": given.place_id,
    } | by_guo
    for first, last in ((FIRST, None), (LAST, LAST), (date(2026, 11, 1), FIRST)):
        with pytest.raises(GrantAlreadyHeld):
            grant_role(**again, starts_on=first, ends_on=last)
    grant_role(**again, starts_on=LAST + timedelta(days=1))


def test_role_with_its_days_turned_round_is_refused(cast, by_guo):
    with pytest.raises(DatesReversed):
        grant_role(
            staff_id=cast.staff["zhao"].pk,
            role="adviser",
            unit_id=cast.units["land"].pk,
            starts_on=LAST,
            ends_on=FIRST,
            **by_guo,
        )


def test_role_is_not_given_where_something_is_retired(cast, by_guo):
    wanted = {"role": "adviser", "unit_id": cast.units["land"].pk, "starts_on": FIRST} | by_guo
    Place.objects.filter(pk=cast.places["village"].pk).update(active=False)
    with pytest.raises(ParentRetired):
        grant_role(staff_id=cast.staff["zhao"].pk, place_id=cast.places["village"].pk, **wanted)
    Unit.objects.filter(pk=cast.units["land"].pk).update(active=False)
    with pytest.raises(UnitRetired):
        grant_role(staff_id=cast.staff["zhao"].pk, **wanted)
    Staff.objects.filter(pk=cast.staff["zhao"].pk).update(is_active=False)
    with pytest.raises(StaffInactive):
        grant_role(staff_id=cast.staff["zhao"].pk, **wanted)
    assert not Event.objects.exists()


def test_ended_role_ends_its_substitution_too(given, cast, by_guo):
    stands_in = name_substitute(given.pk, staff_id=cast.staff["town"].pk, starts_on=FIRST, ends_on=LAST, **by_guo)
    middle = date(2026, 12, 15)
    end_grant(given.pk, ends_on=middle, **by_guo)
    stands_in.refresh_from_db()
    assert stands_in.ends_on == middle
    assert "dispatcher" not in _roles(cast, "town", middle + timedelta(days=1))
    with pytest.raises(GrantEnded):
        end_grant(given.pk, ends_on=LAST, **by_guo)


def test_role_that_ends_before_it_begins_never_holds(given, cast, by_guo):
    end_grant(given.pk, ends_on=date(2026, 11, 23), **by_guo)
    assert all("dispatcher" not in _roles(cast, "zhao", FIRST + timedelta(days=n)) for n in range(-10, 32))


def test_substitute_has_the_role_on_these_days_alone(given, cast, by_guo, last):
    stands_in = name_substitute(
        given.pk, staff_id=cast.staff["town"].pk, starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 9), **by_guo
    )
    assert (stands_in.role, stands_in.unit_id, stands_in.place_id) == (given.role, given.unit_id, given.place_id)
    held = [n for n in range(31) if "dispatcher" in _roles(cast, "town", FIRST + timedelta(days=n))]
    assert held == [6, 7, 8]
    assert last().public["act"] == "grant.substituted"
    assert last().public["after"]["substitutes_id"] == given.pk


def test_substitution_is_refused_with_a_reason(given, cast, by_guo):
    town, wang = cast.staff["town"].pk, cast.staff["wang"].pk
    days = {"starts_on": FIRST, "ends_on": LAST} | by_guo
    with pytest.raises(OwnSubstitute):
        name_substitute(given.pk, staff_id=given.staff_id, **days)
    with pytest.raises(OutsideGrant):
        name_substitute(given.pk, staff_id=town, **days | {"ends_on": LAST + timedelta(days=1)})
    stands_in = name_substitute(given.pk, staff_id=town, **days)
    with pytest.raises(SubstituteOfSubstitute):
        name_substitute(stands_in.pk, staff_id=wang, **days)
    Staff.objects.filter(pk=wang).update(is_active=False)
    with pytest.raises(StaffInactive):
        name_substitute(given.pk, staff_id=wang, **days)
