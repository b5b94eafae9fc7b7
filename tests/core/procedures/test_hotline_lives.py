"""Random lives of a ticket: whatever people do in whatever order, these things hold."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.errors import HuiyingError
from huiying.core.procedures.engine import Step
from huiying.core.procedures.hotline import HOTLINE
from huiying.core.procedures.model import OpKind, StateKind
from huiying.core.procedures.packs import PACKS
from tests.core.procedures.callers import taken
from tests.core.procedures.players import OTHER, UNIT, Life
from tests.core.procedures.test_hotline_table import NO_PAPER, PAPER_OF
from tests.soak import LIVES

ENDS_IT = {"seal", "withdraw", "end_check", "to_petition", "archive", "not_dispatch", "answer_now"}
TALK = {"join", "separate", "add", "note", "ask_more", "rate", "hand_over"}
MAY_MOVE_LATER = {"extend", "dispatch", "designate", "undo_withdraw", "order_supervision"}
moves = st.lists(
    st.tuples(
        st.integers(0, 999),  # which of the acts that start here
        st.integers(0, 40),  # hours that pass before it
        st.sampled_from(["first", "second", "last"]),
        st.integers(1, 20),
    ),
    min_size=8,
    max_size=25,
)


def answers(act_id: str, which: str, days: int, today: date, *, names_day: bool) -> dict[str, Any]:
    """Something for every choice, so that each branch is walked."""
    act = HOTLINE.act(act_id)
    assert act is not None
    index = {"first": 0, "second": 1, "last": -1}[which]
    chosen: dict[str, Any] = {
        field.name: field.choices[min(index, len(field.choices) - 1)].value for field in act.fields if field.choices
    }
    named = {"days": days % 4, "due_on": today + timedelta(days=days), "unit": (UNIT, OTHER)[days % 2]}
    chosen |= {name: value for name, value in named.items() if act.field(name) is not None}
    if act_id == "dispatch" and not names_day:
        del chosen["due_on"]
    optional = {"where_to_go": "人民路 1 号", "earlier_case": "26-0500", "basis": "第二十条", "special": days > 15}
    return chosen | {name: value for name, value in optional.items() if act.field(name) is not None}


def chosen_act(state: str, number: int) -> str:
    """One of the acts that start here; those that end a life at once only one time in ten."""
    here = [act.id for act in HOTLINE.acts_from(state) if act.offered]
    lively = [act_id for act_id in here if act_id not in ENDS_IT]
    from_these = here if number % 10 == 0 or not lively else lively
    return from_these[number // 10 % len(from_these)] if from_these else "note"


def play(life: Life, wanted: list[tuple[int, int, str, int]]) -> list[tuple[Step, Any]]:
    """The steps that the table allowed, with the facts before each."""
    taken_steps = []
    for number, hours, which, days in wanted:
        life.now += timedelta(hours=hours)
        before = life.facts
        act_id = chosen_act(before.state, number)
        try:
            data = answers(act_id, which, days, life.today, names_day=life.settings["hotline.ticket_limit"] == "named")
            taken_steps.append((life.do(act_id, **data), before))
        except HuiyingError:
            assert life.facts == before
    return taken_steps


@settings(max_examples=LIVES, deadline=None)
@given(moves, st.sampled_from(sorted(PACKS)), st.sampled_from(["request", "inquiry", "complaint"]))
def test_whatever_happens_to_a_ticket(wanted, pack, kind):
    life = taken(pack=pack, kind=kind)
    steps = play(life, wanted)
    speakers = [step.act.id for step, _ in steps]
    for step, before in steps:
        _an_open_ticket_has_a_running_clock(step)
        _nothing_pauses(step)
        _no_limit_moves_later_by_itself(step, before)
        _an_ended_ticket_has_its_paper(step)
        if step.act.id in TALK:
            assert step.facts.clocks == before.clocks
        assert step.facts.redispatches <= 2
        assert sum(step.facts.returns.values()) <= 2
        assert step.facts.received_at == before.received_at
    assert life.facts.state != "withdrawn" or {"withdraw", "end_check"} & set(speakers)
    assert not life.facts.sealed or life.facts.state in ("route_told", "archived", "withdrawn")


def _an_open_ticket_has_a_running_clock(step: Step) -> None:
    if HOTLINE.state(step.to_state).kind is StateKind.OPEN:
        assert any(clock.running for clock in step.facts.clocks.values()), step.to_state
    else:
        running = {name for name, clock in step.facts.clocks.items() if clock.running}
        assert running <= {"H-SUPERVISE"}, (step.act.id, step.to_state)


def _nothing_pauses(step: Step) -> None:
    assert {change.kind for change in step.clock_changes} <= set(OpKind)
    assert all(clock.due.paused_on is None for clock in step.facts.clocks.values())


def _no_limit_moves_later_by_itself(step: Step, before: Any) -> None:
    for name, clock in step.facts.clocks.items():
        old = before.running(name)
        if old is not None and clock.running and clock.due.at > old.due.at:
            assert step.act.id in MAY_MOVE_LATER, (step.act.id, name)
            assert name != "H-CAP"
    assert step.facts.clocks.get("H-HANDLE") is None or step.facts.clocks["H-HANDLE"].extra_days <= 9


def _an_ended_ticket_has_its_paper(step: Step) -> None:
    ended = HOTLINE.state(step.to_state).kind is StateKind.ENDED and step.from_state != step.to_state
    if ended and step.to_state not in NO_PAPER:
        assert set(step.documents) & PAPER_OF[step.to_state], (step.act.id, step.to_state)
