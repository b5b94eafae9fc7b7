"""Orders, advice and execution in the tables: what starts, what is met, what is refused."""

from datetime import timedelta

import pytest

from huiying.core.procedures.errors import Guarded, NotFromHere, NotYourAct
from huiying.core.procedures.hotline import HOTLINE
from huiying.core.procedures.model import Role
from huiying.core.procedures.supervision_acts import TRIGGERS
from huiying.core.procedures.xinfang import XINFANG
from tests.core.procedures import callers
from tests.core.procedures.players import OTHER, handling, registered

INSPECTOR = Role.INSPECTOR


def refused(life, act_id, *roles, **chosen):
    with pytest.raises(Guarded) as no:
        life.do(act_id, *roles, **chosen)
    return no.value.data["guard"]


def test_an_order_asks_for_an_answer_within_ten_working_days():
    life = handling("2026-06-01")
    taken = life.do("order_supervision", INSPECTOR)
    assert (taken.from_state, taken.to_state, taken.documents) == ("handling", "handling", ("D22",))
    assert life.due("C-SUPERVISE").isoformat() == "2026-06-15"
    life.do("answer_supervision", Role.UNIT_HEAD, on="2026-06-10")
    assert life.facts.clocks["C-SUPERVISE"].met_at == life.now
    assert life.facts.tracks["supervision"] == "answered"


def test_the_inspector_may_name_the_day_which_lies_ahead():
    life = handling("2026-06-01")
    assert refused(life, "order_supervision", INSPECTOR, due_on="2026-06-01") == "named_day_ahead"
    life.do("order_supervision", INSPECTOR, due_on="2026-06-05")
    assert life.due("C-SUPERVISE").isoformat() == "2026-06-05"


def test_ordered_again_the_clock_starts_anew():
    life = handling("2026-06-01")
    life.do("order_supervision", INSPECTOR)
    life.do("order_supervision", INSPECTOR, on="2026-06-16", addressed=OTHER)
    assert life.due("C-SUPERVISE").isoformat() == "2026-06-30"
    assert [change.kind.value for change in life.steps[-1].clock_changes] == ["stop", "start"]


def test_an_hotline_order_asks_within_five_working_days_and_outlives_the_end():
    life = callers.closed("2026-06-01")
    taken = life.do("order_supervision", INSPECTOR)
    assert (life.facts.state, taken.documents) == ("closed", ("H10",))
    assert life.due("H-SUPERVISE").isoformat() == "2026-06-08"
    assert refused(life, "archive", Role.ARCHIVIST) == "no_order_unanswered"
    life.do("answer_supervision", Role.HANDLER)
    life.do("close_supervision", INSPECTOR)
    assert not life.runs("H-SUPERVISE")
    life.do("archive", Role.ARCHIVIST)


@pytest.mark.parametrize("table", [XINFANG, HOTLINE], ids=lambda table: table.id)
def test_only_an_inspector_orders_and_never_a_machine(table):
    assert table.act("order_supervision").who == {INSPECTOR}
    with pytest.raises(NotYourAct):
        registered().do("order_supervision", Role.SYSTEM)


def test_nobody_answers_or_closes_what_was_not_ordered():
    life = handling()
    assert refused(life, "answer_supervision", Role.HANDLER) == "order_unanswered"
    assert refused(life, "close_supervision", INSPECTOR) == "under_supervision"
    life.do("order_supervision", INSPECTOR)
    life.do("close_supervision", INSPECTOR)
    assert life.facts.clocks["C-SUPERVISE"].stopped_at == life.now
    assert refused(life, "answer_supervision", Role.HANDLER) == "order_unanswered"


def test_a_sealed_matter_is_not_supervised_here():
    life = handling()
    life.do("seal", Role.DISPATCHER)
    with pytest.raises(NotFromHere):
        life.do("order_supervision", INSPECTOR)


def test_an_order_answered_after_a_withdrawal_does_not_run_again_when_it_is_undone():
    life = handling("2026-06-01")
    life.do("order_supervision", INSPECTOR)
    life.do("withdraw", Role.SPEAKER)
    life.do("answer_supervision", Role.HANDLER)
    life.do("undo_withdraw", Role.SPEAKER)
    assert life.runs("C-HANDLE")
    assert not life.runs("C-SUPERVISE")


def test_advice_on_policy_says_to_whom_it_is_reported_and_nobody_is_blamed_without_consequences():
    life = handling("2026-06-01")
    assert refused(life, "give_advice", INSPECTOR, kind="policy") == "advice_complete"
    assert refused(life, "give_advice", INSPECTOR, kind="account") == "advice_complete"
    life.do("give_advice", INSPECTOR, kind="policy", reported_to="县委、县政府")
    assert life.due("C-ADVICE").isoformat() == "2026-07-01"
    assert refused(life, "give_advice", INSPECTOR, kind="improve") == "no_advice_open"
    life.do("answer_advice", Role.UNIT_HEAD)
    assert not life.runs("C-ADVICE")
    assert refused(life, "answer_advice", Role.UNIT_HEAD) == "advice_open"
    life.now += timedelta(days=1)
    life.do("give_advice", INSPECTOR, kind="account", consequences="延误三个月，孩子摔伤")


def test_execution_is_done_when_it_was_urged_and_nothing_is_open():
    life = handling()
    for act_id in ("hear_person", "investigate", "issue_opinion", "deliver"):
        life.do(act_id)
    assert refused(life, "execution_done", Role.HANDLER) == "execution_urged"
    assert life.do("order_execution", Role.SYSTEM).documents == ("D21",)
    life.do("execution_done", Role.HANDLER)
    assert life.facts.tracks["execution"] == "done"


def test_the_reasons_for_an_order_name_their_articles():
    articles = [choice.source.article if choice.source else "" for choice in TRIGGERS]
    assert articles == ["43", "44", "45 item 1", "40(1)", "42 item 4", "46 item 5", "", ""]
