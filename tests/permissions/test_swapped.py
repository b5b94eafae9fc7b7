"""Numbers in an address that are somebody else's: whoever holds every role of another county gets nothing by them."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.test import Client

from huiying.foundation.keys import clock
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.enums import Way
from huiying.foundation.people.models import Grant, Staff, Unit
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import JOURNEYS, Li, play
from tests.permissions.test_routes import ROUTES, ROWS, STAFF_ROLES

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)
LI = {"name": "李梅", "phone": "13955500011", "email": "li@example.org"}
PLAYED = (
    "petition",
    "report",
    "hotline",
    "same_matter",
    "with_files",
    "mails",
    "boxes",
    "common_issue",
    "joint_meeting",
    "interests_at_stake",
    "decision_carried_out",
    "supervised",
    "practical_matters",
    "contact_report",
    "checked_by_lot",
    "improved",
    "early_signs",
    "exports",
    "duty",
)
"""Journeys that leave something behind which has a number."""
THINGS = {
    "case_id": "casework.Case",
    "document_id": "casework.Document",
    "approval_id": "casework.Approval",
    "issue_id": "coordination.Issue",
    "meeting_id": "coordination.Meeting",
    "decision_id": "decisions.Decision",
    "circular_id": "decisions.Circular",
    "commitment_id": "commitments.Commitment",
    "order_id": "supervision.Order",
    "advice_id": "supervision.Advice",
    "signal_id": "supervision.Signal",
    "flag_id": "supervision.Flag",
    "measure_id": "supervision.Measure",
    "improvement_id": "improvements.Improvement",
    "mirror_id": "improvements.Mirror",
    "report_id": "contacts.ContactReport",
    "draw_id": "checks.Draw",
    "call_id": "checks.CallBack",
    "box_id": "boxes.Box",
    "batch_id": "boxes.Batch",
    "mail_id": "mail.IncomingMail",
    "export_id": "tables.ExportJob",
}
PUBLISHED = {
    "desk:commitment",
    "desk:decision",
    "desk:improvement",
    "desk:contact",
    "desk:contact_docx",
    "desk:contact_pdf",
}
"""What stands on a public page may be read at any desk; changed it may not be."""


@pytest.fixture
def county(monkeypatch):
    """The cast with every journey played, and two people with every role: over this county, and over another."""
    monkeypatch.setitem(outbox.IS_CONFIGURED, Way.EMAIL, lambda: True)
    cast = open_liuxi()
    for name in PLAYED:
        play(JOURNEYS[name](Li(cast, LI)))
    monkeypatch.setattr(clock, "now", lambda: LATER)
    other = Unit.objects.create(kind="office", name="别县中心", name_en="Another county", path="/0/")
    other.path = f"/{other.pk}/"
    other.save()
    return holder("here", cast.units["office"]), holder("elsewhere", other)


def holder(name, unit):
    person = Staff.objects.create(username=name, name="何某", unit=unit)
    Grant.objects.bulk_create(
        Grant(staff=person, role=role, unit=unit, starts_on=date(2026, 1, 1)) for role in STAFF_ROLES
    )
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def addresses():
    """(name, address) with the number of something that is there, for each route whose numbers are known."""
    for name in ROWS:
        route = ROUTES[name]
        first = next((one for one in route.parameters if one in THINGS), None)
        if first is None:
            continue
        numbers = apps.get_model(THINGS[first])._base_manager.order_by("-pk").values_list("pk", flat=True)
        for number in numbers[:8]:
            yield name, route.at({first: number})


def test_what_lies_in_another_county_is_not_there(county):
    here, elsewhere = county
    opened, wrong = set(), []
    for name, address in addresses():
        answer = here.get(address)
        assert answer.status_code < 500, address
        if answer.status_code != 200:
            continue
        opened.add(name)
        for how in ("get", "post"):
            status = getattr(elsewhere, how)(address).status_code
            if status not in (403, 404, 405) and not (how == "get" and name in PUBLISHED):
                wrong.append((name, how, address, status))
    assert not wrong, "\n".join(map(str, wrong))
    assert len(opened) >= 60, sorted(opened)
