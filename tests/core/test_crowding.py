"""How much is free, what is asked above it, and that there is always a way through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.crowding import (
    LEAST_WAIT_SECONDS,
    LEAST_WORK,
    MOST_OVER,
    MOST_WAIT_SECONDS,
    MOST_WORK,
    Allowance,
    Asked,
    Level,
    amount_at,
    asked,
    let_in,
    over,
    still_to_wait,
)

HOUSE = Allowance(free=30, per_minute=1)


def after(times, allowance=HOUSE):
    """The level after one was let in at each of the times."""
    level = Level()
    for at in times:
        level = let_in(level, allowance, at)
    return level


@pytest.mark.parametrize(
    ("times", "at", "expected"),
    [
        ([], 0, None),
        ([0] * 29, 0, None),
        ([0] * 30, 0, Asked(25_000, 4)),
        ([0] * 30, 60, None),
        ([0] * 40, 0, Asked(75_000, 14)),
        ([0] * 40, 600, Asked(25_000, 4)),
        ([0] * 40, 660, None),
        ([0] * 10_000, 0, Asked(MOST_WORK, MOST_WAIT_SECONDS)),
        ([120 * n for n in range(30)], 3_600, None),
        ([10 * n for n in range(30)], 300, None),
    ],
    ids=[
        "nobody", "the 30th at once", "the 31st", "a minute later", "the 41st", "ten minutes later", "eleven minutes",
        "a flood", "a village hall, 30 in an hour", "a village hall, 30 in five minutes",
    ],
)  # fmt: skip
def test_what_is_asked_of_the_next_one(times, at, expected):
    assert asked(over(after(times), HOUSE, at)) == expected


def test_after_any_flood_the_office_forgets_within_the_hour():
    flooded = after([0] * 100_000)
    assert amount_at(flooded, HOUSE, 0) == HOUSE.free + MOST_OVER
    assert asked(over(flooded, HOUSE, 61 * 60)) is None


MOMENTS = st.lists(st.floats(-1e9, 1e9), max_size=60)


@given(MOMENTS, st.integers(1, 1_000), st.floats(0.01, 1_000), st.floats(-1e9, 1e9))
def test_whatever_happened_there_is_a_way_through_within_a_minute(times, free, per_minute, at):
    rule = Allowance(free, per_minute)
    found = asked(over(after(times, rule), rule, at))
    assert found is None or (
        LEAST_WAIT_SECONDS <= found.wait_seconds <= MOST_WAIT_SECONDS and LEAST_WORK <= found.work <= MOST_WORK
    )


@given(st.floats(0.01, 200), st.floats(0.01, 200))
def test_more_above_never_asks_for_less(less, more):
    low, high = sorted((less, more))
    first, second = asked(low), asked(high)
    assert first.work <= second.work
    assert first.wait_seconds <= second.wait_seconds


@given(MOMENTS, st.floats(-1e9, 1e9))
def test_a_clock_that_jumps_neither_fills_nor_empties_by_itself(times, at):
    level = after(times)
    assert 0 <= amount_at(level, HOUSE, at) <= level.amount <= HOUSE.free + MOST_OVER


@pytest.mark.parametrize(
    ("issued", "wait", "at", "left"),
    [
        (100, 10, 100, 10),
        (100, 10, 109.2, 1),
        (100, 10, 110, 0),
        (100, 10, 1e9, 0),
        (100, 10, 99, 0),
        (100, 10, -1e9, 0),
        (100, 10_000, 100, 60),
    ],
    ids=["at once", "nearly", "in time", "long after", "set back", "set back far", "never more than a minute"],
)
def test_a_promise_to_wait_also_ends_where_the_clock_was_set(issued, wait, at, left):
    assert still_to_wait(issued=issued, wait_seconds=wait, at=at) == left
