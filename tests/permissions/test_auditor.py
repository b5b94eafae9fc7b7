"""An auditor reads everything that others answer for, and changes nothing: every sending is turned away."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.test import Client

from huiying.foundation.keys import clock
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant, Staff
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import JOURNEYS, Li, play
from tests.permissions.routes import routes

OWN = re.compile(r"/desk/($|account/|password/|logout/|login/|start/|invitation/|exports?/|search/$|duty/number/$)")
"""What belongs to everybody at the desk: their own account and number, what they look for, lists, and the door."""
FILLED = (
    "common_issue joint_meeting promises decision_carried_out practical_matters supervised checked_by_lot improved "
    "contact_report scorecard_targets interests_at_stake"
).split()


@pytest.fixture
def auditor(db, monkeypatch):
    """Somebody who holds this role alone, over the whole office, in an office where much has happened."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cast = open_liuxi()
    for name in FILLED:
        play(JOURNEYS[name](Li(cast)))
    person = Staff.objects.create(username="auditor", name="审", unit=cast.units["office"])
    Grant.objects.create(staff=person, role="auditor", unit=cast.units["office"], starts_on=date(2026, 1, 1))
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return browser


def known_ids():
    """Parameter of an address → a row that is there."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("huiying") and (first := model._base_manager.order_by("-pk").first()):
            found[f"{model.__name__.lower()}_id"] = found[model.__name__.lower()] = first.pk
    return found | {"case_id": found["case_id"], "number": 1}


def test_no_sending_of_an_auditor_changes_anything(auditor):
    ids, before, taken = known_ids(), Event.objects.count(), []
    desk = [route for route in routes() if route.path.startswith("/desk/") and not OWN.match(route.path)]
    assert len(desk) > 200
    for route in desk:
        answer = auditor.post(route.at(ids))
        if answer.status_code not in (403, 404, 405):
            taken.append((route.path, answer.status_code, answer.headers.get("Location", "")))
    assert not taken, "\n".join(map(str, taken))
    assert list(Event.objects.order_by("pk").values_list("type", flat=True)[before:]) == []


def test_an_auditor_reads_what_units_answer_for(auditor):
    for place in ("issues", "meetings", "commitments", "decisions", "matters", "supervision", "checks", "scorecards"):
        assert auditor.get(f"/desk/{place}/").status_code == 200, place
    assert auditor.post("/desk/search/", {"q": "路灯"}).status_code == 302
