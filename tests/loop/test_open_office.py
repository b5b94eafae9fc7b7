"""A new office opens once, with its calendar, categories, units and one administrator."""

from datetime import date

import pytest
from django.contrib.auth.hashers import check_password

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Staff, Unit
from huiying.loop.errors import OfficeExists, TemplateUnknown
from huiying.loop.open_office import TEMPLATES, open_office
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def opened(template="street"):
    return open_office(name="柳河街道办事处", template=template, now=NOW)


def test_the_administrator_gets_a_password_for_once():
    office = opened()
    admin = Staff.objects.get(username=office.admin)
    assert check_password(office.password, admin.password)
    assert admin.must_change_password
    assert [grant.role for grant in admin.grants.all()] == ["administrator"]
    assert admin.grants.get().starts_on <= NOW.date()


def test_the_calendar_knows_the_official_days():
    opened()
    days = calendar()
    assert not days.is_workday(date(2026, 10, 1))
    assert days.is_workday(date(2026, 2, 14))
    assert days.published_through == date(2026, 12, 31)


def test_the_categories_are_a_tree_of_three_levels():
    opened()
    tops = Category.objects.filter(parent=None)
    assert tops.count() == 15
    assert Category.objects.filter(parent__in=tops).count() == 118
    assert Category.objects.count() == 15 + 118 + 517
    deep = Category.objects.filter(parent__parent__isnull=False).first()
    assert deep.path == f"/{deep.parent.parent.pk}/{deep.parent.pk}/{deep.pk}/"


@pytest.mark.parametrize("template", TEMPLATES)
def test_bodies_come_only_with_templates_that_have_them(template):
    opened(template)
    units = Unit.objects.all()
    assert units.filter(parent=None).count() == 1
    assert units.filter(petition_department=True).count() == (template in ("county", "petition"))
    assert units.filter(hotline_body=True).count() == (template in ("county", "hotline"))
    assert all(unit.path.endswith(f"/{unit.pk}/") for unit in units)


def test_opening_leaves_the_events_that_an_administrator_would_leave():
    opened("county")
    assert [(event.type, event.public.get("act")) for event in Event.objects.order_by("pk")] == [
        ("office.opened", None),
        ("office.changed", "year.seeded"),
        ("office.changed", "category.seeded"),
        ("people.changed", "unit.added"),
        ("people.changed", "unit.added"),
        ("people.changed", "unit.added"),
        ("people.changed", "staff.added"),
        ("people.changed", "grant.given"),
    ]
    assert set(Event.objects.values_list("at", "actor_kind")) == {(NOW, "system")}
    unit = Unit.objects.get(hotline_body=True)
    added = Event.objects.get(subject_kind="unit", subject_id=unit.pk).public
    assert added == {
        "act": "unit.added",
        "before": {},
        "after": {
            "parent_id": unit.parent_id,
            "name": "柳河街道办事处12345热线中心",
            "kind": "office",
            "name_en": "",
            "phone": "",
            "address": "",
            "petition_department": False,
            "hotline_body": True,
            "active": True,
        },
    }
    admin = Event.objects.get(subject_kind="staff").public
    assert "username" not in admin["after"]
    assert admin["unsaid"] == ["username", "name", "name_en", "email"]
    seeded = Event.objects.get(subject_kind="category").public
    assert seeded["after"] == {"categories": 15 + 118 + 517}


def test_there_is_one_office_in_a_folder():
    opened()
    with pytest.raises(OfficeExists):
        opened()


def test_an_unknown_template_changes_nothing():
    with pytest.raises(TemplateUnknown):
        opened("castle")
    assert not Unit.objects.exists()
