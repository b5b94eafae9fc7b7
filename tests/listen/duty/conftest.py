"""Liuxi with two posts: the town keeps its own roster, the centre that of the whole county."""

from datetime import date, time

import pytest

from huiying.core.duty import span_on
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff
from huiying.listen.duty.services.roster import add_shift, set_post
from tests.cast import NOW, open_liuxi


@pytest.fixture
def cast(db):
    cast = open_liuxi()
    for name in ("night", "second"):
        person = Staff(username=name, name={"night": "夜班", "second": "候补"}[name], unit=cast.units["liuhe"])
        person.set_password("liuxi-river-2026")
        person.save()
        Grant.objects.create(staff=person, role="handler", unit=cast.units["liuhe"], starts_on=date(2026, 1, 1))
        cast.staff[name] = person
    for person in cast.staff.values():
        person.email = f"{person.username}@liuxi.example"
        person.save(update_fields=["email"])
    return cast


@pytest.fixture
def posts(cast):
    who = {"actor": cast.actor("guo"), "now": NOW}
    given = {"name": "值班室", "name_en": "Duty room", "public": True}
    return {
        unit: set_post(cast.units[unit].pk, phone=phone, **given, **who)
        for unit, phone in (("liuhe", "0999-1234567"), ("office", "12345"))
    }


@pytest.fixture
def shift(cast, posts):
    """`shift("liuhe", "2026-11-23", "08:00", "18:00", "town", "second")`"""

    def added(unit, day, begins, ends, *names):
        span = span_on(date.fromisoformat(day), time.fromisoformat(begins), time.fromisoformat(ends), calendar())
        people = [cast.staff[name].pk for name in names]
        return add_shift(cast.units[unit].pk, span, people, actor=cast.actor("guo"), now=NOW)

    return added
