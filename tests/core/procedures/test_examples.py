"""Dated stories from the Regulations, played through the table; the dates were counted by hand."""

from dataclasses import replace
from datetime import date

import pytest

from huiying.core.procedures.engine import offers
from huiying.core.procedures.errors import Guarded
from huiying.core.procedures.model import Role
from huiying.core.procedures.xinfang import XINFANG
from tests.core.calendars import published
from tests.core.procedures.players import (
    EVERY_ROLE,
    OFFICE,
    UNIT,
    WEEKS,
    at,
    handling,
    holding,
    opinion_delivered,
    registered,
)


def day(text):
    return date.fromisoformat(text)


# The worked examples of docs/algorithms/deadlines.md, with the published calendar of 2026.


def test_objection_received_before_the_spring_festival():
    life = registered("2026-02-11", calendar=published())
    life.do("forward")
    assert life.due("C-OBJECT") == day("2026-02-25")


def test_petition_office_whose_last_day_is_a_holiday():
    assert registered("2026-02-02", calendar=published()).due("C-REG") == day("2026-02-24")


def test_notice_whose_last_day_is_a_saturday_made_a_working_day():
    life = registered("2026-01-30", calendar=published(), to_petition=False)
    assert life.due("C-NOTICE-DIRECT") == day("2026-02-14")


def test_handling_and_its_full_extension_count_from_the_first_day():
    life = handling("2026-02-10")
    life.calendar = published()
    assert life.facts.running("C-HANDLE").due.target == day("2026-04-11")
    life.do("extend", days=30)
    assert life.due("C-HANDLE") == day("2026-05-11")


def test_the_time_to_ask_for_a_review_moves_past_the_holiday():
    life = handling("2026-04-03")
    life.calendar = published()
    for act_id in ("hear_person", "investigate", "issue_opinion", "deliver"):
        life.do(act_id)
    assert life.due("C-REVIEW-ASK") == day("2026-05-06")


def test_simple_procedure_answers_in_ten_working_days():
    life = registered("2026-04-29", calendar=published(), to_petition=False)
    life.do("enter_simple")
    assert life.due("C-SIMPLE") == day("2026-05-15")


# How it came decides which clock runs (Arts 22, 23).


def test_a_petition_department_owes_the_forwarding_and_nothing_else():
    life = registered("2026-06-01")
    assert {name for name in life.facts.clocks if life.runs(name)} == {"C-REG"}


def test_another_body_owes_the_notice():
    life = registered("2026-06-01", to_petition=False)
    assert {name for name in life.facts.clocks if life.runs(name)} == {"C-NOTICE-DIRECT"}


def test_the_received_day_counts_not_the_day_it_was_typed():
    life = registered("2026-06-01", received_at=at("2026-05-29"))
    assert life.due("C-REG") == day("2026-06-15")  # 13 June is a Saturday


def test_forwarding_ends_the_desks_clock_and_starts_the_receivers():
    life = registered("2026-06-01")
    life.do("forward", on="2026-06-03")
    assert {name for name in life.facts.clocks if life.runs(name)} == {"C-NOTICE-FWD", "C-OBJECT"}
    assert life.due("C-NOTICE-FWD") == day("2026-06-18")


def test_an_assignment_carries_its_own_day():
    life = registered("2026-06-01")
    life.do("assign", due_on="2026-07-01")
    assert life.due("C-ASSIGN") == day("2026-07-01")
    with pytest.raises(Guarded):
        registered("2026-06-01").do("assign", due_on="2026-06-01")


# When nobody said whether it was accepted (note 1.5).


def test_a_missed_notice_starts_the_sixty_days_on_its_last_day():
    life = registered("2026-06-01")
    life.do("forward")
    life.now = at("2026-06-17")
    (timed,) = life.timed()
    assert timed.act_id == "notice_missed"
    life.do("notice_missed")
    assert life.facts.late_notice
    assert life.due("C-HANDLE") == day("2026-08-17")  # 60 days after 16 June is Saturday 15 August
    assert life.timed() == ()


def test_a_later_acceptance_does_not_move_the_sixty_days():
    life = registered("2026-06-01")
    life.do("forward")
    life.do("notice_missed", on="2026-06-17")
    first = life.due("C-HANDLE")
    life.do("accept", on="2026-06-25", legal_class="claim", route="petition")
    assert life.due("C-HANDLE") == first


def test_the_strict_setting_counts_from_receipt():
    life = registered("2026-06-01")
    life.settings = {"xinfang.late_acceptance": "count_from_receipt"}
    life.do("forward")
    life.do("notice_missed", on="2026-06-17")
    assert life.due("C-HANDLE") == day("2026-07-31")


def test_a_notice_that_still_has_time_is_not_missed():
    life = registered("2026-06-01")
    life.do("forward")
    assert life.timed() == ()
    with pytest.raises(Guarded):
        life.do("notice_missed")


# Objection and return (Art 23(3)).


def objected():
    life = registered("2026-06-01")
    life.do("forward")
    life.do("object", on="2026-06-03")
    return life


def test_an_objection_does_not_stop_the_notice():
    life = objected()
    assert life.due("C-NOTICE-FWD") == day("2026-06-16")
    assert life.due("C-OBJECT-DECIDE") == day("2026-06-05")


def test_a_return_leaves_the_senders_clock_where_it_stood():
    life = objected()
    life.do("consent_return", on="2026-06-04")
    assert life.facts.state == "registered"
    assert life.facts.unit_id == OFFICE
    assert life.due("C-REG") == day("2026-06-16")
    assert not life.runs("C-NOTICE-FWD")


def test_a_return_after_a_missed_notice_keeps_the_persons_sixty_days():
    life = objected()
    life.do("notice_missed", on="2026-06-17")
    first = life.due("C-HANDLE")
    life.do("consent_return", on="2026-06-18")
    life.do("forward", on="2026-06-18")
    life.do("accept", legal_class="claim", route="petition")
    assert life.due("C-HANDLE") == first


def test_a_refused_return_stays_where_it_came_from():
    for how, where in (("forward", "forwarded"), ("assign", "assigned")):
        life = registered("2026-06-01")
        life.do(how)
        life.do("object")
        life.do("refuse_return")
        assert life.facts.state == where
        assert life.facts.unit_id == UNIT


def test_after_five_working_days_there_is_no_objection():
    life = registered("2026-06-01")
    life.do("forward")
    life.now = at("2026-06-08")
    life.do("object")
    late = registered("2026-06-01")
    late.do("forward")
    with pytest.raises(Guarded) as refused:
        late.do("object", on="2026-06-09")
    assert "5 working days" in refused.value.say("en")


def test_a_unit_objects_as_often_as_the_office_says():
    life = objected()
    life.do("refuse_return")
    with pytest.raises(Guarded):
        life.do("object")
    life.settings = {"xinfang.returns_per_unit": 2}
    life.facts = objected().steps[-1].facts
    life.do("refuse_return", on="2026-06-04")
    life.do("object", on="2026-06-04")


def test_a_late_request_is_for_those_who_are_late():
    life = registered("2026-06-01")
    life.do("forward")
    with pytest.raises(Guarded):
        life.do("late_object")
    life.do("late_object", on="2026-06-09")
    life.settings = {"xinfang.late_object": "refuse"}
    with pytest.raises(Guarded):
        life.do("late_object")


def test_a_unit_named_by_a_decision_cannot_hand_back():
    life = registered("2026-06-01")
    life.do("report_up")
    life.do("government_decides")
    with pytest.raises(Guarded) as refused:
        life.do("object")
    assert "named by a decision" in refused.value.say("en")


@pytest.mark.parametrize(
    "act_id", ["negotiate", "superior_decides", "joint_coordinates", "government_names", "successor"]
)
def test_a_dispute_ends_with_a_unit_that_accepts(act_id):
    life = objected()
    life.do("to_dispute")
    life.do(act_id)
    assert life.facts.state == "accepted"
    assert life.runs("C-HANDLE")
    assert not life.runs("C-NOTICE-FWD")


# Who may say where to go instead, and who takes a matter back (Art 23).


def test_a_body_that_was_asked_directly_tells_where_to_go():
    life = registered("2026-06-01", to_petition=False)
    life.do("guide", on="2026-06-10")
    assert life.facts.state == "guided"
    assert life.facts.clocks["C-NOTICE-DIRECT"].met_at == life.now


def test_the_petition_department_forwards_instead_of_telling_where_to_go():
    """Art 23(1) is about bodies other than petition departments; for those Art 22 says: forward, assign, guide."""
    with pytest.raises(Guarded) as refused:
        registered("2026-06-01").do("guide")
    assert "Art 22" in refused.value.say("en")
    assert "第二十二条" in refused.value.say("zh-hans")


def test_who_got_a_matter_by_transfer_objects_instead_of_telling_where_to_go():
    with pytest.raises(Guarded) as refused:
        registered("2026-06-01", to_petition=False, transferred=True).do("guide")
    assert "object" in refused.value.say("en")
    assert "异议" in refused.value.say("zh-hans")


@pytest.mark.parametrize("act_id", ["consent_return", "refuse_return"])
def test_only_the_unit_that_sent_it_answers_an_objection(act_id):
    life = objected()
    elsewhere = replace(holding(*EVERY_ROLE), at_sender=False)
    with pytest.raises(Guarded) as refused:
        life.do(act_id, actor=elsewhere)
    assert "23(3)" in refused.value.say("en")
    assert "第二十三条" in refused.value.say("zh-hans")
    offered = offers(XINFANG, life.facts, elsewhere, now=life.now, calendar=WEEKS, settings={})
    assert {offer.act.id: offer.allowed for offer in offered}[act_id] is False
    life.do(act_id)


# Acceptance and the six routes (Art 31).


def test_only_the_petition_route_has_sixty_days():
    for route, runs in (("petition", True), ("duty", False)):
        life = registered("2026-06-01")
        life.do("forward")
        life.do("accept", legal_class="claim", route=route)
        assert life.runs("C-HANDLE") is runs


def test_a_suggestion_is_studied_and_always_answered():
    for answer in ("adopt", "adopt_partly", "not_adopt"):
        life = registered("2026-06-01")
        life.do("forward")
        life.do("accept", legal_class="suggestion")
        assert life.facts.state == "studying"
        assert life.due("C-SUGGEST") == day("2026-07-31")
        assert not life.runs("C-HANDLE")
        life.do(answer)
        assert life.facts.state == "suggestion_answered"


def test_no_opinion_on_a_matter_of_another_route():
    life = registered("2026-06-01")
    life.do("forward")
    life.do("accept", legal_class="claim", route="duty")
    with pytest.raises(Guarded):
        life.do("begin")
    life.do("begin_duty")
    life.do("answer_duty")
    assert life.facts.state == "duty_answered"


def test_a_route_that_was_closed_comes_back_with_sixty_days():
    life = registered("2026-06-01")
    life.do("introduce")
    life.do("route_came_back", on="2026-06-10")
    assert life.facts.state == "accepted"
    assert life.due("C-HANDLE") == day("2026-08-10")  # 9 August is a Sunday


def test_hear_and_investigate_before_the_opinion():
    life = handling()
    for act_id, said in (("hear_person", "Hear"), ("investigate", "Investigate")):
        with pytest.raises(Guarded) as refused:
            life.do("issue_opinion")
        assert said in refused.value.say("en")
        life.do(act_id)
    with pytest.raises(Guarded):
        life.do("issue_opinion", requests=[])
    life.do("issue_opinion")
    assert life.facts.state == "opinion_issued"
    assert life.facts.outcomes == ("supported",)


def test_another_unit_hears_the_person_itself():
    life = handling()
    life.do("hear_person")
    assert life.facts.heard
    again = registered("2026-06-01", heard=True, investigated=True)
    again.do("forward")
    assert not again.facts.heard
    assert not again.facts.investigated


# Extension (Art 34).


def test_extensions_add_up_to_thirty_days_and_no_more():
    life = handling()
    life.do("extend", days=20)
    life.do("extend", days=10)
    assert life.facts.running("C-HANDLE").due.target == day("2026-08-30")
    with pytest.raises(Guarded):
        life.do("extend", days=1)


@pytest.mark.parametrize("days", [0, -3, 31])
def test_an_extension_that_does_not_fit_is_refused(days):
    with pytest.raises(Guarded):
        handling().do("extend", days=days)


def test_a_claim_without_a_named_route_is_a_petition_with_sixty_days():
    life = registered("2026-06-01")
    life.do("forward")
    life.do("accept", legal_class="claim")
    assert life.facts.route == "petition"
    assert life.due("C-HANDLE") == day("2026-07-31")


def test_a_study_is_for_suggestions_and_a_duty_for_its_route():
    life = registered("2026-06-01")
    life.do("forward")
    life.do("accept", legal_class="claim")
    for act_id in ("study", "begin_duty"):
        with pytest.raises(Guarded):
            life.do(act_id)
    assert life.runs("C-HANDLE")


def test_a_case_that_ends_leaves_no_limit_behind():
    life = registered("2026-06-01")
    life.do("assign", due_on="2026-07-01")
    life.do("notice_missed", on="2026-06-17")
    life.do("refuse_other")
    assert {name for name in life.facts.clocks if life.runs(name)} <= {"C-ASSIGN"}


def test_an_extension_comes_before_the_day_is_over():
    life = handling("2026-06-01")
    life.do("extend", on="2026-07-31", days=1)
    late = handling("2026-06-01")
    with pytest.raises(Guarded) as refused:
        late.do("extend", on="2026-08-01", days=1)
    assert "Art 34" in refused.value.say("en")


# Delivery and what the person may do then (Arts 35, 36).


def test_the_persons_thirty_days_count_from_the_day_they_got_it():
    life = opinion_delivered("2026-06-01")
    assert life.due("C-REVIEW-ASK") == day("2026-07-01")
    posted = opinion_delivered("2026-06-01")
    posted.facts = posted.steps[-2].facts
    posted.do("deliver", on="2026-06-08", delivered_on="2026-06-05", proof="post")
    assert posted.due("C-REVIEW-ASK") == day("2026-07-06")  # 5 July is a Sunday


@pytest.mark.parametrize("delivered_on", ["2026-05-31", "2026-06-02"])
def test_a_delivery_lies_between_the_opinion_and_today(delivered_on):
    life = opinion_delivered("2026-06-01")
    life.facts = life.steps[-2].facts
    with pytest.raises(Guarded):
        life.do("deliver", delivered_on=delivered_on)


def test_nothing_lapses_before_the_persons_time_is_over():
    life = opinion_delivered("2026-06-01")
    assert life.timed() == ()
    with pytest.raises(Guarded):
        life.do("lapse")
    life.now = at("2026-07-02")
    assert [timed.act_id for timed in life.timed()] == ["lapse"]
    life.do("lapse")
    assert life.facts.state == "concluded"


def test_a_corrected_opinion_gives_a_new_time_to_ask_for_a_review():
    life = opinion_delivered("2026-06-01")
    life.do("correct_opinion", on="2026-06-20")
    assert not life.runs("C-REVIEW-ASK")
    life.do("deliver", on="2026-06-22")
    assert life.due("C-REVIEW-ASK") == day("2026-07-22")


# Refusals and undoing them.


def test_no_longer_accepted_needs_a_final_opinion_that_lies_in_the_past():
    life = registered("2026-06-01")
    with pytest.raises(Guarded):
        life.do("refuse_final", final_opinion_on="2026-06-02")
    life.do("refuse_final", final_opinion_on="2025-01-10")
    assert life.facts.state == "no_longer_accepted"


@pytest.mark.parametrize("came", [{"to_petition": False}, {"to_petition": False, "transferred": True}])
def test_an_undone_refusal_owes_the_notice_today(came):
    life = registered("2026-06-01", **came)
    life.do("refuse_same")
    life.do("undo_refusal", on="2026-06-20")
    clock = "C-NOTICE-FWD" if came.get("transferred") else "C-NOTICE-DIRECT"
    assert life.due(clock) == day("2026-06-20")


def test_an_undone_refusal_of_the_petition_department_gives_no_fresh_time():
    life = registered("2026-06-01")
    life.do("refuse_same")
    life.do("undo_refusal", on="2026-06-20")
    assert life.due("C-REG") == day("2026-06-16")


# Withdrawing (note 1.19).


def test_undoing_a_withdrawal_gives_the_days_that_were_left():
    life = handling("2026-06-01")
    life.do("withdraw", on="2026-06-11")
    assert not any(life.runs(name) for name in life.facts.clocks)
    life.do("undo_withdraw", on="2026-06-20")
    assert life.facts.state == "handling"
    assert life.facts.running("C-HANDLE").due.target == day("2026-08-09")  # 50 days were left


def test_an_extension_after_an_undone_withdrawal_adds_its_days_and_nothing_else():
    life = handling("2026-06-01")
    life.do("withdraw", on="2026-06-11")
    life.do("undo_withdraw", on="2026-06-11")
    assert life.facts.running("C-HANDLE").due.target == day("2026-07-31")
    life.do("extend", days=30)
    assert life.facts.running("C-HANDLE").due.target == day("2026-08-30")


def test_a_withdrawal_can_be_undone_for_thirty_days():
    life = handling("2026-06-01")
    life.do("withdraw")
    with pytest.raises(Guarded):
        life.do("conclude", on="2026-07-01")
    life.do("undo_withdraw", on="2026-07-01")
    late = handling("2026-06-01")
    late.do("withdraw")
    with pytest.raises(Guarded):
        late.do("undo_withdraw", on="2026-07-02")
    late.do("conclude")


# Simple procedure, follow-up, sealing, joining, end.


def test_the_simple_procedure_keeps_the_sixty_days_as_a_fence():
    life = registered("2026-06-01", to_petition=False, legal_class="claim")
    life.do("enter_simple", on="2026-06-02")
    assert life.due("C-HANDLE") == day("2026-08-03")  # 1 August is a Saturday
    life.do("to_ordinary", on="2026-06-10")
    assert life.due("C-HANDLE") == day("2026-08-03")
    assert not life.runs("C-SIMPLE")


def simply_answered(**facts):
    life = registered("2026-06-01", to_petition=False, **facts)
    life.do("enter_simple", on="2026-06-02")
    life.do("answer_simple", on="2026-06-10")
    return life


@pytest.mark.parametrize("decides", [{"legal_class": "claim"}, {"kind": "request"}, {"kind": "complaint"}])
def test_a_simple_answer_to_a_request_leaves_thirty_days_to_ask_for_a_review(decides):
    life = simply_answered(**decides)
    assert life.facts.state == "simple_answered"
    assert {name for name in life.facts.clocks if life.runs(name)} == {"C-REVIEW-ASK"}
    assert life.due("C-REVIEW-ASK") == day("2026-07-10")
    assert "simple_answered" in XINFANG.act("ask_review").from_


@pytest.mark.parametrize(
    "other", [{"legal_class": "suggestion"}, {"kind": "suggestion"}, {"kind": "inquiry"}, {"kind": "praise"}]
)
def test_a_simple_answer_to_an_idea_or_a_question_opens_no_review(other):
    life = simply_answered(**other)
    assert not any(life.runs(name) for name in life.facts.clocks)
    life.do("conclude")


def test_a_simple_answer_is_concluded_when_the_time_for_a_review_is_over():
    life = simply_answered()
    with pytest.raises(Guarded) as refused:
        life.do("conclude", on="2026-07-10")
    assert "time to ask for a review" in refused.value.say("en")
    assert life.timed() == ()
    life.now = at("2026-07-11")
    assert [timed.act_id for timed in life.timed()] == ["lapse"]
    life.do("lapse")
    assert life.facts.state == "concluded"
    assert not life.runs("C-REVIEW-ASK")


def test_a_follow_up_of_a_simple_answer_leaves_the_review_alone():
    life = simply_answered()
    life.do("open_follow_up", on="2026-06-12")
    life.do("reply_follow_up", on="2026-06-15")
    assert life.due("C-REVIEW-ASK") == day("2026-07-10")


def test_a_suggestion_that_turns_out_to_be_a_claim_counts_from_its_first_acceptance():
    life = registered("2026-06-01", to_petition=False, legal_class="suggestion")
    life.do("enter_simple", on="2026-06-02")
    assert not life.runs("C-HANDLE")
    life.do("to_ordinary", on="2026-06-10")
    assert life.facts.running("C-HANDLE").due.target == day("2026-08-01")


@pytest.mark.parametrize("unfit", [{"assigned": True}, {"legal_class": "accusation"}])
def test_the_simple_procedure_is_not_for_these(unfit):
    life = registered("2026-06-01", to_petition=False, **unfit)
    with pytest.raises(Guarded):
        life.do("enter_simple")


def test_a_follow_up_never_touches_the_time_to_ask_for_a_review():
    life = opinion_delivered("2026-06-01")
    before = life.facts.running("C-REVIEW-ASK")
    life.do("open_follow_up", on="2026-06-05")
    assert life.due("C-FOLLOWUP") == day("2026-06-19")
    with pytest.raises(Guarded):
        life.do("open_follow_up")
    life.do("reply_follow_up", on="2026-06-10")
    assert life.facts.running("C-REVIEW-ASK") == before
    with pytest.raises(Guarded):
        life.do("reply_follow_up")


def test_after_two_follow_ups_an_inspector_looks():
    life = opinion_delivered("2026-06-01")
    for _ in range(2):
        life.do("open_follow_up")
        life.do("reply_follow_up")
    with pytest.raises(Guarded) as refused:
        life.do("open_follow_up")
    assert "inspector" in refused.value.say("en")


def test_a_sealed_case_waits_for_its_officer_alone():
    life = registered("2026-06-01")
    life.do("seal", Role.SPEAKER)
    assert (life.facts.state, life.facts.legal_class, life.facts.sealed) == ("sealed", "accusation", True)
    assert not any(life.runs(name) for name in life.facts.clocks)


def test_joining_and_parting_leave_every_limit_alone():
    life = handling("2026-06-01")
    before = life.facts.clocks
    life.do("join")
    assert life.facts.joined
    life.do("separate")
    assert not life.facts.joined
    assert life.facts.clocks == before


def test_nothing_is_joined_after_its_opinion():
    life = handling("2026-06-01", outcomes=("supported",))
    with pytest.raises(Guarded):
        life.do("join")
    with pytest.raises(Guarded):
        handling("2026-06-01").do("separate")


def test_an_assigned_matter_is_reported_before_it_is_concluded():
    life = registered("2026-06-01")
    life.do("assign", due_on="2026-07-01")
    life.do("accept", legal_class="suggestion")
    life.do("adopt")
    with pytest.raises(Guarded) as refused:
        life.do("conclude")
    assert "report of completion" in refused.value.say("en")
    life.do("report_done")
    life.do("conclude")
    life.do("archive")
    assert life.facts.state == "archived"


def test_nothing_is_archived_while_a_follow_up_is_open():
    life = opinion_delivered("2026-06-01")
    life.do("lapse", on="2026-07-02")
    life.do("open_follow_up")
    with pytest.raises(Guarded):
        life.do("archive")
    life.do("reply_follow_up")
    life.do("archive")


def test_an_offices_last_day_may_stay_on_a_day_of_rest_but_never_the_persons():
    life = registered("2026-05-30", calendar=WEEKS)
    assert life.due("C-REG") == day("2026-06-15")
    strict = {"count.rollover_office": "off"}
    life = handling("2026-06-01")
    life.settings = strict
    for act_id in ("hear_person", "investigate", "issue_opinion"):
        life.do(act_id)
    life.do("deliver", on="2026-06-05")
    assert life.due("C-REVIEW-ASK") == day("2026-07-06")
    again = registered("2026-06-04")
    again.settings = strict
    again.do("forward", on="2026-06-05")
    assert again.due("C-NOTICE-FWD") == day("2026-06-20")


# A second look at the rows of the note.


def test_the_simple_way_is_decided_within_three_working_days_of_receipt():
    life = registered("2026-04-29", calendar=published(), to_petition=False)
    life.do("enter_simple")
    clock = life.facts.clocks["C-SIMPLE-ACCEPT"]
    assert (clock.due.on, clock.met_at) == (day("2026-05-07"), life.now)


def test_the_simple_way_counts_from_when_the_competent_body_got_it():
    life = registered("2026-06-01")
    life.do("forward", on="2026-06-03")
    life.do("enter_simple", on="2026-06-10")
    clock = life.facts.clocks["C-SIMPLE-ACCEPT"]
    assert clock.due.on == day("2026-06-08")
    assert clock.met_at is not None
    assert clock.met_at >= clock.due.at


def passed_on(day: str = "2026-06-01"):
    """Forwarded on the day of registration to a body that is not the last in its system."""
    life = registered(day)
    life.do("forward")
    return life


def test_each_level_between_passes_a_simple_matter_on_within_one_working_day():
    life = passed_on("2026-06-05")  # a Friday
    life.do("classify", on="2026-06-06", legal_class="claim", simple=True)
    assert life.due("C-SIMPLE-HOP") == day("2026-06-08")
    life.do("forward_down", on="2026-06-09")
    clock = life.facts.clocks["C-SIMPLE-HOP"]
    assert clock.met_at == life.now
    assert clock.met_at >= clock.due.at


def test_the_desk_that_registered_it_is_a_level_too():
    life = registered("2026-06-01", received_at=at("2026-05-29"))
    life.do("classify", legal_class="claim", simple=True)
    assert life.due("C-SIMPLE-HOP") == day("2026-06-01")
    life.do("forward")
    assert life.facts.clocks["C-SIMPLE-HOP"].met_at == life.now


@pytest.mark.parametrize("act_id", ["accept", "enter_simple", "object", "assign"])
def test_who_does_not_pass_it_on_owes_no_hop(act_id):
    life = registered("2026-06-01") if act_id == "assign" else passed_on()
    life.do("classify", legal_class="claim", simple=True)
    assert life.runs("C-SIMPLE-HOP")
    life.do(act_id)
    assert not life.runs("C-SIMPLE-HOP")
    assert life.facts.clocks["C-SIMPLE-HOP"].met_at is None


def test_classified_again_it_need_not_be_the_simple_way():
    life = passed_on()
    life.do("classify", legal_class="claim", simple=True)
    life.do("classify", legal_class="claim", simple=True)
    life.do("classify", legal_class="claim")
    assert not life.runs("C-SIMPLE-HOP")


@pytest.mark.parametrize("how", ["assign", "accept"])
def test_what_was_assigned_or_accepted_is_not_passed_on_the_simple_way(how):
    life = registered("2026-06-01") if how == "assign" else passed_on()
    life.do(how)
    with pytest.raises(Guarded) as refused:
        life.do("classify", legal_class="claim", simple=True)
    assert refused.value.data["guard"] == "simple_passed_on"
    assert not life.runs("C-SIMPLE-HOP")


@pytest.mark.parametrize("act_id", ["government_decides", "forward_down"])
def test_an_assignment_from_above_carries_its_day_and_its_letter(act_id):
    life = registered("2026-06-01")
    life.do("report_up" if act_id == "government_decides" else "forward")
    with pytest.raises(Guarded):
        life.do(act_id, **{"as": "assigned"})
    with pytest.raises(Guarded):
        life.do(act_id, due_on="2026-06-01", **{"as": "assigned"})
    taken = life.do(act_id, due_on="2026-07-01", **{"as": "assigned"})
    assert (taken.to_state, life.facts.assigned, life.due("C-ASSIGN")) == ("assigned", True, day("2026-07-01"))
    assert "D09" in taken.documents
    assert "D02" not in taken.documents


@pytest.mark.parametrize("act_id", ["government_decides", "forward_down"])
def test_a_plain_forwarding_from_above_needs_no_day(act_id):
    life = registered("2026-06-01")
    life.do("report_up" if act_id == "government_decides" else "forward")
    taken = life.do(act_id, **{"as": "forwarded"})
    assert (taken.to_state, life.facts.assigned, life.runs("C-ASSIGN")) == ("forwarded", False, False)
    assert "D02" in taken.documents


def test_what_was_assigned_stays_assigned_further_down():
    life = registered("2026-06-01")
    life.do("assign", due_on="2026-07-01")
    life.do("forward_down")
    assert life.facts.assigned
    assert life.due("C-ASSIGN") == day("2026-07-01")


def test_a_route_is_changed_to_the_bodys_own_duty_or_to_another_body():
    own = handling()
    own.do("reroute", route="duty", competent_body="", where_to_go="")
    assert (own.facts.state, own.facts.route, own.runs("C-HANDLE")) == ("performing_duty", "duty", False)
    other = handling()
    with pytest.raises(Guarded) as why:
        other.do("reroute", route="arbitration", where_to_go="")
    assert "address" in why.value.say("en")
    other.do("reroute", route="arbitration")
    assert (other.facts.state, other.facts.route) == ("route_introduced", "arbitration")
