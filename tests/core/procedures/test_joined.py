"""Which acts may be for several joined voices at once."""

import pytest

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.joined import INSIDE, STEPS, WITH_EACH, answers, reaches_joined

EVERY = {act.id: act for table in PROCEDURES.values() for act in table.acts}


def test_every_step_named_is_an_act_of_a_table():
    assert set(EVERY) >= STEPS
    assert STEPS >= INSIDE
    assert STEPS >= WITH_EACH
    assert not INSIDE & WITH_EACH, "nobody proposes to have talked with somebody"


@pytest.mark.parametrize("act_id", ["reply", "cannot", "answer_now", "issue_opinion", "answer_simple", "adopt"])
def test_an_answer_may_answer_all_who_are_joined_and_is_never_proposed(act_id):
    assert answers(EVERY[act_id])
    assert reaches_joined(EVERY[act_id])
    assert act_id not in INSIDE


@pytest.mark.parametrize(
    "act_id",
    ["deliver", "call_back", "extend", "check_reply", "seal", "withdraw", "rate", "join", "separate", "not_dispatch",
     "refuse_other", "refuse_same", "conclude", "archive", "ask_more", "note", "to_petition", "object"],
)  # fmt: skip
def test_what_is_about_one_voice_alone_reaches_no_other(act_id):
    assert not reaches_joined(EVERY[act_id])


def test_what_decides_on_a_request_is_never_proposed():
    assert not INSIDE & {"accept", "classify", "enter_simple"}
