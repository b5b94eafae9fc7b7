"""Hours × people × times, quarter by quarter; what became of the promises of a quarter."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.economy import (
    Asked,
    Due,
    Kept,
    Quarter,
    Sum,
    by_kind,
    by_unit,
    hours_asked,
    kept_of,
    quarter_of,
    read_quarter,
    summed,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
ASKED = st.builds(
    Asked,
    st.sampled_from(["form", "report", "event"]),
    st.integers(1, 4),
    st.integers(1, 9),
    st.decimals(0, 9_999, places=1),
    st.integers(0, 10**9),
)


@pytest.mark.parametrize(
    ("units", "people", "hours", "times", "whole"),
    [
        (12, 1, "0.5", 13, "78.0"),  # a form of half an hour, each week, from twelve villages
        (1, 40, "2.0", 1, "80.0"),
        (0, 3, "9.0", 2, "0.0"),
        (3, 1, "0.1", 1, "0.3"),  # not 0.30000000000000004
        (30_000, 200, "999.9", 90, "539946000000.0"),
    ],
)
def test_hours_of_people_are_units_times_people_times_hours_times_how_often(units, people, hours, times, whole):
    found = hours_asked(units=units, people=people, hours=Decimal(hours), times=times)
    assert str(found) == whole


def test_half_a_tenth_counts_up():
    assert str(hours_asked(units=1, people=1, hours=Decimal("0.25"), times=1)) == "0.3"


@given(DAYS)
def test_every_day_is_in_one_quarter(day):
    quarter = quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.moved(1).first == quarter.last + timedelta(days=1)


@given(DAYS, st.integers(-40, 40))
def test_quarters_are_moved_there_and_back(day, by):
    quarter = quarter_of(day)
    assert quarter.moved(by).moved(-by) == quarter
    assert (quarter.moved(by) > quarter) == (by > 0)


@pytest.mark.parametrize("said", ["", "2026", "2026-5", "2026-0", "1999-4", "2026-4 ", "-4", "２０２６-4", "2026-04"])
def test_what_is_no_quarter_is_none(said):
    assert read_quarter(said) is None


def test_a_quarter_is_read_as_it_is_written():
    assert read_quarter(str(Quarter(2026, 4))) == Quarter(2026, 4)


def test_the_last_quarter_ends_with_the_year():
    assert (Quarter(2026, 4).first, Quarter(2026, 4).last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter(2026, 4).moved(1) == Quarter(2027, 1)


@given(st.lists(ASKED))
def test_the_sums_of_the_kinds_and_of_the_units_are_the_sum_of_all(asked):
    whole = summed(asked)
    assert sum(by_kind(asked).values(), Sum()) == whole
    assert sum(by_unit(asked).values(), Sum()) == whole
    assert whole.hours == sum((one.hours for one in asked), Decimal(0))


@given(st.lists(ASKED))
def test_what_takes_most_hours_stands_first(asked):
    hours = [each.hours for each in by_kind(asked).values()]
    assert hours == sorted(hours, reverse=True)


FIRST, TODAY = date(2026, 11, 10), date(2026, 11, 23)
MOVED = date(2026, 11, 20)
BECAME = [
    (Due(FIRST, FIRST, FIRST, kept=True), "in_time"),
    (Due(FIRST, MOVED, FIRST, kept=True), "in_time"),
    (Due(FIRST, MOVED, MOVED, kept=True), "moved"),
    (Due(FIRST, FIRST, MOVED, kept=True), "late"),
    (Due(FIRST, MOVED, TODAY, kept=True), "late"),
    (Due(FIRST, MOVED, TODAY), "dropped"),
    (Due(FIRST, MOVED), "open_late"),
    (Due(FIRST, TODAY), "waiting"),
]


@pytest.mark.parametrize(("promise", "standing"), BECAME)
def test_a_promise_that_was_moved_is_not_told_as_kept_in_time(promise, standing):
    assert kept_of([promise], TODAY) == Kept(**{standing: 1})


def test_each_promise_counts_once():
    assert kept_of([promise for promise, _ in BECAME], TODAY).due == len(BECAME)
