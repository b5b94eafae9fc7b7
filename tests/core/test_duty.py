"""Who is on duty, in dated cases; holes in a roster against minute by minute; who is called next."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.duty import Span, Watch, gaps, moved, next_to_call, on_duty, span_on
from huiying.core.workdays import Calendar

SHANGHAI = Calendar({}, date(2026, 12, 31))
BERLIN = Calendar({}, date(2026, 12, 31), zone=ZoneInfo("Europe/Berlin"))


def at(text, calendar=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=calendar.zone)


def watch(day, begins, ends, *people, calendar=SHANGHAI):
    span = span_on(date.fromisoformat(day), time.fromisoformat(begins), time.fromisoformat(ends), calendar)
    return Watch(span, people)


WEEKEND = [
    watch("2026-11-20", "18:00", "08:00", 1, 2, 3),
    watch("2026-11-21", "08:00", "20:00", 4, 1),
    watch("2026-11-21", "20:00", "08:00", 5),
    watch("2026-10-01", "08:00", "08:00", 6, 7),
]


@pytest.mark.parametrize(
    ("when", "people"),
    [
        ("2026-11-20 17:59:59", ()),
        ("2026-11-20 18:00", (1, 2, 3)),
        ("2026-11-20 23:59:59", (1, 2, 3)),
        ("2026-11-21 00:00", (1, 2, 3)),
        ("2026-11-21 07:59:59", (1, 2, 3)),
        ("2026-11-21 08:00", (4, 1)),
        ("2026-11-21 20:00", (5,)),
        ("2026-11-22 07:59", (5,)),
        ("2026-11-22 08:00", ()),
        ("2026-10-01 08:00", (6, 7)),  # National Day: a holiday is a day like any other
        ("2026-10-02 07:59", (6, 7)),
        ("2026-10-02 08:00", ()),
    ],
)
def test_who_is_on_duty_across_midnight_and_on_holidays(when, people):
    assert on_duty(WEEKEND, at(when)) == people


def test_an_instant_is_the_same_in_every_zone():
    assert on_duty(WEEKEND, datetime(2026, 11, 20, 10, 0, tzinfo=UTC)) == (1, 2, 3)


def test_the_shift_put_in_later_goes_before_the_one_it_lies_in():
    night = watch("2026-11-20", "18:00", "08:00", 1, 2)
    ill = watch("2026-11-20", "22:00", "02:00", 9, 1)
    assert on_duty([night, ill], at("2026-11-20 23:00")) == (9, 1, 2)
    assert on_duty([night, ill], at("2026-11-21 02:00")) == (1, 2)


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-28", 13.0), ("2026-10-24", 15.0), ("2026-11-20", 14.0)],
)
def test_a_night_in_which_clocks_change_keeps_its_local_hours(day, hours):
    night = watch(day, "18:00", "08:00", 1, calendar=BERLIN).span
    assert (night.end - night.start) == timedelta(hours=hours)
    assert BERLIN.local(night.end).time() == time(8)


def test_a_week_copied_over_a_change_of_clocks_begins_at_the_same_hour():
    span = watch("2026-03-23", "08:00", "18:00", 1, calendar=BERLIN).span
    later = moved(span, 7, BERLIN)
    assert BERLIN.local(later.start).time() == time(8)
    assert later.start - span.start == timedelta(days=7, hours=-1)


def test_holes_are_found_in_order():
    within = Span(at("2026-11-20 17:00"), at("2026-11-22 10:00"))
    assert gaps(WEEKEND, within) == [
        Span(within.start, at("2026-11-20 18:00")),
        Span(at("2026-11-22 08:00"), within.end),
    ]
    assert gaps([], within) == [within]
    assert gaps([Watch(within, ())], within) == [within]
    assert gaps([Watch(within, (1,))], within) == []


HOURS = st.integers(0, 60)
WATCHES = st.lists(st.tuples(HOURS, HOURS, st.lists(st.integers(1, 4), max_size=2, unique=True)), max_size=6)
BEGIN = datetime(2026, 11, 20, tzinfo=UTC)


@given(WATCHES)
def test_holes_are_exactly_the_hours_in_which_nobody_is_on_duty(rows):
    hour = timedelta(hours=1)
    watches = [
        Watch(Span(BEGIN + min(a, b) * hour, BEGIN + max(a, b) * hour), tuple(people))
        for a, b, people in rows
        if a != b
    ]
    found = gaps(watches, Span(BEGIN + 5 * hour, BEGIN + 50 * hour))
    for number in range(5, 50):
        here = BEGIN + number * hour
        assert any(gap.covers(here) for gap in found) == (not on_duty(watches, here))
    assert all(one.end < after.start for one, after in pairwise(found))


NOW = at("2026-11-20 18:10")
WAIT = timedelta(minutes=5)


@pytest.mark.parametrize(
    ("order", "called", "minutes_ago", "person"),
    [
        ((1, 2, 3), (), None, 1),
        ((1, 2, 3), (1,), 4, None),
        ((1, 2, 3), (1,), 5, 2),
        ((1, 2, 3), (1, 2), 600, 3),  # the worker slept: one call, not many
        ((1, 2, 3), (1, 2, 3), 600, None),
        ((1, 2), (1,), -60, None),  # the clock was put back
        ((2, 1), (1,), 5, 2),  # the roster was changed meanwhile
        ((), (), None, None),
    ],
)
def test_who_is_called_next(order, called, minutes_ago, person):
    last_at = None if minutes_ago is None else NOW - timedelta(minutes=minutes_ago)
    assert next_to_call(order, called, last_at, now=NOW, wait=WAIT) == person


def test_spans_that_only_touch_do_not_meet():
    first, second = Span(BEGIN, BEGIN + WAIT), Span(BEGIN + WAIT, BEGIN + 2 * WAIT)
    assert not first.meets(second)
    assert first.meets(Span(BEGIN, BEGIN + 2 * WAIT))
