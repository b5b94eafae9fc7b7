"""The demo: every state has its cases, all of it lies in the past, nothing is left loose, and nobody is written to."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import F

from huiying.core.disclosure import FEWEST
from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.engine import timed_acts
from huiying.foundation.ledger.models import Event, EventSecret
from huiying.foundation.office.models import Place
from huiying.foundation.office.selectors import calendar
from huiying.foundation.outbox.models import Message
from huiying.foundation.people import vault
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.models import Voice
from huiying.loop.daily import sweep
from huiying.loop.errors import OfficeExists
from huiying.loop.rehearsal import demo
from huiying.loop.rehearsal.rooms import PAPERS
from huiying.loop.road import Stone, causes, effects, orphans, road
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Approval, Case, Deadline, Document, Reply
from huiying.serve.casework.selectors.facts import facts_of
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.models import AgendaItem, Issue, IssueCase
from huiying.serve.decisions.models import Decision, SpotCheck, Task
from huiying.serve.matters.models import Matter, MatterNomination, Nomination, NominationCase

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # what is slow begins, where one worker keeps it together
NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
UNREACHED = {
    "xinfang": {
        "sealed_handed", "sealed_handling", "sealed_closed", "review_issued", "final_asked", "final_reviewing",
        "final_hearing", "final_issued", "final_delivered", "laid_aside",
    },
    "hotline": {"laid_aside"},
}  # fmt: skip
"""States through which an invented case has gone by now, those above the county, and that of abuse."""


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """One demo for all tests of this file, taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        transaction.get_connection()._from_testcase = True
        for atomic in transaction.get_connection().atomic_blocks:
            atomic._from_testcase = True
        yield demo.fill(voices=2000, seed=1, months=14, now=NOW, progress=lambda _done, _all: None)
        transaction.set_rollback(True)


def test_as_many_as_asked_and_every_step_is_one_of_the_table(filled):
    all_in_all = 2000 + len(PAPERS) + 1  # an objection to a notice
    assert (filled.voices, filled.cases, filled.refused) == (all_in_all, all_in_all, ())
    assert Voice.objects.count() == Case.objects.count() == all_in_all
    assert Voice.objects.filter(source=demo.SOURCE).count() == 2000


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_every_state_has_a_case(filled, procedure):
    there = set(Case.objects.filter(procedure=procedure.id).values_list("state", flat=True))
    assert {state.id for state in procedure.states} - there == UNREACHED[procedure.id]


def test_nothing_lies_in_the_future(filled):
    today = calendar().local_date(NOW)
    for model, field in (
        (Voice, "received_at"),
        (Event, "happened_at"),
        (Case, "opened_at"),
        (Case, "ended_at"),
        (Reply, "given_at"),
        (Reply, "delivered_at"),
        (Rating, "given_at"),
        (Document, "made_at"),
        (Deadline, "started_at"),
        (Deadline, "met_at"),
    ):
        assert not model.objects.filter(**{f"{field}__gt": NOW}).exists(), f"{model.__name__}.{field}"
    assert Voice.objects.latest("received_at").received_at > NOW - timedelta(days=3)
    assert not Grant.objects.filter(starts_on__gt=today).exists()


def test_nothing_is_left_loose(filled):
    assert Event.objects.count() == EventSecret.objects.count()
    cases = set(Case.objects.values_list("pk", flat=True))
    assert set(Event.objects.filter(subject_kind="case").values_list("subject_id", flat=True)) == cases
    assert set(Event.objects.filter(subject_kind="voice").values_list("subject_id", flat=True)) == cases
    unsorted = Case.objects.filter(category=None, objection_to_notice=None)  # an objection is about its notice
    assert set(unsorted.values_list("state", flat=True)) <= {"registered", "received"}
    assert Case.objects.exclude(category=None).count() > 0.9 * Case.objects.count()
    assert not Case.objects.filter(lead_case__lead_case__isnull=False).exists()
    assert Case.objects.filter(lead_case__isnull=False).exclude(lead_case__procedure=F("procedure")).count() == 0
    assert Case.objects.filter(lead_case__isnull=False).count() >= 5
    assert not Reply.objects.filter(public_text="").exists()


def test_every_unit_place_and_person_came_with_an_event(filled):
    for kind, act, model in (
        ("unit", "unit.added", Unit),
        ("place", "place.added", Place),
        ("staff", "staff.added", Staff),
        ("grant", "grant.given", Grant),
    ):
        events = Event.objects.filter(subject_kind=kind).exclude(type="duty.contact_set")
        assert {event.public["act"] for event in events} == {act}
        assert set(events.values_list("subject_id", flat=True)) == set(model.objects.values_list("pk", flat=True))
        assert events.count() == model.objects.count()


def test_lives_are_in_order_and_begin_with_the_voice(filled):
    last = {}
    acts = {event_name(procedure.id, act.id) for procedure in PROCEDURES.values() for act in procedure.acts}
    lives = Event.objects.filter(subject_kind="case", type__in=acts)
    for subject, at in lives.order_by("id").values_list("subject_id", "happened_at"):
        assert at >= last.get(subject, at)
        last[subject] = at
    written_down_later = Case.objects.exclude(opened_at=F("voice__received_at"))
    assert set(written_down_later.values_list("voice__channel", flat=True)) == {"suggestion_box"}
    assert written_down_later.filter(voice__source__startswith="box:").count() == len(PAPERS)


def test_identities_lie_sealed(filled):
    named = Voice.objects.exclude(naming="anonymous")
    assert not named.filter(person=None).exists()
    assert not Voice.objects.filter(naming="anonymous").exclude(person=None).exists()
    voice = named.select_related("person").first()
    assert vault.opened(voice.person_id)["phone"].startswith("100") or vault.opened(voice.person_id)["email"]
    name = vault.opened(voice.person_id)["name"]
    assert all(name.encode() not in bytes(row.sealed) for row in voice.person.sealed_fields.all())


def test_reports_of_wrongdoing_are_sealed(filled):
    assert set(Case.objects.filter(voice__kind="report").values_list("state", "sealed")) == {("sealed", True)}


def test_nobody_is_written_to(filled):
    assert not Message.objects.exists()


def test_some_wait_for_a_head_and_some_are_late(filled):
    assert Approval.objects.filter(state="asked").count() >= 5
    assert Case.objects.filter(standing="open", next_due_at__lt=NOW).count() >= 5
    assert Case.objects.filter(standing="open", next_due_at__gt=NOW).count() >= 50


def test_ratings_stand_by_each_other_with_good_and_bad(filled):
    resolved = Counter(Rating.objects.values_list("resolved", flat=True))
    assert resolved["yes"] > resolved["partly"] > 0
    assert resolved["no"] > 20


def test_time_has_brought_what_it_brings(filled):
    for case in Case.objects.filter(standing__in=("open", "waiting")).select_related("voice"):
        rows = Deadline.objects.filter(case=case).order_by("pk")
        assert timed_acts(PROCEDURES[case.procedure], facts_of(case, rows), now=NOW) == ()
    assert sweep(now=NOW) == 0


def test_the_cast_can_log_in_and_holds_its_roles(filled):
    log_ins = {one.username: one for one in demo.log_ins()}
    assert {"wang", "zhou", "zhao", "chen", "sun"} <= log_ins.keys()
    assert (log_ins["zhao"].who.zh, log_ins["zhao"].who.en) == ("承办人 赵敏", "Zhao Min, Case handler")
    assert not Staff.objects.filter(post_en="").exists()
    staff = Staff.objects.get(username="zhao")
    assert check_password(log_ins["zhao"].password, staff.password)
    assert not staff.must_change_password
    assert set(staff.grants.values_list("role", flat=True)) == {"handler"}
    assert Unit.objects.filter(petition_department=True).count() == Unit.objects.filter(hotline_body=True).count() == 1


def test_who_acted_belongs_to_the_unit_that_acted(filled):
    units = dict(Staff.objects.values_list("pk", "unit_id"))
    acts = Event.objects.filter(actor_kind="staff").values_list("actor_id", "actor_unit")
    assert all(units[actor] == unit for actor, unit in acts)
    wrong = Case.objects.filter(handler__isnull=False).exclude(handler__unit=F("unit"))
    assert wrong.count() == 0


def test_an_office_is_filled_once(filled):
    assert not demo.is_empty()
    with pytest.raises(OfficeExists):
        demo.fill(voices=1, seed=1, months=1, now=NOW, progress=lambda _done, _all: None)


def test_one_road_leads_from_every_voice_to_what_became_of_it_and_back(filled):
    assert orphans() == set()
    issue = Stone("issue", Issue.objects.get(title="末班车太早，班次不准").pk)
    along = road(issue)
    assert {stone.kind for stone in along} == {
        *("case", "issue", "agenda_item", "resolution", "commitment", "verdict", "decision", "spot_check", "interests")
    }
    assert sum(stone.kind == "case" for stone in along) >= FEWEST
    voice = min(causes([issue]))
    assert issue in effects([voice])
    assert along - {stone for stone in along if stone.kind == "case"} <= road(voice)
    late = next(stone for stone in effects([Stone("issue", Issue.objects.get(title="石桥镇夜间作业，粉尘扰民").pk)]))
    assert late.kind in {"agenda_item", "commitment"}


@pytest.mark.parametrize(
    ("model", "changed", "kind"),
    [
        (IssueCase, None, "issue"),
        (MatterNomination, None, "matter"),
        (Task, None, "commitment"),
        (Commitment, {"resolution": None}, "commitment"),
        (AgendaItem, {"issue": None}, "agenda_item"),
        (Decision, {"issue": None, "resolution": None}, "decision"),
        (Nomination, {"case": None}, "nomination"),
        (Matter, {"commitment": None}, "matter"),
    ],
)
def test_what_came_of_nothing_or_led_to_nothing_is_found(filled, model, changed, kind):
    with transaction.atomic():
        if changed is None:
            if model is Task:
                SpotCheck.objects.all().delete()
            model.objects.all().delete()
        else:
            model.objects.update(**changed)
            NominationCase.objects.all().delete()
        assert kind in {stone.kind for stone in orphans()}
        transaction.set_rollback(True)
