"""Counting along the calendar: dated cases, the published years against a walk, and properties of made-up years."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.workdays import Calendar, merge_years
from tests.core import oracle
from tests.core.calendars import calendars, days, notices, published

WEEK_ONLY = Calendar({}, date(2026, 12, 31))
MAY = Calendar({date(2026, 5, 1): False, date(2026, 5, 4): False, date(2026, 5, 9): True}, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 30), True),  # Thursday
        (date(2026, 5, 1), False),  # Friday, holiday
        (date(2026, 5, 2), False),  # Saturday
        (date(2026, 5, 4), False),  # Monday, bridging day
        (date(2026, 5, 9), True),  # Saturday worked in exchange
        (date(2026, 5, 10), False),  # Sunday
        (date(1, 1, 1), True),  # Monday
    ],
)
def test_day_is_a_workday_by_exception_else_by_the_week(day: date, works: bool) -> None:
    assert MAY.is_workday(day) is works


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 4, 30), 0, date(2026, 4, 30)),
        (date(2026, 5, 2), 0, date(2026, 5, 2)),
        (date(2026, 4, 30), 1, date(2026, 5, 5)),
        (date(2026, 5, 2), 1, date(2026, 5, 5)),
        (date(2026, 5, 8), 1, date(2026, 5, 9)),
        (date(2026, 5, 8), 2, date(2026, 5, 11)),
        (date(2026, 4, 29), 6, date(2026, 5, 9)),
    ],
)
def test_workdays_are_added_after_the_start(start: date, n: int, end: date) -> None:
    assert MAY.add_workdays(start, n) == end


def test_workdays_are_never_taken_away() -> None:
    with pytest.raises(ValueError, match="added"):
        MAY.add_workdays(date(2026, 5, 2), -1)


def test_next_workday_is_the_day_itself_when_it_works() -> None:
    assert MAY.next_workday(date(2026, 5, 9)) == date(2026, 5, 9)
    assert MAY.next_workday(date(2026, 5, 1)) == date(2026, 5, 5)


def test_workdays_between_count_the_end_and_not_the_start() -> None:
    assert MAY.workdays_between(date(2026, 4, 30), date(2026, 5, 5)) == 1
    assert MAY.workdays_between(date(2026, 5, 5), date(2026, 4, 30)) == -1
    assert MAY.workdays_between(date(2026, 5, 5), date(2026, 5, 5)) == 0


def test_exceptions_that_repeat_the_week_change_nothing() -> None:
    idle = Calendar({date(2026, 5, 2): False, date(2026, 5, 6): True}, date(2026, 12, 31))
    assert all(
        idle.add_workdays(date(2026, 4, 30), n) == WEEK_ONLY.add_workdays(date(2026, 4, 30), n) for n in range(9)
    )


def test_calendar_keeps_its_own_copy_of_the_exceptions() -> None:
    given_days = {date(2026, 5, 1): False}
    calendar = Calendar(given_days, date(2026, 12, 31))
    given_days[date(2026, 5, 4)] = False
    assert calendar.is_workday(date(2026, 5, 4))
    assert calendar == Calendar({date(2026, 5, 1): False}, date(2026, 12, 31))


def test_noon_must_come_before_closing() -> None:
    with pytest.raises(ValueError, match="noon"):
        Calendar({}, date(2026, 12, 31), noon=time(18), closing=time(18))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 5, 1, 15, 59, 59, 999999, UTC), date(2026, 5, 1)),
        (datetime(2026, 5, 1, 16, 0, tzinfo=UTC), date(2026, 5, 2)),
        (datetime(2026, 5, 1, 23, 0, tzinfo=ZoneInfo("America/Lima")), date(2026, 5, 2)),
    ],
)
def test_local_date_is_the_date_in_the_office(instant: datetime, day: date) -> None:
    assert WEEK_ONLY.local_date(instant) == day


def test_an_instant_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        WEEK_ONLY.local_date(datetime(2026, 5, 1))  # noqa: DTZ001 the mistake under test


@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        ("Asia/Shanghai", date(2026, 3, 29), datetime(2026, 3, 29, 16, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # 23 hours long
        ("Europe/Berlin", date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # 25 hours long
        ("America/Sao_Paulo", date(2018, 11, 3), datetime(2018, 11, 4, 3, tzinfo=UTC)),  # 00:00 did not exist
    ],
)
def test_a_day_ends_at_local_midnight(zone: str, day: date, end: datetime) -> None:
    calendar = Calendar({}, date(2026, 12, 31), zone=ZoneInfo(zone))
    assert calendar.end_of(day) == end
    assert calendar.end_of(day).tzinfo is UTC
    assert calendar.local_date(end) == day + timedelta(days=1)
    assert calendar.local_date(end - timedelta.resolution) == day


def test_a_later_notice_alters_the_previous_december() -> None:
    merged = merge_years([{date(2018, 12, 31): True, date(2018, 10, 1): False}, {date(2018, 12, 31): False}])
    assert merged == {date(2018, 12, 31): False, date(2018, 10, 1): False}


def test_published_notices_alter_each_other_only_where_known() -> None:
    by_year = notices()
    own = {year for year, days_named in by_year.items() if days_named and {d.year for d in days_named} == {year}}
    assert 2018 in own
    assert 2019 not in own
    assert merge_years(by_year.values())[date(2018, 12, 29)] is True


def test_published_years_match_a_walk_from_every_day() -> None:
    calendar = published()
    day = date(2017, 12, 31)
    while day < date(2027, 1, 31):
        assert calendar.is_workday(day) is not oracle.rests(day, calendar.exceptions)
        for n in (1, 2, 3, 5, 10):
            end = calendar.add_workdays(day, n)
            assert end == oracle.last_day_by_workdays(day, n, calendar.exceptions), (day, n)
            assert calendar.workdays_between(day, end) == n
        day += timedelta(days=1)


@given(calendars, days, st.integers(1, 90))
def test_any_calendar_matches_a_walk(calendar: Calendar, start: date, n: int) -> None:
    assert calendar.add_workdays(start, n) == oracle.last_day_by_workdays(start, n, calendar.exceptions)


@given(calendars, days, st.integers(0, 200))
def test_counting_undoes_adding(calendar: Calendar, start: date, n: int) -> None:
    assert calendar.workdays_between(start, calendar.add_workdays(start, n)) == n


@given(calendars, days, days)
def test_counting_agrees_with_asking_each_day(calendar: Calendar, one: date, other: date) -> None:
    start, end = sorted((one, other))
    asked = sum(calendar.is_workday(start + timedelta(days=i + 1)) for i in range((end - start).days))
    assert calendar.workdays_between(start, end) == asked == -calendar.workdays_between(end, start)
