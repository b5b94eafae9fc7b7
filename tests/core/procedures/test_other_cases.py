"""Acts that name another case: what that case has to be (条例 Arts 19(3), 36(3); 济南 Art 25; 北京 Art 11(3))."""

from dataclasses import replace

import pytest

from huiying.core.procedures.engine import NO_OTHERS
from huiying.core.procedures.errors import Guarded
from huiying.core.procedures.facts import Facts, Other
from huiying.core.procedures.model import StateKind
from tests.core.procedures import callers, players
from tests.core.procedures.players import Life, at, opinion_delivered, registered

RECEIPT = "1000000018"  # its check digit is right
IN_PROGRESS = Other(players.handling("2026-06-01").facts, StateKind.OPEN, below=True)
REVIEWED = Other(replace(opinion_delivered("2026-01-05").facts, final_on="2026-04-20"), StateKind.ARCHIVED)
DONE = Other(callers.closed("2026-05-04").facts, StateKind.ENDED)
LEAD = Other(registered("2026-06-01").facts, StateKind.OPEN)
TICKET = Other(callers.dispatched("2026-06-01").facts, StateKind.OPEN)


def named(other: Other | None, field: str = "earlier_case") -> dict[str, Other]:
    return {} if other is None else {field: other}


def changed(other: Other, **change: object) -> Other:
    return replace(other, facts=replace(other.facts, **change))


def refused(life: Life, act_id: str, guard: str, other: Other | None, **chosen: object) -> str:
    """The English sentence; both languages say what to do, and the error names the field."""
    before = life.facts
    field = "case" if act_id == "join" else "earlier_case"
    with pytest.raises(Guarded) as why:
        life.do(act_id, others=named(other, field), **chosen)
    assert life.facts == before
    assert why.value.data["guard"] == guard
    assert why.value.data["field"] == field
    assert "请" in why.value.say("zh-hans") or "不能" in why.value.say("zh-hans")
    return why.value.say("en")


# Not accepted: the same matter is in progress below (Art 19(3)).


def fresh(**facts: object) -> Life:
    return registered("2026-06-10", **facts)


def test_a_matter_in_progress_below_is_not_accepted_again():
    life = fresh()
    life.do("refuse_same", others=named(IN_PROGRESS))
    assert life.facts.state == "not_accepted"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (None, "no case with this receipt number"),
        (changed(IN_PROGRESS, sealed=True), "no case with this receipt number"),
        (replace(IN_PROGRESS, is_this=True), "this very case"),
        (replace(IN_PROGRESS, below=False), "not with a body below"),
        (replace(IN_PROGRESS, standing=StateKind.ENDED), "not in progress"),
        (replace(IN_PROGRESS, standing=StateKind.WAITING), "not in progress"),
        (changed(IN_PROGRESS, accepted_on=""), "not in progress"),
        (changed(IN_PROGRESS, legal_class="suggestion"), "another procedure or class"),
        (changed(IN_PROGRESS, procedure="hotline"), "another procedure or class"),
    ],
)
def test_nothing_else_lets_a_body_above_decline_it(other, said):
    assert said in refused(fresh(legal_class="claim"), "refuse_same", "in_progress_below", other)


def test_an_unclassified_matter_may_be_the_same_as_one_of_any_class():
    fresh().do("refuse_same", others=named(changed(IN_PROGRESS, legal_class="suggestion")))


def test_what_is_late_below_is_taken_above():
    """The person may go to the body above once the time limit below has passed."""
    life = fresh()
    life.now = at("2026-07-31")
    life.do("refuse_same", others=named(IN_PROGRESS))
    late = fresh()
    late.now = at("2026-08-04")
    assert "passed its time limit" in refused(late, "refuse_same", "in_progress_below", IN_PROGRESS)


# No longer accepted: it had its final review (Art 36(3)).


def again(**facts: object) -> Life:
    return registered("2026-06-10", **facts)


def test_after_a_final_review_the_same_facts_are_not_accepted_again():
    life = again()
    life.do("refuse_final", others=named(REVIEWED), earlier_case=RECEIPT, final_opinion_on="2026-04-20")
    assert life.facts.state == "no_longer_accepted"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (None, "no case with this receipt number"),
        (replace(REVIEWED, is_this=True), "this very case"),
        (changed(REVIEWED, final_on=""), "no final review opinion"),
        (changed(REVIEWED, final_on="2026-04-21"), "2026-04-21"),
        (changed(REVIEWED, legal_class="suggestion"), "another procedure or class"),
    ],
)
def test_without_a_final_review_nothing_is_closed_for_good(other, said):
    chosen = {"earlier_case": RECEIPT, "final_opinion_on": "2026-04-20"}
    assert said in refused(again(legal_class="claim"), "refuse_final", "had_final_review", other, **chosen)


def test_a_mistyped_receipt_number_is_no_document_number():
    chosen = {"earlier_case": "1000000011", "final_opinion_on": "2026-04-20"}
    assert "check it digit by digit" in refused(again(), "refuse_final", "had_final_review", None, **chosen)


def test_a_final_opinion_of_old_is_named_by_its_document():
    life = again()
    life.do("refuse_final", others=NO_OTHERS, earlier_case="柳信核〔2019〕3号", final_opinion_on="2019-04-20")
    assert life.facts.state == "no_longer_accepted"


def test_the_final_review_leaves_its_day_in_the_facts():
    from huiying.core.procedures.effects import EFFECTS
    from huiying.core.procedures.guards import Context

    life = again()
    context = Context(life.facts, {}, players.NOBODY, life.now, life.calendar, {})
    assert EFFECTS["decide_final"](context) == {"final_on": "2026-06-10"}


# The hotline: declined because it was done before, or told how it stands.


def test_what_was_done_and_answered_is_not_done_again():
    life = callers.handling("2026-06-10")
    life.do("stop_repeat", others=named(DONE), earlier_case=RECEIPT)
    assert life.facts.state == "terminated"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (None, "no case with this receipt number"),
        (replace(DONE, is_this=True), "this very case"),
        (replace(DONE, standing=StateKind.OPEN), "not done and answered"),
        (changed(DONE, answered_on=""), "not done and answered"),
        (changed(DONE, withdrawn_at="2026-05-20"), "not done and answered"),
        (changed(DONE, procedure="xinfang"), "another procedure or class"),
    ],
)
def test_nothing_else_ends_a_ticket_as_a_repeat(other, said):
    life = callers.handling("2026-06-10")
    assert said in refused(life, "stop_repeat", "done_before", other, earlier_case=RECEIPT)


@pytest.mark.parametrize("other", [TICKET, DONE])
def test_a_caller_is_told_how_the_earlier_matter_stands(other):
    life = callers.taken("2026-06-10")
    life.do("not_dispatch", others=named(other), earlier_case=RECEIPT, **{"class": "N3"})
    assert life.facts.state == "progress_told"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (None, "no case with this receipt number"),
        (replace(TICKET, is_this=True), "this very case"),
        (changed(TICKET, withdrawn_at="2026-06-05"), "withdrawn"),
    ],
)
def test_no_caller_is_sent_to_a_matter_that_is_not_there(other, said):
    life = callers.taken("2026-06-10")
    with pytest.raises(Guarded) as why:
        life.do("not_dispatch", others=named(other), earlier_case=RECEIPT, **{"class": "N3"})
    assert said in why.value.say("en")


# Joining (note 1.20).


def test_a_case_is_joined_to_an_open_one():
    life = registered("2026-06-10")
    life.do("join", others=named(LEAD, "case"))
    assert life.facts.joined
    ticket = callers.taken("2026-06-10")
    ticket.do("join", others=named(TICKET, "case"))
    assert ticket.facts.joined


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (None, "no case with this receipt number"),
        (changed(LEAD, sealed=True), "no case with this receipt number"),
        (replace(LEAD, is_this=True), "this very case"),
        (changed(LEAD, procedure="hotline"), "another procedure or class"),
        (changed(LEAD, legal_class="suggestion"), "another procedure or class"),
        (changed(LEAD, joined=True), "name its lead"),
        (changed(LEAD, outcomes=("supported",)), "has its opinion"),
        (replace(LEAD, standing=StateKind.WAITING), "has its opinion"),
        (replace(LEAD, standing=StateKind.ENDED), "has ended"),
    ],
)
def test_no_other_case_can_lead(other, said):
    assert said in refused(registered("2026-06-10", legal_class="claim"), "join", "may_lead", other)


def test_every_answer_leaves_its_day_in_the_facts():
    answered: list[Facts] = [opinion_delivered("2026-06-01").facts, callers.replied("2026-06-01").facts]
    question = callers.taken("2026-06-01", kind="inquiry")
    question.do("answer_now")
    quick = registered("2026-06-01", to_petition=False)
    quick.do("enter_simple")
    quick.do("answer_simple")
    duty = registered("2026-06-01", to_petition=False)
    duty.do("accept", legal_class="claim", route="duty")
    duty.do("begin_duty")
    duty.do("answer_duty")
    idea = registered("2026-06-01", to_petition=False)
    idea.do("accept", legal_class="suggestion")
    idea.do("not_adopt")
    no = callers.handling("2026-06-01")
    no.do("cannot")
    answered += [life.facts for life in (question, quick, duty, idea, no)]
    assert {facts.answered_on for facts in answered} == {"2026-06-01"}
