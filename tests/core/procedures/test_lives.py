"""Random lives: whatever people do, in whatever order and however late, what the note's section 6 promises holds."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.procedures.engine import OpKind, offers, step
from huiying.core.procedures.errors import Guarded, NotYourAct
from huiying.core.procedures.model import Holder, Role, StateKind
from huiying.core.procedures.xinfang import XINFANG
from tests.core.procedures.players import EVERY_ROLE, WEEKS, Life, at, filled, holding, newborn, registered
from tests.soak import LIVES

# Open states in which no clock of ours may run, and who is waited for there.
WAITED_FOR = {
    "reported_up": Role.GOVERNMENT,
    "sealed": Role.SEALED_OFFICER,
    "sealed_handling": Role.SEALED_OFFICER,
    "performing_duty": Role.HANDLER,  # the limit is the special law's
    "accepted": Role.HANDLER,  # on the way to the duty, a study or another route
    "objection_pending": Role.DISPATCHER,
    "competence_pending": Role.GOVERNMENT,
}
# Clocks that may go on when a case has ended: the report to the sender, and what came after the end.
OUTLIVES = {"C-ADVICE", "C-ASSIGN", "C-FOLLOWUP", "C-REVIEW-ASK", "C-SUPERVISE"}
MAY_MOVE_LATER = {"extend", "undo_withdraw"}
FINAL_HEARING = "final_hearing"
TOLD_AFTER = 8
# Rules about what was filled in; a page cannot know before.
LATE_RULES = {
    "",
    "has_requests",
    "extension_fits",
    "delivery_proven",
    "due_day_ahead",
    "final_opinion_named",
    "assigned_with_day",
    "simple_passed_on",
    "result_allowed",
    "hearing_notice",
    "body_not_accused",
    "by_the_chosen_way",
    "serious_is_told",
    "not_by_receipt",
    "signed_by_today",
    "words_where_read",
}
SEALED = {"sealed", "sealed_handed", "sealed_handling", "sealed_closed"}

_ANSWERED = ("forward", "accept", "begin", "hear_person", "investigate", "issue_opinion", "deliver")
_REVIEWED = (*_ANSWERED, "ask_review", "start_review", "decide_review")
# How a life begins, so that chance also plays what comes late.
BEGINNINGS = {
    "": (),
    "claim": ("forward", "accept", "begin", "hear_person", "investigate"),
    "suggestion": ("assign", "accept"),
    "suggestion in dispute": ("classify", "forward", "object", "to_dispute"),
    "claim in dispute": ("classify", "forward", "object", "to_dispute"),
    "review asked": (*_ANSWERED, "ask_review"),
    "review delivered": (*_REVIEWED, "deliver_review"),
    "final under way": (*_REVIEWED, "deliver_review", "ask_final", "start_final"),
    "claim answered": _ANSWERED,
}

moves = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 200), st.integers(0, 3)), min_size=1, max_size=25)
origins = st.fixed_dictionaries(
    {
        "first": st.sampled_from(sorted(BEGINNINGS)),
        "to_petition": st.booleans(),
        "transferred": st.booleans(),
        "channel": st.sampled_from(["web", "letter", "counter"]),
    }
)


def _choose(act, life, pick):
    """Right data for the act, with its choices varied by `pick`."""
    data = filled(act, life.today)
    for field in act.fields:
        if field.choices:
            data[field.name] = field.choices[pick % len(field.choices)].value
    return data


def _may(life):
    """The acts that start here; that it was a test is told late, for it ends the life."""
    here = [act for act in XINFANG.acts_from(life.facts.state) if act.offered]
    return [act for act in here if act.id != "end_check" or len(life.steps) > TOLD_AFTER]


def _try(life, act, data):
    """Do it, or leave everything as it was when a rule forbids it."""
    roles = act.who | ({act.approved_by} if act.approved_by else set())
    actor = holding(*roles, requested_by=11)
    try:
        taken = step(
            XINFANG,
            life.facts,
            act.id,
            data,
            actor=actor,
            now=life.now,
            calendar=WEEKS,
            settings={},
            approved=True,
            others=None,
        )
    except (Guarded, NotYourAct):
        return None
    life.steps.append(taken)
    return taken


def _sweep(life, check):
    for _ in range(3):
        timed = life.timed()
        if not timed:
            return
        taken = _try(life, XINFANG.act(timed[0].act_id), dict(timed[0].data))
        assert taken is not None, f"the sweep found {timed[0].act_id} but may not do it"
        check(life.facts, taken)
        life.facts = taken.facts
    pytest.fail(f"the sweep never ends: {life.timed()}")


def _live(origin, choices, check):
    origin = dict(origin)
    first = origin.pop("first")
    life = registered("2026-01-05", **origin)
    for act_id in BEGINNINGS[first]:
        said = "suggestion" if first.startswith("suggestion") else "claim"
        life.do(act_id, **({"legal_class": said} if act_id in ("accept", "classify") else {}))
    for days, which, pick in choices:
        life.now += timedelta(days=days)
        _sweep(life, check)
        acts = _may(life)
        if not acts:
            return life
        act = acts[which % len(acts)]
        taken = _try(life, act, _choose(act, life, pick))
        if taken is not None:
            check(life.facts, taken)
            life.facts = taken.facts
    return life


def _check_all(before, taken):
    after, act = taken.facts, taken.act
    state = XINFANG.state(after.state)
    running = {name: clock for name, clock in after.clocks.items() if clock.running}
    _somebody_is_waited_for(state, running, taken)
    _no_due_day_moves_later(before, running, act)
    if after.state in ("opinion_issued", "opinion_delivered"):
        assert after.route == "petition"
        assert after.heard
        assert after.investigated
        assert after.outcomes
    if after.state == "withdrawn" and before.state != "withdrawn":
        assert act.who == {Role.SPEAKER} or act.id == "end_check"
    _reviewed_in_order(before, after, act)
    for change in taken.clock_changes:
        _clock_turned_rightly(before, taken, change)
    if act.id in ("join", "separate", "open_follow_up", "reply_follow_up"):
        kept = {name: clock for name, clock in after.clocks.items() if name != "C-FOLLOWUP"}
        assert kept == {name: clock for name, clock in before.clocks.items() if name != "C-FOLLOWUP"}


def _reviewed_in_order(before, after, act):
    """Note 6, items 3, 4 and 12: what is reviewed was delivered, and no days are left out but those of a hearing."""
    if act.id == "ask_review":
        assert before.running("C-REVIEW-ASK") is not None
        assert before.state in ("opinion_delivered", "simple_answered")
    if act.id == "ask_final":
        assert before.running("C-FINAL-ASK") is not None
        assert before.state == "review_delivered"
    if after.state == "final_delivered":
        assert after.final_on
    assert set(after.pauses) <= {"C-FINAL"}
    is_on = [spans for spans in after.pauses.values() if not spans[-1][1]]
    assert not is_on or after.state in (FINAL_HEARING, "withdrawn", "sealed"), after.state


def _somebody_is_waited_for(state, running, taken):
    if state.kind is StateKind.OPEN:
        assert running or state.id in WAITED_FOR, (state.id, taken.act.id)
    if state.kind is StateKind.WAITING:
        assert state.id in WAITED_FOR or any(XINFANG.clock(name).holder is Holder.CITIZEN for name in running)
    if state.kind in (StateKind.ENDED, StateKind.ARCHIVED):
        assert set(running) <= OUTLIVES, (state.id, taken.act.id, set(running))
        assert "C-REVIEW-ASK" not in running or state.id == "simple_answered"


def _no_due_day_moves_later(before, running, act):
    if act.id in MAY_MOVE_LATER:
        return
    for name, clock in running.items():
        earlier = before.running(name)
        if earlier is not None and name in ("C-HANDLE", "C-REG", "C-NOTICE-DIRECT"):
            assert clock.due.on <= earlier.due.on, (act.id, name)


def _clock_turned_rightly(before, taken, change):
    clock = XINFANG.clock(change.clock_id)
    if change.kind in (OpKind.PAUSE, OpKind.RESUME):
        assert (change.clock_id, FINAL_HEARING) in {("C-FINAL", before.state), ("C-FINAL", taken.to_state)}
    if change.kind is not OpKind.START:
        return
    assert change.started_at <= taken.at
    if clock.holder is Holder.CITIZEN and taken.act.id != "undo_withdraw":
        # A simple answer reaches the person with the act itself; an opinion on the day of its delivery.
        assert taken.act.id in ("deliver", "answer_simple", "deliver_review")
        reached = taken.data.get("delivered_on", WEEKS.local_date(taken.at).isoformat())
        assert WEEKS.local_date(change.started_at).isoformat() == reached
    if clock.limit is not None and clock.limit.measure == "days":
        assert (change.due.target - WEEKS.local_date(change.started_at)).days <= clock.limit.length


@given(origins, moves)
@settings(max_examples=LIVES, deadline=None)
def test_every_life_keeps_the_promises(origin, choices):
    _live(origin, choices, _check_all)


@given(origins, moves)
@settings(max_examples=LIVES // 3, deadline=None)
def test_playing_the_same_life_twice_gives_the_same_case(origin, choices):
    def ignore(before, taken):
        pass

    assert _live(origin, choices, ignore).facts == _live(origin, choices, ignore).facts


@given(origins, moves)
@settings(max_examples=LIVES // 3, deadline=None)
def test_what_is_offered_as_allowed_can_be_done(origin, choices):
    life = _live(origin, choices, lambda before, taken: None)
    for offer in offers(XINFANG, life.facts, holding(*EVERY_ROLE), now=life.now, calendar=WEEKS, settings={}):
        if offer.allowed:
            assert _stopped_by(life, offer.act) in LATE_RULES, offer.act.id


def _stopped_by(life, act):
    """The rule that still forbids an act once everything is filled in; empty when it can be done."""
    try:
        step(
            XINFANG,
            life.facts,
            act.id,
            filled(act, life.today),
            actor=holding(*EVERY_ROLE, requested_by=11),
            now=life.now,
            calendar=WEEKS,
            settings={},
            approved=True,
            others=None,
        )
    except Guarded as refused:
        return refused.data["guard"]
    return ""


@pytest.mark.parametrize("state", sorted(SEALED))
def test_a_sealed_case_moves_for_its_officer_and_the_person_alone(state):
    facts = newborn(at("2026-06-01"), state=state, sealed=True)
    for role in EVERY_ROLE - {Role.SEALED_OFFICER, Role.SPEAKER, Role.SYSTEM}:
        assert offers(XINFANG, facts, holding(role), now=at("2026-06-01"), calendar=WEEKS, settings={}) == ()
        for act in XINFANG.acts_from(state):
            if act.offered:
                with pytest.raises(NotYourAct):
                    step(
                        XINFANG,
                        facts,
                        act.id,
                        filled(act, at("2026-06-01").date()),
                        actor=holding(role),
                        now=at("2026-06-01"),
                        calendar=WEEKS,
                        settings={},
                    )


def test_a_review_is_for_a_delivered_opinion_or_a_simple_answer_alone():
    assert XINFANG.act("ask_review").from_ == {"opinion_delivered", "simple_answered"}
    assert XINFANG.act("ask_final").from_ == {"review_delivered"}


def test_a_life_of_every_kind_was_seen():
    """The generator reaches what it must, else the promises above say little."""
    life = Life(newborn(at("2026-01-05")), at("2026-01-05"))
    life.do("register")
    for act_id in ("forward", "accept", "begin", "hear_person", "investigate", "issue_opinion", "deliver"):
        assert act_id in {act.id for act in _may(life)}
        life.do(act_id, **({"legal_class": "claim", "route": "petition"} if act_id == "accept" else {}))
    assert life.facts.state == "opinion_delivered"
