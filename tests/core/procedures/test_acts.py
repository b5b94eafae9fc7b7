"""Who may do what: the matrix written by hand, and every act tried by every role."""

from dataclasses import replace
from datetime import timedelta

import pytest

from huiying.core.procedures.data import cleaned
from huiying.core.procedures.engine import needs_approval, offers, step
from huiying.core.procedures.errors import (
    ActUnknown,
    ApprovalNeeded,
    ApproverIsAsker,
    FieldMissing,
    FieldWrong,
    Guarded,
    NotFromHere,
    NotYourAct,
)
from huiying.core.procedures.model import FieldKind, Role
from huiying.core.procedures.xinfang import XINFANG
from tests.core.procedures.players import (
    EVERY_ROLE,
    UNIT,
    WEEKS,
    Life,
    at,
    filled,
    handling,
    holding,
    newborn,
    opinion_delivered,
    registered,
)

NOW = at("2026-06-01")
# Written by hand from the procedures note 1.6 to 1.21: act → who may do it, who approves.
WHO = {
    "register": ("receptionist dispatcher speaker system", ""),
    "set_aside": ("dispatcher receptionist system", ""),
    "take_up": ("dispatcher receptionist", ""),
    "ask_second_look": ("speaker", ""),
    "classify": ("dispatcher handler", ""),
    "seal": ("dispatcher handler receptionist speaker system", ""),
    "report_urgent": ("dispatcher unit_head", ""),
    "report_up": ("dispatcher", ""),
    "government_decides": ("dispatcher", ""),
    "forward": ("dispatcher", ""),
    "assign": ("dispatcher", ""),
    "forward_down": ("handler", ""),
    "hand_to_justice": ("dispatcher", ""),
    "guide_justice": ("receptionist dispatcher", ""),
    "guide": ("handler", ""),
    "refuse_same": ("dispatcher handler", ""),
    "refuse_final": ("dispatcher handler", ""),
    "refuse_other": ("handler", "unit_head"),
    "accept": ("handler", ""),
    "undo_refusal": ("superior inspector handler", ""),
    "notice_missed": ("system", ""),
    "object": ("handler", "unit_head"),
    "consent_return": ("dispatcher superior", ""),
    "refuse_return": ("dispatcher superior", ""),
    "to_dispute": ("dispatcher superior handler", ""),
    "late_object": ("handler", ""),
    "negotiate": ("handler dispatcher", ""),
    "superior_decides": ("superior", ""),
    "joint_coordinates": ("dispatcher joint_office", ""),
    "successor": ("dispatcher superior", ""),
    "government_names": ("dispatcher government", ""),
    "introduce": ("handler", ""),
    "route_came_back": ("handler", ""),
    "begin_duty": ("handler", ""),
    "answer_duty": ("handler", "unit_head"),
    "begin": ("handler", ""),
    "hear_person": ("handler", ""),
    "investigate": ("handler", ""),
    "extend": ("handler unit_head", "unit_head"),
    "reroute": ("handler", "unit_head"),
    "issue_opinion": ("handler unit_head", "unit_head"),
    "deliver": ("handler receptionist speaker system", ""),
    "correct_opinion": ("unit_head", ""),
    "lapse": ("system", ""),
    "report_done": ("handler", ""),
    "ask_more": ("handler dispatcher receptionist", ""),
    "add": ("speaker", ""),
    "note": ("receptionist dispatcher handler unit_head inspector callback_officer sealed_officer", ""),
    "rate": ("speaker", ""),
    "hand_over": ("unit_head handler dispatcher", ""),
    "study": ("handler", ""),
    "adopt": ("handler", "unit_head"),
    "adopt_partly": ("handler", "unit_head"),
    "not_adopt": ("handler", "unit_head"),
    "reward": ("unit_head", ""),
    "enter_simple": ("handler", ""),
    "answer_simple": ("handler", ""),
    "answer_objection": ("dispatcher handler unit_head", ""),
    "to_ordinary": ("handler speaker inspector", ""),
    "open_follow_up": ("speaker callback_officer", ""),
    "reply_follow_up": ("handler", ""),
    "withdraw": ("speaker", ""),
    "end_check": ("system", ""),
    "undo_withdraw": ("speaker", ""),
    "join": ("dispatcher handler system", ""),
    "order_execution": ("handler system", ""),
    "execution_done": ("handler", ""),
    "order_supervision": ("inspector", ""),
    "answer_supervision": ("handler unit_head system", ""),
    "close_supervision": ("inspector system", ""),
    "give_advice": ("inspector", ""),
    "answer_advice": ("unit_head system", ""),
    "separate": ("dispatcher handler", ""),
    "conclude": ("handler dispatcher sealed_officer", ""),
    "archive": ("archivist sealed_officer", ""),
    "call_hearing": ("unit_head", ""),
    "call_final_hearing": ("final_reviewer", ""),
    "hold_hearing": ("hearing_host", ""),
    "close_hearing": ("hearing_host unit_head final_reviewer", ""),
    "ask_review": ("speaker receptionist", ""),
    "ask_late": ("superior", ""),
    "start_review": ("reviewer", ""),
    "decide_review": ("reviewer", "superior"),
    "order_redo": ("reviewer", "superior"),
    "deliver_review": ("reviewer receptionist speaker", ""),
    "ask_final": ("speaker receptionist", ""),
    "ask_final_late": ("superior", ""),
    "start_final": ("final_reviewer", ""),
    "decide_final": ("final_reviewer", "superior"),
    "final_redo": ("final_reviewer", "superior"),
    "deliver_final": ("final_reviewer receptionist speaker", ""),
    "ask_mediation": ("speaker", ""),
    "offer_mediation": ("handler mediator", ""),
    "agree_mediation": ("speaker handler mediator", ""),
    "other_agrees": ("handler mediator", ""),
    "begin_mediation": ("handler mediator", ""),
    "reach": ("mediator", ""),
    "settle": ("handler", ""),
    "fail": ("mediator", ""),
    "stop_mediation": ("speaker handler mediator", ""),
    "settlement_kept": ("speaker handler mediator", ""),
    "breach": ("speaker handler system", ""),
    "name_accused": ("sealed_officer speaker", ""),
    "hand_sealed": ("sealed_officer", ""),
    "parcel_received": ("sealed_officer", ""),
    "keep_sealed": ("sealed_officer", ""),
    "inform_personnel": ("sealed_officer", ""),
    "choose_feedback": ("speaker", ""),
    "feedback": ("sealed_officer", ""),
    "tell_inspectors": ("sealed_officer", ""),
    "unseal": ("sealed_officer", "sealed_officer"),
}
OFFERED = [act for act in XINFANG.acts if act.offered]


def play(act, facts, *roles, approved=False, requested_by=11, **chosen):
    return step(
        XINFANG,
        facts,
        act.id,
        filled(act, NOW.date(), **chosen),
        actor=holding(*roles, requested_by=requested_by),
        now=NOW,
        calendar=WEEKS,
        settings={},
        approved=approved,
    )


def standing_where(act):
    return newborn(NOW, state=min(act.from_, default=""))


def test_the_matrix_names_every_act_that_is_offered():
    assert set(WHO) == {act.id for act in OFFERED}


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
def test_each_act_belongs_to_these_roles(act):
    who, approver = WHO[act.id]
    assert act.who == {Role(name) for name in who.split()}
    assert (act.approved_by or "") == approver


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_may_not_is_refused_and_told_who_may(act, role):
    if role in act.who:
        assert role in XINFANG.act(act.id).who
        try:
            play(act, standing_where(act), role)
        except NotYourAct:
            pytest.fail("refused though the table allows it")
        except (Guarded, ApprovalNeeded):
            pass  # another rule of the act, tried in its own test
        return
    with pytest.raises(NotYourAct) as refused:
        play(act, standing_where(act), role)
    assert act.name.zh in refused.value.say("zh-hans")
    assert act.name.en in refused.value.say("en")


@pytest.mark.parametrize("act", [a for a in OFFERED if a.approved_by], ids=lambda act: act.id)
def test_nobody_approves_without_the_approving_role(act):
    for role in EVERY_ROLE - {act.approved_by}:
        with pytest.raises(NotYourAct):
            play(act, standing_where(act), role, approved=True)


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
def test_an_act_starts_only_from_its_states(act):
    for state in {state.id for state in XINFANG.states} - act.from_:
        with pytest.raises(NotFromHere) as refused:
            play(act, newborn(NOW, state=state), *EVERY_ROLE)
        assert refused.value.say("en")
        assert refused.value.say("zh-hans")


def test_a_case_begins_with_registration_alone():
    for act in OFFERED:
        if act.from_:
            with pytest.raises(NotFromHere):
                play(act, newborn(NOW), *EVERY_ROLE)


@pytest.mark.parametrize("act_id", [act.id for act in XINFANG.acts if not act.offered] + ["no_such_act"])
def test_what_is_not_offered_yet_cannot_be_done(act_id):
    with pytest.raises(ActUnknown):
        step(XINFANG, newborn(NOW), act_id, {}, actor=holding(*EVERY_ROLE), now=NOW, calendar=WEEKS, settings={})


def test_what_is_not_offered_yet_is_never_shown():
    for state in XINFANG.states:
        shown = offers(
            XINFANG, newborn(NOW, state=state.id), holding(*EVERY_ROLE), now=NOW, calendar=WEEKS, settings={}
        )
        assert all(offer.act.offered for offer in shown)


def test_staff_are_offered_the_delivery_and_the_seal():
    life = opinion_delivered()
    life.facts = life.steps[-2].facts  # issued, not delivered
    shown = {o.act.id for o in offers(XINFANG, life.facts, holding(Role.HANDLER), now=NOW, calendar=WEEKS, settings={})}
    assert {"deliver", "seal", "withdraw"} & shown == {"deliver", "seal"}


def test_offers_come_heaviest_first_and_name_who_must_approve():
    life = handling()
    life.do("hear_person")
    life.do("investigate")
    found = offers(XINFANG, life.facts, holding(Role.HANDLER), now=life.now, calendar=WEEKS, settings={})
    assert [o.act.weight for o in found] == sorted((o.act.weight for o in found), reverse=True)
    assert found[0].act.id == "issue_opinion"
    assert found[0].allowed
    assert found[0].approval is Role.UNIT_HEAD


def test_a_forbidden_act_is_offered_as_a_sentence_with_its_article():
    life = registered("2026-06-01")
    life.do("forward")
    late = at("2026-06-09")
    found = {
        o.act.id: o for o in offers(XINFANG, life.facts, holding(Role.HANDLER), now=late, calendar=WEEKS, settings={})
    }
    assert not found["object"].allowed
    assert "23(3)" in found["object"].refusal.say("en")
    assert "第二十三条" in found["object"].refusal.say("zh-hans")
    assert found["late_object"].allowed


def test_an_act_that_wants_approval_waits_for_it():
    life = handling()
    with pytest.raises(ApprovalNeeded) as waits:
        life.do("reroute", Role.HANDLER)
    assert "head of the unit" in waits.value.say("en")
    assert "单位负责人" in waits.value.say("zh-hans")


def test_a_head_signs_an_opinion_alone_but_never_extends_alone():
    opinion, extend = XINFANG.act("issue_opinion"), XINFANG.act("extend")
    assert not needs_approval(opinion, holding(Role.UNIT_HEAD))
    assert needs_approval(extend, holding(Role.UNIT_HEAD))
    life = handling()
    with pytest.raises(ApprovalNeeded):
        life.do("extend", Role.UNIT_HEAD, days=10)
    with pytest.raises(ApproverIsAsker) as refused:
        play(extend, life.facts, Role.UNIT_HEAD, approved=True, requested_by=10, days=10)
    assert "Extend" in refused.value.say("en")
    assert "延期" in refused.value.say("zh-hans")


@pytest.mark.parametrize("act", [a for a in OFFERED if any(f.required for f in a.fields)], ids=lambda act: act.id)
def test_each_required_field_is_asked_for_by_its_name(act):
    whole = filled(act, NOW.date())
    for field in act.fields:
        if field.required:
            for empty in (None, "", "   "):
                if field.kind in (FieldKind.TEXT, FieldKind.LONG) or empty != "   ":
                    with pytest.raises(FieldMissing) as missing:
                        cleaned(act, {**whole, field.name: empty})
                    assert field.label.zh in missing.value.say("zh-hans")


WRONG = {
    FieldKind.CHOICE: "something else",
    FieldKind.DAY: "2026-02-30",
    FieldKind.UNIT: "the town",
    FieldKind.NUMBER: "ten",
    FieldKind.CASE: "x",
    FieldKind.STAFF: "Zhao",
}


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
def test_each_field_refuses_what_it_cannot_hold(act):
    whole = filled(act, NOW.date())
    for field in act.fields:
        wrong = WRONG.get(field.kind)
        if field.kind in (FieldKind.TEXT, FieldKind.LONG):
            wrong = "长" * (field.most + 1)
        if wrong is not None:
            with pytest.raises(FieldWrong) as refused:
                cleaned(act, {**whole, field.name: wrong})
            assert field.label.en in refused.value.say("en")
            assert wrong not in refused.value.say("en")


def test_words_lose_only_the_blanks_around_them():
    values = cleaned(XINFANG.act("note"), {"note": "  第一行\r\n第二行 ", "unknown": "dropped"})
    assert values == {"note": "第一行\n第二行"}


def test_an_opinion_needs_every_part_of_every_request():
    act = XINFANG.act("issue_opinion")
    for left_out in ("request", "facts", "outcome", "decision", "basis"):
        rows = filled(act, NOW.date())["requests"]
        broken = [{**rows[0], left_out: ""}]
        with pytest.raises(FieldWrong):
            cleaned(act, {**filled(act, NOW.date()), "requests": broken})


TASK = {"unit": "7", "what": " 换线换灯 ", "due_on": "2026-12-20"}


def test_each_item_that_is_promised_says_who_what_and_by_when():
    act = XINFANG.act("issue_opinion")
    whole = filled(act, NOW.date())
    kept = cleaned(act, {**whole, "tasks": [TASK, {"unit": "", "what": " ", "due_on": ""}]})["tasks"]
    assert kept == [{"unit": 7, "what": "换线换灯", "due_on": "2026-12-20"}]
    assert "tasks" not in cleaned(act, {**whole, "tasks": [{}]})
    for wrong in ({"unit": ""}, {"what": ""}, {"due_on": ""}, {"due_on": "soon"}, {"unit": "the town"}):
        with pytest.raises(FieldWrong):
            cleaned(act, {**whole, "tasks": [{**TASK, **wrong}]})
    with pytest.raises(FieldWrong):
        cleaned(act, {**whole, "tasks": [{**TASK, "what": "长" * 401}]})


def test_a_day_that_is_over_is_promised_by_nobody():
    life = handling()
    life.do("hear_person")
    life.do("investigate")
    late = (life.today - timedelta(days=1)).isoformat()
    with pytest.raises(Guarded):
        life.do("issue_opinion", tasks=[{**TASK, "due_on": late}])
    life.do("issue_opinion", tasks=[{**TASK, "due_on": life.today.isoformat()}])


@pytest.mark.parametrize(("left", "concludes"), [(0, True), (1, False)])
def test_what_was_promised_is_settled_before_it_is_concluded(left, concludes):
    act = XINFANG.act("lapse")
    facts = replace(registered().facts, state="opinion_delivered", promises_open=left)
    if concludes:
        assert play(act, facts, Role.SYSTEM).to_state == "concluded"
    else:
        with pytest.raises(Guarded) as why:
            play(act, facts, Role.SYSTEM)
        assert "还有 1 项" in why.value.say("zh-hans")


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
def test_what_goes_out_is_plain_values(act):
    for value in cleaned(act, filled(act, NOW.date())).values():
        assert isinstance(value, str | int | bool | list)


def test_the_unit_that_gets_a_case_is_the_one_chosen():
    life: Life = registered()
    taken = life.do("forward", unit=UNIT)
    assert (taken.facts.unit_id, taken.facts.sender_unit_id) == (UNIT, 1)
