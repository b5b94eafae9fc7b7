"""Settling by agreement, played through the table (条例 Art 33; procedures note 1.14)."""

from dataclasses import replace
from datetime import date

import pytest

from huiying.core.procedures.engine import offers
from huiying.core.procedures.errors import Guarded, NotYourAct
from huiying.core.procedures.model import Role
from huiying.core.procedures.xinfang import XINFANG
from tests.core.procedures.players import OTHER, handling, holding, opinion_delivered

SIGNED = {"signed_on": "2026-06-20"}


def mediated(**changed):
    life = handling("2026-06-01", **changed)
    life.do("offer_mediation", Role.HANDLER)
    life.do("agree_mediation", Role.HANDLER)
    life.do("other_agrees", Role.HANDLER, how="met")
    life.do("begin_mediation", Role.HANDLER, mediator=77)
    return life


def settled(on="2026-06-20", **changed):
    life = mediated(**changed)
    life.do("reach", on=on, signed_on=on)
    return life


def allowed(life, role, staff_id=10):
    actor = holding(role, staff_id=staff_id)
    found = offers(XINFANG, life.facts, actor, now=life.now, calendar=life.calendar, settings=life.settings)
    return {offer.act.id for offer in found if offer.allowed}


def test_the_time_to_handle_runs_on_during_a_mediation():
    life = handling("2026-06-01")
    before = life.due("C-HANDLE")
    assert mediated().due("C-HANDLE") == before


def test_it_begins_when_both_sides_have_agreed_in_any_order():
    for first, second in (("agree_mediation", "other_agrees"), ("other_agrees", "agree_mediation")):
        life = handling("2026-06-01")
        life.do("offer_mediation", Role.HANDLER)
        life.do(first, Role.HANDLER, how="met")
        with pytest.raises(Guarded):
            life.do("begin_mediation", Role.HANDLER)
        with pytest.raises(Guarded):
            life.do(first, Role.HANDLER, how="met")
        life.do(second, Role.HANDLER, how="met")
        life.do("begin_mediation", Role.HANDLER, mediator=77)
        assert (life.facts.tracks["mediation"], life.facts.mediator_id) == ("running", 77)


def test_the_person_asks_for_it_once_and_the_unit_offers_it_then():
    life = handling("2026-06-01")
    life.do("ask_mediation", Role.SPEAKER)
    assert "ask_mediation" not in allowed(life, Role.SPEAKER)
    life.do("offer_mediation", Role.HANDLER)
    assert "ask_mediation" not in allowed(life, Role.SPEAKER)
    life.do("stop_mediation", Role.HANDLER)
    assert "ask_mediation" in allowed(life, Role.SPEAKER)


def test_only_claims_are_settled_by_agreement():
    life = handling("2026-06-01")
    life.facts = replace(life.facts, legal_class="suggestion")
    assert not {"offer_mediation", "settle"} & allowed(life, Role.HANDLER)


def test_the_other_side_holds_no_receipt():
    life = handling("2026-06-01")
    life.do("offer_mediation", Role.HANDLER)
    with pytest.raises(Guarded):
        life.do("other_agrees", Role.HANDLER, how="receipt")
    life.do("agree_mediation", Role.SPEAKER, how="receipt")
    assert life.facts.tracks["mediation"] == "speaker_agreed"


def test_either_side_stops_it_at_any_time_and_no_act_asks_why():
    for role in (Role.SPEAKER, Role.HANDLER, Role.MEDIATOR):
        life = mediated()
        life.do("stop_mediation", role)
        assert (life.facts.state, life.facts.tracks["mediation"]) == ("handling", "ended")
    for name in ("stop_mediation", "fail"):
        act = XINFANG.act(name)
        assert act is not None
        assert act.fields == ()


def test_without_an_agreement_the_handling_goes_on_and_it_can_be_tried_again():
    life = mediated()
    due = life.due("C-HANDLE")
    life.do("fail", Role.MEDIATOR)
    assert (life.facts.state, life.due("C-HANDLE")) == ("handling", due)
    assert "offer_mediation" in allowed(life, Role.HANDLER)


def test_whoever_mediated_writes_no_opinion():
    life = mediated()
    for act in ("fail", "hear_person", "investigate"):
        life.do(act)
    assert "issue_opinion" in allowed(life, Role.HANDLER, staff_id=10)
    assert "issue_opinion" not in allowed(life, Role.HANDLER, staff_id=77)


def test_nobody_appoints_themselves():
    life = handling("2026-06-01")
    for act in ("offer_mediation", "agree_mediation", "other_agrees"):
        life.do(act, Role.HANDLER, how="met")
    with pytest.raises(Guarded):
        life.do("begin_mediation", Role.HANDLER, mediator=10)


def test_an_agreement_is_signed_before_it_is_noted_and_ends_the_clocks():
    life = mediated()
    life.now = life.now.replace(month=6, day=20)
    with pytest.raises(Guarded):
        life.do("reach", signed_on="2026-06-21")
    step = life.do("reach", signed_on="2026-06-20")
    assert (step.to_state, step.documents) == ("settled", ("D16",))
    assert not life.runs("C-HANDLE")


def test_a_settlement_is_concluded_only_once_it_was_kept():
    life = settled()
    assert "conclude" not in allowed(life, Role.HANDLER)
    with pytest.raises(Guarded):
        life.do("settlement_kept", Role.HANDLER, evidence="")
    life.do("settlement_kept", Role.SPEAKER, evidence="")
    assert "conclude" in allowed(life, Role.HANDLER)
    assert "breach" not in allowed(life, Role.SPEAKER)


@pytest.mark.parametrize(
    ("signed", "broken", "due"),
    [
        ("2026-06-10", "2026-07-01", "2026-08-21"),  # 51 days left on 10 June
        ("2026-07-28", "2026-08-03", "2026-08-18"),  # 3 left until 31 July: at least 15
    ],
)
def test_a_breach_gives_back_the_days_that_were_left_and_at_least_fifteen(signed, broken, due):
    life = settled(on=signed)
    life.do("breach", Role.SPEAKER, on=broken)
    assert life.facts.state == "handling"
    assert life.due("C-HANDLE") == date.fromisoformat(due)
    assert life.facts.left == {}


def test_a_breach_of_what_was_settled_in_a_review_goes_back_to_it():
    life = opinion_delivered("2026-06-01")
    life.do("ask_review", on="2026-06-05", body=OTHER)
    life.do("start_review", on="2026-06-10")
    for act in ("offer_mediation", "agree_mediation", "other_agrees", "begin_mediation"):
        life.do(act, Role.HANDLER, how="met", mediator=77)
    life.do("reach", on="2026-07-01", signed_on="2026-07-01")
    life.do("breach", Role.SPEAKER, on="2026-07-06")
    assert life.facts.state == "reviewing"
    assert life.due("C-REVIEW") == date(2026, 7, 10)  # 4 days were left on 1 July


def test_the_sides_settle_it_themselves():
    life = handling("2026-06-01")
    step = life.do("settle", Role.HANDLER, on="2026-06-20", **SIGNED)
    assert (step.to_state, step.documents) == ("settled", ("D16",))
    with pytest.raises(NotYourAct):
        mediated().do("reach", Role.HANDLER, **SIGNED)
