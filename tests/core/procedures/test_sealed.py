"""Reports of wrongdoing, played through the table (条例 Arts 22(2), 23(4), 30; procedures note 1.11)."""

from dataclasses import replace

import pytest

from huiying.core.procedures.engine import offers
from huiying.core.procedures.errors import ApproverIsAsker, Guarded, NotYourAct
from huiying.core.procedures.model import Role
from huiying.core.procedures.promised import public_type
from huiying.core.procedures.xinfang import XINFANG
from tests.core.procedures.players import EVERY_ROLE, OTHER, UNIT, holding, registered

OFFICER = Role.SEALED_OFFICER
OTHERS = sorted(EVERY_ROLE - {OFFICER, Role.SPEAKER, Role.SYSTEM})


def sealed(day="2026-06-01", **changed):
    life = registered(day, **changed)
    life.do("seal", Role.DISPATCHER)
    return life


def kept(day="2026-06-01"):
    life = sealed(day)
    life.do("keep_sealed", OFFICER)
    return life


def allowed(life, role, staff_id=10):
    actor = holding(role, staff_id=staff_id)
    found = offers(XINFANG, life.facts, actor, now=life.now, calendar=life.calendar, settings=life.settings)
    return {offer.act.id for offer in found if offer.allowed}


# day of the act, the act, what is filled in, where it leads
LIVES = (
    [("2026-06-02", "hand_sealed", {}, "sealed_handed"), ("2026-06-05", "parcel_received", {}, "sealed_handed"),
     ("2026-06-05", "conclude", {}, "concluded"), ("2026-06-08", "archive", {}, "archived")],
    [("2026-06-02", "name_accused", {"accused": OTHER}, "sealed"), ("2026-06-03", "keep_sealed", {}, "sealed_handling"),
     ("2026-06-20", "inform_personnel", {"serious": True, "also_told": "书记，6 月 20 日"}, "sealed_handling"),
     ("2026-08-30", "feedback", {}, "sealed_closed"), ("2026-09-01", "conclude", {}, "concluded")],
)  # fmt: skip


@pytest.mark.parametrize("steps", LIVES, ids=["handed", "kept"])
def test_a_report_goes_its_way_and_no_clock_of_ours_runs(steps):
    life = sealed()
    for day, act_id, data, to in steps:
        life.do(act_id, OFFICER, on=day, **data)
        assert life.facts.state == to, act_id
        assert not [name for name, clock in life.facts.clocks.items() if clock.running]
        assert life.facts.sealed


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_its_officer_does_anything_with_it(role):
    for life in (sealed(), kept()):
        assert allowed(life, role) == set()
        for act in XINFANG.acts_from(life.facts.state):
            with pytest.raises(NotYourAct):
                life.do(act.id, role)


def test_an_officer_of_the_accused_unit_can_do_nothing():
    life = sealed()
    life.do("name_accused", OFFICER, accused=UNIT)
    left = allowed(life, OFFICER)
    assert not left & {"hand_sealed", "keep_sealed", "inform_personnel", "unseal", "name_accused", "tell_inspectors"}
    with pytest.raises(Guarded) as refused:
        life.do("hand_sealed", OFFICER)
    assert "own unit is accused" in refused.value.say("en")


def test_it_never_goes_to_the_unit_of_the_accused():
    life = sealed()
    life.do("name_accused", OFFICER, accused=OTHER)
    with pytest.raises(Guarded) as refused:
        life.do("hand_sealed", OFFICER, addressed=OTHER)
    assert refused.value.data["field"] == "addressed"
    life.do("hand_sealed", OFFICER, addressed=99)
    assert life.facts.tracks["parcel"] == "sent"


def test_it_is_concluded_only_with_the_receipt_of_whoever_got_it():
    life = sealed()
    life.do("hand_sealed", OFFICER, on="2026-06-02")
    with pytest.raises(Guarded):
        life.do("conclude", OFFICER)
    with pytest.raises(Guarded):
        life.do("parcel_received", OFFICER, received_on="2026-06-03")
    life.do("parcel_received", OFFICER, received_on="2026-06-02")
    with pytest.raises(Guarded):
        life.do("parcel_received", OFFICER)
    assert "conclude" in allowed(life, OFFICER)


def test_a_serious_matter_is_told_to_the_leaders_whom_the_law_names():
    life = sealed()
    with pytest.raises(Guarded) as refused:
        life.do("inform_personnel", OFFICER, serious=True)
    assert refused.value.data["field"] == "also_told"
    assert life.do("inform_personnel", OFFICER).to_state == "sealed"


# what the person chose, how it is told, what stands on the receipt page, whether that is allowed
WAYS = (
    ("", "receipt", "查过了", True),
    ("", "phone", "", False),
    ("", "receipt", "", False),
    ("phone", "phone", "", True),
    ("phone", "receipt", "查过了", False),
    ("phone", "phone", "查过了", False),
    ("none", "none", "", True),
    ("letter", "met", "", False),
)


@pytest.mark.parametrize(("chosen", "how", "words", "right"), WAYS)
def test_the_result_is_told_in_the_way_that_the_person_chose_and_in_no_other(chosen, how, words, right):
    life = kept()
    if chosen:
        life.do("choose_feedback", Role.SPEAKER, way=chosen)
    if right:
        assert life.do("feedback", OFFICER, how=how, words=words).to_state == "sealed_closed"
    else:
        with pytest.raises(Guarded):
            life.do("feedback", OFFICER, how=how, words=words)


def test_two_officers_unseal_it_and_its_time_counts_from_the_day_it_came():
    life = registered("2026-06-01")
    first = life.due("C-REG")
    life.do("seal", Role.DISPATCHER, on="2026-06-02")
    life.now += (life.now - life.facts.received_at) * 3
    with pytest.raises(ApproverIsAsker):
        life.do("unseal", actor=holding(OFFICER, staff_id=11, requested_by=11))
    life.do("unseal", actor=holding(OFFICER, staff_id=12, requested_by=11))
    assert (life.facts.state, life.facts.sealed, life.facts.legal_class) == ("registered", False, "")
    assert life.due("C-REG") == first


def test_a_matter_that_was_sealed_at_another_unit_comes_back_to_the_desk_where_it_came_in():
    life = registered("2026-06-01")
    life.do("forward")
    life.do("seal", Role.HANDLER)
    life.do("unseal", actor=holding(OFFICER, staff_id=12, requested_by=11))
    assert (life.facts.unit_id, life.facts.transferred) == (life.facts.office_unit_id, False)
    assert {name for name, clock in life.facts.clocks.items() if clock.running} == {"C-REG"}


def test_only_what_the_law_lets_a_reporter_know_is_told_on_the_receipt():
    told = {
        act.id
        for act in XINFANG.acts
        if act.told and act.from_ and act.from_ <= {"sealed", "sealed_handling", "sealed_handed"}
    }
    assert told == {"hand_sealed", "feedback", "unseal"}
    shown = {
        (act.id, field.name) for act in XINFANG.acts for field in act.fields if field.shown and "sealed" in act.from_
    }
    assert {pair for pair in shown if pair[0] not in ("add", "note")} == set()
    for act_id in told:
        assert "{" not in XINFANG.act(act_id).told.zh


def test_the_public_log_shows_what_it_shows_of_any_petition():
    """A line of the same type as a matter that is handed to the justice bodies, or one that is answered."""
    before = kept().facts
    for act_id, public in (("hand_sealed", "voice.transferred"), ("feedback", "voice.answered")):
        assert public_type(XINFANG.act(act_id), before, replace(before)) == public
    assert XINFANG.act("hand_to_justice").public_type == "voice.transferred"
    for quiet in ("name_accused", "keep_sealed", "inform_personnel", "choose_feedback", "tell_inspectors"):
        assert public_type(XINFANG.act(quiet), before, before) == ""
