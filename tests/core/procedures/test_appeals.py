"""Review, final review and hearings, played through the table; the dates were counted by hand (note, section 4)."""

from dataclasses import replace
from datetime import date

import pytest

from huiying.core.procedures.engine import offers
from huiying.core.procedures.errors import ApprovalNeeded, Guarded, NotFromHere
from huiying.core.procedures.model import Role
from huiying.core.procedures.xinfang import XINFANG
from tests.core.calendars import published
from tests.core.procedures.players import OTHER, UNIT, at, holding, opinion_delivered, registered


def day(text):
    return date.fromisoformat(text)


def asked(on="2026-06-05", **changed):
    life = opinion_delivered("2026-06-01", **changed)
    life.do("ask_review", on=on, body=OTHER)
    return life


def reviewed(on="2026-06-10", **changed):
    life = asked(**changed)
    life.do("start_review", on=on)
    life.do("decide_review")
    return life


def final_reviewing(on="2026-09-01", calendar=None):
    life = reviewed()
    life.do("deliver_review", on="2026-08-20")
    if calendar is not None:
        life.calendar = calendar
    life.do("ask_final", on=on, body=OTHER)
    life.do("start_final")
    return life


def allowed(life, role):
    found = offers(XINFANG, life.facts, holding(role), now=life.now, calendar=life.calendar, settings=life.settings)
    return {offer.act.id for offer in found if offer.allowed}


def test_a_review_goes_to_the_body_above_and_takes_thirty_days_from_the_request():
    life = asked(on="2026-06-05")
    assert (life.facts.state, life.facts.review_unit_id) == ("review_asked", OTHER)
    assert life.due("C-REVIEW") == day("2026-07-06")  # 5 July is a Sunday
    assert not life.runs("C-REVIEW-ASK")


def test_deciding_ends_the_review_but_the_final_review_waits_for_the_delivery():
    life = reviewed(on="2026-06-10")
    assert life.facts.state == "review_issued"
    assert not life.runs("C-REVIEW")
    assert life.due("C-DELIVER") == day("2026-06-17")
    assert not life.runs("C-FINAL-ASK")
    life.do("deliver_review", on="2026-06-20", delivered_on="2026-06-18", proof="post")
    assert life.due("C-FINAL-ASK") == day("2026-07-20")  # 18 July is a Saturday


def test_a_final_review_across_the_national_day():
    assert final_reviewing("2026-09-01", published()).due("C-FINAL") == day("2026-10-08")


def test_seven_days_of_hearing_are_left_out_of_the_final_review():
    """From the notice to the close, both days counted: day 37 is 8 October."""
    life = final_reviewing("2026-09-01", published())
    life.settings = {"xinfang.hearing_notice_workdays": 4}
    life.do("call_final_hearing", on="2026-09-08", hearing_on="2026-09-14")
    assert life.facts.state == "final_hearing"
    assert life.facts.pauses == {"C-FINAL": [["2026-09-08", ""]]}
    life.do("hold_hearing", on="2026-09-14")
    life.do("close_hearing")
    assert life.facts.state == "final_reviewing"
    assert (life.facts.running("C-FINAL").due.target, life.due("C-FINAL")) == (day("2026-10-08"), day("2026-10-08"))


def test_a_hearing_beyond_the_cap_counts_again():
    life = final_reviewing("2026-06-01")
    life.settings = {"xinfang.final_hearing_cap_days": 10}
    life.do("call_final_hearing", on="2026-06-02", hearing_on="2026-06-12")
    while_it_is_on = life.facts.running("C-FINAL").due
    assert while_it_is_on.target == day("2026-07-11")
    life.do("close_hearing", on="2026-07-01")
    assert life.facts.running("C-FINAL").due == while_it_is_on


def test_a_second_hearing_adds_to_the_first():
    life = final_reviewing("2026-06-01")
    for first, last in (("2026-06-02", "2026-06-04"), ("2026-06-08", "2026-06-11")):
        life.do("call_final_hearing", on=first, hearing_on="2026-06-22")
        life.do("close_hearing", on=last)
    assert life.facts.running("C-FINAL").due.target == day("2026-07-08")  # 1 July and 3 + 4 days


def test_a_final_review_that_is_late_stays_late():
    life = final_reviewing("2026-06-01")
    before = life.facts.running("C-FINAL")
    life.do("call_final_hearing", on="2026-07-20", hearing_on="2026-08-03")
    life.do("close_hearing", on="2026-08-04")
    assert life.facts.running("C-FINAL") == before


def test_a_hearing_while_handling_stops_nothing():
    life = opinion_delivered("2026-06-01")
    life.facts = life.steps[-3].facts  # heard and investigated, no opinion yet
    before = life.due("C-HANDLE")
    life.do("call_hearing", hearing_on="2026-06-15")
    assert life.due("C-HANDLE") == before
    with pytest.raises(Guarded):
        life.do("issue_opinion")
    life.do("hold_hearing", on="2026-06-15")
    life.do("close_hearing")
    assert life.due("C-HANDLE") == before
    life.do("issue_opinion")


def test_a_hearing_is_announced_five_working_days_before():
    life = final_reviewing("2026-06-01")
    with pytest.raises(Guarded) as early:
        life.do("call_final_hearing", hearing_on="2026-06-05")
    assert "2026-06-08" in early.value.say("en")
    life.do("call_final_hearing", hearing_on="2026-06-08")
    with pytest.raises(Guarded):
        life.do("hold_hearing", on="2026-06-07")


def test_nobody_is_asked_but_the_body_next_above():
    life = opinion_delivered("2026-06-01")
    life.facts = replace(life.facts, above=(OTHER,))
    with pytest.raises(Guarded):
        life.do("ask_review", body=UNIT)
    life.do("ask_review", body=OTHER)


def test_where_nobody_stands_above_there_is_no_review_to_ask_for():
    life = opinion_delivered("2026-06-01")
    life.facts = replace(life.facts, above=())
    assert "ask_review" not in allowed(life, Role.SPEAKER)


def test_after_the_highest_review_the_matter_is_concluded():
    life = reviewed()
    life.facts = replace(life.facts, above=())
    life.do("deliver_review")
    assert life.facts.state == "concluded"
    assert not life.runs("C-FINAL-ASK")


def test_where_the_next_body_is_elsewhere_the_time_to_ask_it_runs_all_the_same():
    life = reviewed()
    life.facts = replace(life.facts, above=(), asked_outside=True)
    life.do("deliver_review")
    assert (life.facts.state, life.runs("C-FINAL-ASK")) == ("review_delivered", True)
    assert "ask_final" not in allowed(life, Role.SPEAKER)


def test_a_request_after_its_time_is_refused_and_the_body_above_may_take_it_late():
    life = opinion_delivered("2026-06-01")
    life.now = at("2026-07-02")
    assert "ask_review" not in allowed(life, Role.SPEAKER)
    life.do("lapse")
    assert "ask_late" in allowed(life, Role.SUPERIOR)
    life.do("ask_late", body=OTHER)
    assert life.due("C-REVIEW") == day("2026-08-03")


def test_a_late_request_for_the_final_review_may_be_taken_by_the_body_above_as_well():
    life = reviewed()
    life.do("deliver_review", on="2026-08-20")
    assert "ask_final_late" not in allowed(life, Role.SUPERIOR)
    life.now = at("2026-09-22")
    assert "ask_final" not in allowed(life, Role.SPEAKER)
    life.do("lapse")
    assert {"ask_final_late", "ask_late"} & allowed(life, Role.SUPERIOR) == {"ask_final_late"}
    life.do("ask_final_late", body=OTHER)
    assert (life.facts.state, life.facts.final_unit_id) == ("final_asked", OTHER)
    assert life.due("C-FINAL") == day("2026-10-22")


def test_what_never_had_an_opinion_is_not_reviewed_late():
    life = registered("2026-06-01")
    life.do("guide_justice")
    life.do("conclude")
    assert "ask_late" not in allowed(life, Role.SUPERIOR)


def test_a_written_request_counts_from_the_day_it_came_in():
    life = opinion_delivered("2026-06-01")
    life.now = at("2026-06-10")
    for wrong in ("2026-05-31", "2026-06-11"):
        with pytest.raises(Guarded):
            life.do("ask_review", body=OTHER, received_on=wrong)
    life.do("ask_review", body=OTHER, received_on="2026-06-08")
    assert life.due("C-REVIEW") == day("2026-07-08")


def test_a_follow_up_does_not_move_the_time_to_ask():
    life = opinion_delivered("2026-06-01")
    before = life.due("C-REVIEW-ASK")
    life.do("open_follow_up", on="2026-06-20")
    life.do("reply_follow_up", on="2026-06-25")
    assert life.due("C-REVIEW-ASK") == before


def test_what_is_carried_out_does_not_wait_for_the_review():
    life = asked()
    life.do("order_execution", Role.HANDLER)
    assert life.facts.tracks["execution"] == "ordered"


@pytest.mark.parametrize(("annul", "beginning"), [("order_redo", asked), ("final_redo", final_reviewing)])
def test_what_is_annulled_gets_a_new_opinion_and_a_new_right_to_review(annul, beginning):
    life = beginning()
    if annul == "order_redo":
        life.do("start_review")
    life.do(annul, on="2026-09-02", due_on="2026-09-20")
    assert (life.facts.state, life.due("C-REDO")) == ("redo", day("2026-09-20"))
    life.do("issue_opinion")
    life.do("deliver")
    assert life.due("C-REVIEW-ASK") == day("2026-10-02")
    life.do("ask_review", body=OTHER)
    assert life.facts.final_unit_id == 0


def test_doing_it_again_has_a_day_within_sixty():
    life = asked()
    life.do("start_review")
    for wrong in ("2026-06-05", "2026-08-05"):
        with pytest.raises(Guarded):
            life.do("order_redo", due_on=wrong)
    life.do("order_redo")
    assert life.due("C-REDO") == day("2026-07-06")


def test_an_office_whose_rules_know_no_change_offers_none():
    life = asked()
    life.do("start_review")
    life.settings = {"xinfang.review_may_change": "off", "xinfang.review_may_redo": "off"}
    with pytest.raises(Guarded):
        life.do("decide_review", result="changed")
    with pytest.raises(Guarded):
        life.do("order_redo")
    life.do("decide_review", result="upheld")


def test_a_review_opinion_waits_for_the_head_of_the_body_above():
    life = asked()
    life.do("start_review")
    with pytest.raises(ApprovalNeeded):
        life.do("decide_review", Role.REVIEWER)


def test_after_the_final_review_nothing_more_is_asked_for():
    life = final_reviewing("2026-09-01")
    life.do("decide_final", on="2026-09-10")
    assert life.facts.final_on == "2026-09-10"
    life.do("deliver_final")
    assert life.facts.state == "final_delivered"
    for again in ("ask_final", "ask_review", "open_follow_up"):
        with pytest.raises(NotFromHere):
            life.do(again)


def test_a_withdrawal_calls_the_hearing_off_and_keeps_the_days_that_were_left():
    life = final_reviewing("2026-06-01")
    life.do("call_final_hearing", on="2026-06-03", hearing_on="2026-06-15")
    life.do("withdraw", on="2026-06-05")
    life.do("undo_withdraw", on="2026-06-10")
    assert life.facts.state == "final_reviewing"
    assert life.facts.running("C-FINAL").due.target == day("2026-07-09")  # 29 of the 30 days were left on 3 June
    assert life.facts.pauses == {}
    assert "call_final_hearing" in allowed(life, Role.FINAL_REVIEWER)
