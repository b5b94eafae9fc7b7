"""Every act of the hotline: the plain success, then each refusal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from huiying.core.procedures.engine import offers, step, timed_acts
from huiying.core.procedures.errors import ActUnknown, ApprovalNeeded, Guarded, NotFromHere, NotYourAct
from huiying.core.procedures.hotline import HOTLINE
from huiying.core.procedures.hotline_acts import OPEN, RATED, TOLD
from huiying.core.procedures.model import Role
from huiying.core.procedures.settings import office_settings
from tests.core.calendars import published
from tests.core.procedures.callers import calling_back, closed, dispatched, handling, replied, taken
from tests.core.procedures.players import EVERY_ROLE, OTHER, UNIT, WEEKS, Life, at, filled, holding, newborn
from tests.core.procedures.test_hotline_table import OFFERED

NOW = at("2026-06-01")
ANSWERED = {"public_text": "路灯已经修好", "basis": "城市照明管理规定第二十一条"}
REACHED = {"contacted": "yes", "solved": "yes", "satisfied": "yes"}
UNSOLVED = {"contacted": "yes", "solved": "no", "satisfied": "no"}


def refused(life: Life, act_id: str, guard: str, **chosen: object) -> Guarded:
    before = life.facts
    with pytest.raises(Guarded) as why:
        life.do(act_id, **chosen)
    assert life.facts == before
    assert why.value.data["guard"] == guard
    assert why.value.say("zh-hans") != why.value.say("en")
    return why.value


def running(life: Life) -> set[str]:
    return {name for name, clock in life.facts.clocks.items() if clock.running}


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
def test_a_role_that_may_not_is_refused_and_told_who_may(act):
    facts = newborn(NOW, procedure="hotline", state=min(act.from_, default=""))
    for role in set(Role) - act.who:
        with pytest.raises(NotYourAct) as no:
            step(
                HOTLINE, facts, act.id, filled(act, NOW.date()),
                actor=holding(role), now=NOW, calendar=WEEKS, settings={},
            )  # fmt: skip
        assert act.name.zh in no.value.say("zh-hans")
        assert act.name.en in no.value.say("en")


@pytest.mark.parametrize("act", OFFERED, ids=lambda act: act.id)
def test_an_act_starts_only_from_its_states(act):
    for state in ({state.id for state in HOTLINE.states} | {""}) - (act.from_ or {""}):
        with pytest.raises(NotFromHere):
            step(
                HOTLINE, newborn(NOW, procedure="hotline", state=state), act.id, {},
                actor=holding(*EVERY_ROLE), now=NOW, calendar=WEEKS, settings={},
            )  # fmt: skip


def test_an_act_that_does_not_exist_cannot_be_done():
    with pytest.raises(ActUnknown):
        step(
            HOTLINE, newborn(NOW, state="handling"), "no_such_act", {},
            actor=holding(*EVERY_ROLE), now=NOW, calendar=WEEKS, settings={},
        )  # fmt: skip


def test_a_ticket_runs_from_call_to_closing_through_every_hand():
    life = taken()
    assert (life.facts.state, running(life)) == ("received", {"H-DISPATCH"})
    life.do("dispatch", Role.DISPATCHER, unit=UNIT)
    assert (life.facts.state, running(life)) == ("dispatched", {"H-HANDLE", "H-RETURN", "H-CONTACT"})
    assert (life.facts.unit_id, life.facts.sender_unit_id) == (UNIT, 1)
    life.do("sign_for", Role.HANDLER)
    assert (life.facts.state, running(life)) == ("handling", {"H-HANDLE", "H-CONTACT"})
    life.do("contact", Role.HANDLER)
    assert running(life) == {"H-HANDLE"}
    life.do("reply", Role.UNIT_HEAD, **ANSWERED)
    assert (life.facts.state, running(life)) == ("replied", {"H-REVIEW"})
    life.do("check_reply", Role.DISPATCHER, verdict="calling_back")
    assert (life.facts.state, running(life)) == ("calling_back", {"H-CALLBACK"})
    life.do("call_back", Role.CALLBACK_OFFICER, **REACHED)
    assert (life.facts.state, running(life)) == ("closed", set())
    life.do("archive", Role.ARCHIVIST)
    assert life.facts.state == "archived"
    assert [code for taken_ in life.steps for code in taken_.documents] == ["H01", "H02", "H07", "H09"]


def test_a_question_is_answered_at_once():
    life = taken(kind="inquiry")
    life.do("answer_now", Role.RECEPTIONIST)
    assert (life.facts.state, running(life)) == ("answered", set())


def test_a_request_is_not_answered_at_once_but_dispatched():
    assert "dispatch" in refused(taken(kind="request"), "answer_now", "is_inquiry").say("en")


@pytest.mark.parametrize(
    ("chosen", "state"),
    [
        ("N1", "emergency_passed"),
        ("N2", "route_told"),
        ("N3", "progress_told"),
        ("N4", "explained"),
        ("N5", "other_channel_told"),
        ("N6", "dissuaded"),
        ("N7", "dissuaded"),
    ],
)
def test_each_class_of_non_dispatch_ends_where_it_should(chosen, state):
    life = taken()
    done = life.do("not_dispatch", where_to_go="人民路 1 号", earlier_case="26-0601", **{"class": chosen})
    assert (life.facts.state, running(life)) == (state, set())
    assert done.documents == ("H03",)
    assert done.data["reason"]


@pytest.mark.parametrize("chosen", ["N1", "N2", "N5"])
def test_a_route_is_told_with_its_address(chosen):
    refused(taken(), "not_dispatch", "class_complete", **{"class": chosen})


def test_the_same_matter_names_the_earlier_one():
    refused(taken(), "not_dispatch", "class_complete", **{"class": "N3"})


def test_an_emergency_is_passed_on_at_once_and_the_rest_is_checked_by_the_dispatcher():
    life = taken()
    act = HOTLINE.act("not_dispatch")
    values = filled(act, life.today, where_to_go="120")
    emergency = {**values, "class": "N1"}
    other = {**values, "class": "N6"}
    receptionist, dispatcher = holding(Role.RECEPTIONIST), holding(Role.DISPATCHER)

    def play(data, actor):
        return step(
            HOTLINE, life.facts, act.id, data, actor=actor, now=life.now, calendar=WEEKS, settings=life.settings
        )

    assert play(emergency, receptionist).to_state == "emergency_passed"
    assert play(other, dispatcher).to_state == "dissuaded"
    with pytest.raises(ApprovalNeeded) as waits:
        play(other, receptionist)
    assert "dispatcher" in waits.value.say("en")


def test_an_urgent_ticket_has_thirty_minutes_round_the_clock():
    life = dispatched("2026-06-06")  # a Saturday
    life.do("mark_urgent")
    assert life.facts.urgent
    clock = life.facts.running("H-URGENT")
    assert clock is not None
    assert clock.due.at - life.now == timedelta(minutes=30)
    refused(life, "mark_urgent", "not_urgent_yet")
    life.do("sign_for")
    life.do("contact")
    assert not life.runs("H-URGENT")


def test_units_are_asked_before_the_dispatch_while_its_clock_runs():
    life = taken()
    life.do("confer", units=[UNIT, OTHER])
    assert (life.facts.state, running(life)) == ("conferring", {"H-DISPATCH"})
    life.do("conferred")
    assert (life.facts.state, running(life)) == ("received", {"H-DISPATCH"})
    life.do("confer", units=[UNIT])
    life.do("dispatch", unit=UNIT)
    assert life.facts.state == "dispatched"


def test_a_report_found_on_the_line_is_sealed():
    for state in ("received", "handling", "calling_back"):
        life = taken()
        life.facts = newborn(life.now, procedure="hotline", state=state, clocks=life.facts.clocks)
        life.do("seal")
        assert (life.facts.state, life.facts.sealed, running(life)) == ("route_told", True, set())
        refused(life, "open_follow_up", "not_sealed")


def test_a_ticket_names_its_day_only_where_the_city_wants_it():
    life = taken(pack="beijing")
    assert "named on the ticket" in refused(life, "dispatch", "ticket_day").say("en")
    refused(life, "dispatch", "ticket_day", due_on=life.today)
    life.do("dispatch", due_on=date(2026, 6, 21))
    assert life.due("H-HANDLE") == date(2026, 6, 21)
    assert "leave the day empty" in refused(taken(), "dispatch", "ticket_day", due_on=date(2026, 6, 21)).say("en")


def test_a_unit_objects_once_and_in_time():
    life = dispatched()
    life.do("object", proposed_unit=OTHER)
    assert (life.facts.state, running(life)) == ("objected", {"H-HANDLE", "H-CONTACT", "H-RETURN-DECIDE"})
    life.do("refuse_return")
    assert (life.facts.state, running(life)) == ("handling", {"H-HANDLE", "H-CONTACT"})
    life.facts = newborn(life.now, procedure="hotline", state="dispatched", unit_id=UNIT, returns=life.facts.returns)
    assert "before" in refused(life, "object", "may_still_return").say("en")


def test_an_objection_comes_too_late_after_one_working_day():
    life = dispatched()
    life.now = at("2026-06-03")
    assert "responsible" in refused(life, "object", "return_in_time").say("en")


def test_a_well_founded_return_is_dispatched_the_same_day_and_does_not_count():
    life = dispatched()
    life.do("object")
    assert life.facts.returns == {str(UNIT): 1}
    life.do("allow_return")
    assert (life.facts.state, life.facts.unit_id, running(life)) == ("received", 1, {"H-DISPATCH"})
    assert life.due("H-DISPATCH") == life.today
    assert life.facts.returns == {str(UNIT): 0}
    life.do("dispatch", unit=OTHER)
    assert life.facts.unit_id == OTHER


@pytest.mark.parametrize("act_id", ["allow_return", "refuse_return"])
def test_only_the_hotline_that_dispatched_it_answers_an_objection(act_id):
    life = dispatched()
    life.do("object")
    elsewhere = replace(holding(*EVERY_ROLE), at_sender=False)
    assert "hotline body" in refused(life, act_id, "sender_decides", actor=elsewhere).say("en")
    life.do(act_id)


def test_a_unit_named_by_a_decision_may_not_return_it():
    life = dispatched()
    life.do("object")
    life.do("to_designate")
    handle = life.due("H-HANDLE")
    life.now = at("2026-06-02")
    life.do("designate", unit=OTHER)
    assert (life.facts.state, life.facts.unit_id) == ("dispatched", OTHER)
    assert life.due("H-HANDLE") == handle + timedelta(days=1)
    assert "decision" in refused(life, "object", "may_still_return").say("en")


def test_the_same_unit_named_again_gets_no_new_days():
    life = dispatched()
    life.do("object")
    life.do("to_designate")
    handle = life.due("H-HANDLE")
    life.now = at("2026-06-02")
    life.do("designate", unit=UNIT)
    assert life.due("H-HANDLE") == handle


def test_what_one_unit_cannot_do_is_coordinated_while_its_clock_runs():
    life = handling()
    life.do("escalate")
    assert (life.facts.state, life.runs("H-HANDLE")) == ("coordinating", True)
    life.do("settle_escalation")
    assert life.facts.state == "handling"


def test_three_extensions_of_three_working_days_and_no_more():
    life = handling()  # five working days from Monday 1 June: Monday 8
    for ends in (date(2026, 6, 11), date(2026, 6, 16), date(2026, 6, 19)):
        life.do("extend", days=3)
        assert life.due("H-HANDLE") == ends
    assert life.facts.extended_days == 9
    assert "3 times" in refused(life, "extend", "hotline_extension", days=1).say("en")


@pytest.mark.parametrize("days", [0, 4, -1])
def test_one_extension_is_at_most_three_working_days(days):
    refused(handling(), "extend", "hotline_days_fit", days=days)


def test_an_extension_after_the_limit_comes_too_late():
    life = handling()
    life.now = at("2026-06-09")
    assert "passed" in refused(life, "extend", "hotline_extension", days=1).say("en")


@pytest.mark.parametrize(("pack", "word"), [("guangdong", "no extension"), ("jinan", "statutory")])
def test_a_city_without_extensions_refuses_them(pack, word):
    assert word in refused(handling(pack=pack), "extend", "hotline_extension", days=1).say("en")


def test_an_extension_is_approved_by_the_hotline():
    life = handling()
    with pytest.raises(ApprovalNeeded):
        life.do("extend", Role.UNIT_HEAD, days=2)


def test_an_interim_reply_names_the_day_of_the_final_one():
    life = handling()
    life.do("interim_reply", ground="obstacle", due_on=date(2026, 7, 1))
    assert (life.facts.state, running(life)) == ("interim_replied", {"H-PROMISED"})
    assert life.due("H-PROMISED") == date(2026, 7, 1)
    life.do("reply")
    assert running(life) == {"H-REVIEW"}


def test_a_longer_legal_limit_is_named_with_its_law():
    life = handling()
    refused(life, "interim_reply", "statute_named", ground="statute")
    life.do("interim_reply", ground="statute", basis="行政许可法第四十二条", due_on=date(2026, 7, 1))
    assert running(life) == {"H-PROMISED", "H-STATUTE"}
    life.do("reply")
    assert running(life) == {"H-REVIEW"}


def test_a_promise_lies_ahead():
    life = handling()
    refused(life, "interim_reply", "due_day_ahead", ground="obstacle", due_on=life.today)


def test_a_special_matter_ends_within_one_hundred_and_eighty_days_of_the_call():
    life = handling(dispatch={"special": True})
    assert life.facts.clocks["H-CAP"].due.target == date(2026, 11, 28)
    last = life.due("H-CAP")
    refused(life, "interim_reply", "within_cap", ground="obstacle", due_on=last + timedelta(days=1))
    life.do("interim_reply", ground="obstacle", due_on=last)
    assert life.runs("H-CAP")
    life.do("reply")
    assert not life.runs("H-CAP")


def test_a_return_does_not_move_the_longest_day():
    life = dispatched(dispatch={"special": True})
    longest = life.due("H-CAP")
    life.do("object")
    life.do("allow_return")
    assert life.due("H-CAP") == longest


def test_what_cannot_be_done_is_explained_with_its_article():
    life = handling()
    done = life.do("cannot")
    assert (life.facts.state, done.documents) == ("replied", ("H07",))
    assert done.data["basis"]
    assert done.data["other_ways"]


def test_a_unit_proposes_the_end_and_the_hotline_decides():
    life = handling()
    assert life.do("propose_end").documents == ()
    assert life.runs("H-HANDLE")
    goes_on = life.do("decide_end", verdict="handling")
    assert (life.facts.state, goes_on.documents, life.runs("H-HANDLE")) == ("handling", (), True)
    life.do("propose_end", ground="uncooperative")
    ends = life.do("decide_end", verdict="terminated")
    assert (life.facts.state, ends.documents, running(life)) == ("terminated", ("H08",), set())


def test_the_same_facts_again_end_with_a_written_note_the_hotline_agrees_to():
    life = handling()
    refused(life, "stop_repeat", "done_before")
    with pytest.raises(ApprovalNeeded):
        life.do("stop_repeat", Role.HANDLER, earlier_case="26-0500")
    done = life.do("stop_repeat", earlier_case="26-0500")
    assert (life.facts.state, done.documents, running(life)) == ("terminated", ("H08",), set())


def test_an_empty_answer_goes_back_at_most_twice():
    life = replied()
    for round_ in (2, 3):
        life.do("check_reply", verdict="redispatched")
        assert (life.facts.state, life.facts.round, running(life)) == ("redispatched", round_, {"H-REDO"})
        life.do("reply")
    assert "inspector" in refused(life, "check_reply", "rounds_left_if_back", verdict="redispatched").say("en")
    life.do("check_reply", verdict="calling_back")
    refused(life, "redispatch", "rounds_left")
    life.do("call_back", **UNSOLVED)
    assert life.facts.state == "closed"


def test_an_unsolved_matter_goes_back_after_the_call():
    life = calling_back()
    life.do("call_back", **UNSOLVED)
    assert (life.facts.state, life.facts.redispatches, running(life)) == ("redispatched", 1, {"H-REDO"})


def test_nothing_is_opened_again_against_the_callers_will():
    life = calling_back()
    life.do("call_back", again="no", **UNSOLVED)
    assert (life.facts.state, running(life)) == ("closed", set())


def test_three_calls_without_an_answer_close_it():
    life = calling_back()
    for tries in (1, 2):
        life.do("call_back", contacted="no_answer")
        assert (life.facts.state, life.facts.call_tries, life.runs("H-CALLBACK")) == ("calling_back", tries, True)
    life.do("call_back", contacted="no_answer")
    assert (life.facts.state, running(life)) == ("closed", set())


def test_who_left_no_contact_is_not_called_thrice():
    life = calling_back()
    life.do("call_back", contacted="no_contact")
    assert life.facts.state == "closed"


@pytest.mark.parametrize("left_out", ["solved", "satisfied"])
def test_a_call_that_reached_somebody_says_what_they_said(left_out):
    said = {name: value for name, value in REACHED.items() if name != left_out}
    refused(calling_back(), "call_back", "call_complete", **said)


def test_a_new_round_begins_with_no_tries():
    life = calling_back()
    life.do("call_back", contacted="no_answer")
    life.do("call_back", **UNSOLVED)
    life.do("reply")
    life.do("check_reply", verdict="calling_back")
    assert life.facts.call_tries == 0


def test_the_call_back_may_count_from_the_end_of_the_limit():
    early = calling_back()
    assert early.due("H-CALLBACK") == date(2026, 6, 4)
    by_limit = replied()
    by_limit.settings = office_settings({"hotline.callback_on": "limit"})
    by_limit.do("check_reply", verdict="calling_back")  # the limit ends on Monday 8 June
    assert by_limit.due("H-CALLBACK") == date(2026, 6, 11)
    late = replied()
    late.settings = by_limit.settings
    late.do("check_reply", on="2026-06-15", verdict="calling_back")
    assert late.due("H-CALLBACK") == date(2026, 6, 18)


def test_a_ticket_nobody_could_be_called_about_closes_when_the_time_is_over():
    life = calling_back()
    assert life.timed() == ()
    life.now = at("2026-06-05")
    assert [timed.act_id for timed in life.timed()] == ["close"]
    life.do("close", Role.SYSTEM)
    assert life.facts.state == "closed"
    clock = life.facts.clocks["H-CALLBACK"]
    assert clock.met_at is None
    assert clock.stopped_at == life.now
    assert timed_acts(HOTLINE, life.facts, now=at("2026-07-01")) == ()


@pytest.mark.parametrize("made", [closed, calling_back])
def test_the_person_sends_it_back_by_saying_not_resolved(made):
    life = made()
    life.do("open_follow_up", Role.SPEAKER)
    assert (life.facts.state, running(life)) == ("redispatched", {"H-REDO"})
    assert "follow_up" not in life.facts.tracks


@pytest.mark.parametrize("state", sorted(TOLD))
def test_what_was_never_dispatched_gets_a_second_look(state):
    life = Life(newborn(NOW, procedure="hotline", state=state), NOW, procedure=HOTLINE)
    life.do("open_follow_up", Role.SPEAKER)
    assert (life.facts.state, running(life)) == ("received", {"H-DISPATCH"})


def test_the_hotline_may_send_back_what_was_closed():
    life = closed()
    life.do("redispatch", Role.DISPATCHER)
    assert (life.facts.state, running(life)) == ("redispatched", {"H-REDO"})


def test_a_ticket_becomes_a_petition_only_as_the_person_wishes():
    life = handling()
    with pytest.raises(Guarded) as no:
        life.do("to_petition", Role.DISPATCHER)
    assert no.value.data["guard"] == "consented"
    life.do("to_petition", Role.DISPATCHER, consent="电话里说好的")
    assert (life.facts.state, running(life)) == ("closed", set())
    own = handling()
    own.do("to_petition", Role.SPEAKER)
    assert own.facts.state == "closed"


def test_tickets_on_one_matter_are_joined_and_parted():
    life = handling()
    refused(life, "separate", "is_joined")
    before = life.facts.clocks
    life.do("join")
    assert life.facts.joined
    refused(life, "join", "not_joined")
    life.do("separate")
    assert (life.facts.joined, life.facts.clocks) == (False, before)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_the_person_withdraws_from_any_open_state_and_comes_back_to_it(state):
    life = taken()
    life.facts = newborn(life.now, procedure="hotline", state=state, clocks=life.facts.clocks)
    life.do("withdraw", Role.SPEAKER)
    assert (life.facts.state, running(life)) == ("withdrawn", set())
    life.do("undo_withdraw", Role.SPEAKER)
    assert (life.facts.state, running(life)) == (state, {"H-DISPATCH"})


def test_days_that_were_left_are_left_after_an_undone_withdrawal():
    life = handling()
    life.do("withdraw", Role.SPEAKER, on="2026-06-03")  # three working days left of five
    life.do("undo_withdraw", Role.SPEAKER, on="2026-06-10")
    assert life.due("H-HANDLE") == date(2026, 6, 15)


def test_thirty_days_after_a_withdrawal_it_cannot_be_undone():
    life = handling()
    life.do("withdraw", Role.SPEAKER)
    life.now = at("2026-07-02")
    refused(life, "undo_withdraw", "undo_in_time")


def test_words_notes_and_questions_move_no_clock():
    life = handling()
    before = life.facts.clocks
    for act_id in ("ask_more", "add", "note", "hand_over"):
        life.do(act_id)
    assert (life.facts.state, life.facts.clocks) == ("handling", before)


@pytest.mark.parametrize("state", sorted(RATED))
def test_the_person_rates_what_has_ended(state):
    life = Life(newborn(NOW, procedure="hotline", state=state), NOW, procedure=HOTLINE)
    life.do("rate", Role.SPEAKER)
    assert life.facts.state == state


def test_buttons_come_heaviest_first_and_never_the_systems_own():
    life = calling_back()
    shown = offers(
        HOTLINE, life.facts, holding(Role.DISPATCHER, Role.CALLBACK_OFFICER),
        now=life.now, calendar=WEEKS, settings=life.settings,
    )  # fmt: skip
    names = [offer.act.id for offer in shown]
    assert names[0] == "call_back"
    assert "close" not in names
    assert [o.act.weight for o in shown] == sorted((o.act.weight for o in shown), reverse=True)


def test_the_worked_example_sent_before_the_national_holiday():
    life = dispatched("2026-09-30", calendar=published())
    assert life.due("H-HANDLE") == date(2026, 10, 13)


def test_a_half_working_day_ends_at_noon_or_at_closing():
    life = taken()  # taken at noon: the afternoon is half 0, so the next morning ends it
    due = life.facts.clocks["H-DISPATCH"].due
    assert (due.on, WEEKS.local(due.at).hour) == (date(2026, 6, 2), 12)
