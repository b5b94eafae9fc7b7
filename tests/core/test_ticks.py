"""The five public steps: how each stands, what is unsaid, and what was done in the wrong order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.ticks import (
    ORDER,
    SAID,
    STEPS,
    Standing,
    Ticked,
    TickStep,
    done_too_late,
    standings,
    turned_round,
    unsaid_before,
)

A, H, D, P, C = ORDER
MONDAY = date(2026, 11, 23)
DONE, OUT, OVER, AHEAD = Standing.DONE, Standing.LEFT_OUT, Standing.PASSED_OVER, Standing.AHEAD


def on(step, days):
    return Ticked(step, MONDAY + timedelta(days=days))


def left_out(step):
    return Ticked(step, None)


@pytest.mark.parametrize(
    ("ticks", "stand"),
    [
        ([], [AHEAD] * 5),
        ([on(A, 0)], [DONE, AHEAD, AHEAD, AHEAD, AHEAD]),
        ([on(D, 0)], [OVER, OVER, DONE, AHEAD, AHEAD]),
        ([left_out(H), on(D, 0)], [OVER, OUT, DONE, AHEAD, AHEAD]),
        ([left_out(C)], [AHEAD, AHEAD, AHEAD, AHEAD, OUT]),
        ([on(A, 0), left_out(H), on(D, 1), on(P, 2), on(C, 3)], [DONE, OUT, DONE, DONE, DONE]),
    ],
)
def test_a_step_is_done_left_out_passed_over_or_still_ahead(ticks, stand):
    assert list(standings(ticks).values()) == stand


def test_what_is_left_out_passes_nothing_over():
    assert standings([left_out(P)])[A] is AHEAD


@pytest.mark.parametrize(
    ("ticks", "unsaid"),
    [([], (A, H, D, P)), ([on(A, 0), left_out(H)], (D, P)), ([left_out(s) for s in ORDER[:4]], ())],
)
def test_what_nobody_said_anything_of_is_named(ticks, unsaid):
    assert unsaid_before(C, ticks) == unsaid


def test_people_who_are_heard_after_the_decision_are_heard_too_late():
    assert done_too_late([on(H, 3), on(D, 1), on(P, 5)]) == ((H, D),)
    assert "听取意见" in turned_round(H, D).zh
    assert "People heard" in turned_round(H, D).en
    assert done_too_late([on(H, 1), on(D, 1)]) == ()
    assert done_too_late([left_out(H), on(D, 1)]) == ()


days = st.integers(0, 30)
some = st.dictionaries(st.sampled_from(ORDER), st.none() | days).map(
    lambda said: [left_out(step) if day is None else on(step, day) for step, day in said.items()]
)


@given(some)
def test_every_step_stands_somewhere_and_order_of_saying_changes_nothing(ticks):
    found = standings(ticks)
    assert tuple(found) == ORDER
    assert standings(reversed(ticks)) == found
    said = {tick.step for tick in ticks}
    assert all((found[step] in (DONE, OUT)) == (step in said) for step in ORDER)
    assert (OVER in found.values()) <= (DONE in found.values())
    assert all(ORDER.index(step) < ORDER.index(later) for step, later in done_too_late(ticks))


@pytest.mark.parametrize("step", TickStep)
def test_each_step_names_its_article(step):
    assert "第" in STEPS[step].article.zh
    assert "Art " in STEPS[step].article.en


def test_every_standing_is_said():
    assert SAID.keys() == set(Standing)
