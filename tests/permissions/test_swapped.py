"""Numbers in an address that are somebody else's: whoever holds every role of another county gets nothing by them."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.test import Client

from huiying.foundation.keys import clock
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.enums import Way
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.casework.models import Case, Recusal
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
    "aid",
    "mediation",
    "reviewed",
    "kept_out_and_found_again",
    "kept_and_let_go",
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
    "aid_id": "aid.Aid",
    "mediation_id": "mediation.Mediation",
    "mediator_id": "mediation.Mediator",
    "recusal_id": "casework.Recusal",
    "hold_id": "casework.Hold",
    "proposal_id": "coordination.Proposal",
    "series_id": "coordination.Series",
    "sign_id": "insight.EarlySign",
    "check_id": "checks.Check",
}
WITHIN = {
    "help_id": ("aid.Help", "aid_id"),
    "party_id": ("mediation.Party", "mediation_id"),
    "session_id": ("mediation.Session", "mediation_id"),
    "item_id": ("coordination.AgendaItem", "meeting_id"),
    "paper_id": ("boxes.Paper", "batch_id"),
    "part_id": ("commitments.CommitmentPart", "commitment_id"),
}
"""What is named beside the thing that it belongs to."""
RIGHTS = {"desk:aid", "desk:aid_household", "desk:mediation", "desk:mediation_party", "desk:recusal"}
"""What stands on these pages is somebody's right or need: each is opened at home, or the test is blind to it."""
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
    waits = Case.objects.filter(sealed=False, standing="open").latest("pk")
    Recusal.objects.create(case=waits, state="asked", by_speaker=True, asked_at=NOW)
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
        if first is not None:
            yield from ((name, route.at(found)) for found in _numbers(first, route.parameters))


def _numbers(first, parameters):
    """Those of up to eight things, the newest first, with that of something within each."""
    for number in _pks(THINGS[first])[:8]:
        within = [one for one in parameters if one in WITHIN]
        yield {first: number} | {one: _pks(WITHIN[one][0], **{WITHIN[one][1]: number}).first() for one in within}


def _pks(model, **of):
    return apps.get_model(model)._base_manager.filter(**of).order_by("-pk").values_list("pk", flat=True)


def test_what_lies_in_another_county_is_not_there(county):
    """The stranger reads and sends every address; at home one of each name is opened, and all that were not refused."""
    here, elsewhere = county
    opened, wrong = set(), []
    for name, address in addresses():
        asked = {how: getattr(elsewhere, how)(address).status_code for how in ("get", "post")}
        got = [(name, how, address, status) for how, status in asked.items() if not _refused(name, how, status)]
        if name in opened and not got:
            continue
        status = here.get(address).status_code
        assert status < 500, address
        if status in (200, 405):  # 405: it is only sent to
            opened.add(name)
            wrong += got
    assert not wrong, "\n".join(map(str, wrong))
    assert opened >= RIGHTS, RIGHTS - opened
    assert len(opened) >= 80, sorted(opened)


def _refused(name, how, status):
    return status in (403, 404, 405) or (how == "get" and name in PUBLISHED)
