"""The days of a series of meetings, by the published calendar and by made-up ones."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.meetings.rhythm import LAST, Rhythm, day_in_month, next_day
from huiying.core.workdays import Calendar
from tests.core.calendars import exceptions, published

PLAIN = Calendar({}, date(2030, 12, 31))
MONDAY, WEDNESDAY, FRIDAY, SATURDAY = 0, 2, 4, 5
rhythms = st.builds(Rhythm, every=st.integers(1, 12), nth=st.integers(1, LAST), weekday=st.integers(0, 6))


@pytest.mark.parametrize(
    ("nth", "weekday", "month", "day"),
    [
        (1, MONDAY, "2026-11", "2026-11-02"),
        (2, WEDNESDAY, "2026-11", "2026-11-11"),
        (4, FRIDAY, "2026-11", "2026-11-27"),
        (LAST, MONDAY, "2026-11", "2026-11-30"),  # the fifth one
        (LAST, FRIDAY, "2026-11", "2026-11-27"),  # there is no fifth one
        (LAST, FRIDAY, "2026-02", "2026-02-27"),
        (1, SATURDAY, "2026-11", "2026-11-09"),  # a weekend day moves to Monday
    ],
)
def test_the_weekday_is_counted_from_the_first_of_the_month(nth, weekday, month, day):
    first = date.fromisoformat(f"{month}-01")
    assert day_in_month(Rhythm(1, nth, weekday), first, PLAIN) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("nth", "weekday", "month", "day"),
    [
        (3, WEDNESDAY, "2026-02", "2026-02-24"),  # Spring Festival, 15 to 23 February
        (1, FRIDAY, "2026-05", "2026-05-06"),  # 1 to 5 May are days of rest
        (1, "thursday", "2026-10", "2026-10-08"),  # 1 to 7 October
        (2, SATURDAY, "2026-02", "2026-02-14"),  # a Saturday made a working day stays
        (2, SATURDAY, "2026-10", "2026-10-10"),
    ],
)
def test_a_day_of_rest_moves_to_the_next_working_day(nth, weekday, month, day):
    weekday = 3 if weekday == "thursday" else weekday
    first = date.fromisoformat(f"{month}-01")
    assert day_in_month(Rhythm(1, nth, weekday), first, published()) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("every", "after", "last", "day"),
    [
        (1, "2026-11-01", None, "2026-11-02"),
        (1, "2026-11-02", None, "2026-12-07"),  # later than the day itself
        (1, "2026-11-02", "2026-11-02", "2026-12-07"),
        (3, "2026-11-02", "2026-11-02", "2027-02-01"),
        (3, "2026-08-01", "2026-02-02", "2026-08-03"),  # two were left out: the months still count from the last
        (2, "2026-11-20", "2026-11-05", "2027-01-04"),  # moved by hand within November
        (12, "2026-11-20", "2026-11-02", "2027-11-01"),
        (1, "2026-12-31", None, "2027-01-04"),
    ],
)
def test_the_next_day_keeps_the_period(every, after, last, day):
    found = next_day(
        Rhythm(every, 1, MONDAY),
        date.fromisoformat(after),
        PLAIN,
        last=date.fromisoformat(last) if last else None,
    )
    assert found == date.fromisoformat(day)


def test_a_meeting_that_rest_moved_into_the_next_month_leaves_no_month_out():
    last_thursday = Rhythm(1, LAST, 3)
    rest = Calendar({date(2026, 4, 30): False, date(2026, 5, 1): False}, date(2026, 12, 31))
    moved = next_day(last_thursday, date(2026, 4, 1), rest)
    assert moved == date(2026, 5, 4)
    assert next_day(last_thursday, moved, rest, last=moved) == date(2026, 5, 28)


@pytest.mark.parametrize("wrong", [(0, 1, 0), (13, 1, 0), (1, 0, 0), (1, 6, 0), (1, 1, 7)])
def test_what_no_month_has_is_refused(wrong):
    with pytest.raises(ValueError, match="no month"):
        Rhythm(*wrong)


@given(rhythms, st.dates(date(2020, 1, 1), date(2022, 6, 30)), exceptions, st.booleans())
def test_the_next_day_is_later_a_working_day_and_not_too_far(rhythm, after, days, counted):
    calendar = Calendar(days, date(2022, 12, 31))
    day = next_day(rhythm, after, calendar, last=after if counted else None)
    assert day > after
    assert calendar.is_workday(day)
    assert day - after < timedelta(days=31 * (rhythm.every + 2) + len(days))


@given(rhythms, exceptions, st.dates(date(2020, 1, 1), date(2022, 12, 31)))
def test_days_come_one_after_another_as_months_do(rhythm, days, month):
    calendar = Calendar(days, date(2022, 12, 31))
    later = (month.replace(day=1) + timedelta(days=31)).replace(day=1)
    assert day_in_month(rhythm, month, calendar) <= day_in_month(rhythm, later, calendar)
