"""Working days, weekends and holidays weigh what they bring; a slow trend of the whole office is no sign."""

import random
from datetime import date, timedelta
from math import exp, log

import pytest

from huiying.core.growth.days import MOST_A_YEAR, DayKind, kind_of, learn_days
from huiying.core.workdays import Calendar
from tests.core.growth.offices import LAST, PLAIN, draw

NATIONAL_DAY = {date(2026, 10, 1) + timedelta(days=n): False for n in range(7)} | {date(2026, 10, 10): True}
HOLIDAYS = Calendar(NATIONAL_DAY, date(2026, 12, 31))
END = LAST.toordinal()
START = END - 363


def office(rate, seed=1):
    """A year of the whole office: `rate(ordinal)` voices expected a day."""
    chance = random.Random(seed)
    return {day: draw(chance, rate(day)) for day in range(START, END + 1)}


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 11, 20), DayKind.WORKING),
        (date(2026, 11, 22), DayKind.WEEKEND),
        (date(2026, 10, 1), DayKind.HOLIDAY),
        (date(2026, 10, 10), DayKind.WORKING),  # a Saturday made a working day
    ],
)
def test_a_day_is_what_the_calendar_says(day, kind):
    assert kind_of(day, HOLIDAYS) is kind


def test_weekends_and_holidays_weigh_what_they_brought():
    share = {DayKind.WORKING: 30, DayKind.WEEKEND: 12, DayKind.HOLIDAY: 6}
    totals = office(lambda day: share[kind_of(date.fromordinal(day), HOLIDAYS)])
    days = learn_days(totals, START, END, HOLIDAYS)
    assert days.factors[DayKind.WEEKEND] == pytest.approx(0.4, abs=0.05)
    assert 0.2 < days.factors[DayKind.HOLIDAY] < 0.4  # seven days do not say much: drawn towards a working day
    assert days.factors[DayKind.WORKING] == 1
    week = date(2026, 10, 5).toordinal(), date(2026, 10, 11).toordinal()
    usual = date(2026, 11, 16).toordinal(), END
    assert days.exposure(*week, END) < days.exposure(*usual, END)


def test_without_voices_every_day_weighs_the_same():
    days = learn_days({}, START, END, HOLIDAYS)
    assert set(days.factors.values()) == {1.0}
    assert days.exposure(END - 6, END, END) == 7


def test_a_steady_office_has_no_trend():
    for seed in range(10):
        assert abs(learn_days(office(lambda _day: 20, seed), START, END, PLAIN).slope) * 364 < 0.15


def test_a_trend_is_found_and_one_loud_month_is_none():
    doubled = learn_days(office(lambda day: 15 * exp(0.5 * (day - START) / 364)), START, END, PLAIN)
    assert doubled.slope * 364 == pytest.approx(0.5, abs=0.15)
    loud = learn_days(office(lambda day: 45 if END - 60 < day <= END - 30 else 15), START, END, PLAIN)
    assert abs(loud.slope) * 364 < 0.1


def test_a_steep_trend_is_growth_to_be_shown():
    steep = learn_days(office(lambda day: 3 * exp(log(12) * (day - START) / 364)), START, END, PLAIN)
    assert steep.slope * 364 == pytest.approx(MOST_A_YEAR)


def test_little_past_or_few_voices_tell_no_trend():
    assert learn_days(office(lambda day: 10 + (day - START)), END - 100, END, PLAIN).slope == 0
    assert learn_days(office(lambda day: 0.2 + (day - START) / 500), START, END, PLAIN).slope == 0
