"""When a limit reminds its unit, and when its passing is told one unit higher; on the calendar of 2026."""

from datetime import UTC, date, datetime, timedelta

import pytest

from huiying.core.procedures.settings import office_settings
from huiying.core.supervision.reminding import (
    Pace,
    has_reminder,
    last_over,
    last_reminded,
    last_told_higher,
    moments,
    pace_of,
    pace_of_clock,
)
from huiying.core.workdays import Calendar

REST = [*range(15, 24)]
CALENDAR_2026 = Calendar(
    {date(2026, 2, day): False for day in REST} | {date(2026, 2, 14): True, date(2026, 2, 28): True},
    date(2026, 12, 31),
)
"""The spring festival of 2026, with its two Saturdays to make up for it."""
PETITION = Pace(before=2, every=3)


def days(due_on, pace=PETITION, **more):
    return [(moment.level, moment.on) for moment in moments(due_on, CALENDAR_2026, pace, **more)]


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        # Friday; the limit is over as Saturday begins; three working days later (Wednesday) is over on Thursday
        (date(2026, 11, 13), [date(2026, 11, 11), date(2026, 11, 14), date(2026, 11, 19), date(2026, 11, 24)]),
        # Monday: the reminder comes on Thursday, with Friday and Monday left
        (date(2026, 11, 16), [date(2026, 11, 12), date(2026, 11, 17), date(2026, 11, 20), date(2026, 11, 25)]),
        # before the spring festival 15 to 23 February, of which Saturday 14 is a working day, and 28 another
        (date(2026, 2, 14), [date(2026, 2, 12), date(2026, 2, 15), date(2026, 2, 27), date(2026, 3, 3)]),
        # the day after it: the two working days before are 13 and 14 February
        (date(2026, 2, 24), [date(2026, 2, 13), date(2026, 2, 25), date(2026, 2, 28), date(2026, 3, 4)]),
    ],
)
def test_the_days_of_a_limit(due_on, expected):
    assert days(due_on) == list(enumerate(expected))


def test_moments_are_the_beginnings_of_their_days_at_the_office():
    first, over, *_ = moments(date(2026, 11, 13), CALENDAR_2026, PETITION)
    assert first.at == datetime(2026, 11, 10, 16, tzinfo=UTC)
    assert over.at == datetime(2026, 11, 13, 16, tzinfo=UTC)


def test_half_a_working_day_is_over_at_noon():
    noon = datetime(2026, 11, 13, 4, tzinfo=UTC)
    (over, *_) = moments(date(2026, 11, 13), CALENDAR_2026, Pace(1, 2), due_at=noon, reminds=False)
    assert (over.level, over.at, over.on) == (1, noon, date(2026, 11, 13))


@pytest.mark.parametrize(
    ("started_on", "before", "reminded"),
    [
        (date(2026, 11, 9), 2, True),  # four working days
        (date(2026, 11, 10), 2, False),
        (date(2026, 11, 12), 1, False),
        (date(2026, 11, 11), 1, True),
        (date(2026, 11, 1), 0, False),
    ],
)
def test_a_limit_shorter_than_twice_the_reminder_has_none(started_on, before, reminded):
    assert has_reminder(date(2026, 11, 13), CALENDAR_2026, Pace(before, 3), started_on) is reminded
    levels = [level for level, _on in days(date(2026, 11, 13), Pace(before, 3), started_on=started_on)]
    assert levels == ([0] if reminded else []) + [1, 2, 3]


def test_the_last_days_that_have_reached_a_level_are_those_whose_moment_has_come():
    """What the sweep asks the database for agrees with the moments themselves, on every day of the year."""
    for ordinal in range(date(2026, 1, 20).toordinal(), date(2026, 12, 1).toordinal()):
        today = date.fromordinal(ordinal)
        for before in (1, 2, 5):
            pace = Pace(before, 3)
            last = last_reminded(today, CALENDAR_2026, pace)
            assert reached(last, 0, pace, today)
            assert not reached(last + timedelta(days=1), 0, pace, today)
        for level in (2, 3):
            last = last_told_higher(today, level, CALENDAR_2026, PETITION)
            assert reached(last, level, PETITION, today)
            assert not reached(last + timedelta(days=1), level, PETITION, today)


def reached(due_on, level, pace, today):
    return next(moment.on for moment in moments(due_on, CALENDAR_2026, pace) if moment.level == level) <= today


def test_more_working_days_never_bring_a_level_forward():
    for due_on in (date(2026, 2, 13), date(2026, 4, 30), date(2026, 9, 30)):
        for level in (2, 3):
            found = [moments(due_on, CALENDAR_2026, Pace(2, every))[level].at for every in range(1, 11)]
            assert found == sorted(set(found))


def test_ten_working_days_are_over_when_the_eleventh_day_begins():
    assert last_over(date(2026, 11, 28), 10, CALENDAR_2026) == date(2026, 11, 15)
    assert last_over(date(2026, 11, 27), 10, CALENDAR_2026) == date(2026, 11, 12)


def test_each_procedure_has_its_own_pace_and_an_office_may_change_it():
    assert pace_of("xinfang", office_settings({})) == Pace(2, 3)
    assert pace_of_clock("H-HANDLE", office_settings({})) == Pace(1, 2)
    assert pace_of_clock("C-HANDLE", office_settings({"xinfang.remind_before_workdays": 5})) == Pace(5, 3)
