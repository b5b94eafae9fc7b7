"""What a day weighs before anything is known about it: working day, weekend or holiday, and the office's slow trend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp, log, sqrt
from statistics import NormalDist, median

from huiying.core.workdays import Calendar

PRIOR_VOICES = 20
"""A kind of day weighs as much as a working day until this many voices and more say otherwise."""
TREND_WEEKS = 26
"""With less past no trend is told from chance."""
TREND_CHANCE = 0.01
MOST_A_YEAR = log(2)
"""The office's own trend at most doubles or halves in a year; what is steeper is growth to be shown."""
_WEEK, _YEAR = 7, 364


class DayKind(StrEnum):
    """What kind of day it is for the office (调休 included: a Saturday that is worked is a working day)."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


def kind_of(day: date, calendar: Calendar) -> DayKind:
    """A day of rest that the calendar names is a holiday, any other a weekend."""
    if calendar.is_workday(day):
        return DayKind.WORKING
    return DayKind.HOLIDAY if calendar.exceptions.get(day) is False else DayKind.WEEKEND


@dataclass(frozen=True)
class Days:
    """How much of an average working day's voices each day brings, all topics and places together.

    `factors`: by kind of day, 1 for a working day. `slope`: of the logarithm of the weekly counts, a day.
    """

    calendar: Calendar
    factors: Mapping[DayKind, float]
    slope: float

    def exposure(self, first: int, last: int, today: int) -> float:
        """The sum over the days from `first` to `last` inclusive (ordinals), as seen from `today`."""
        return sum(self._of(day) * exp(self.slope * (day - today)) for day in range(first, last + 1))

    def _of(self, ordinal: int) -> float:
        return self.factors[kind_of(date.fromordinal(ordinal), self.calendar)]


def learn_days(totals: Mapping[int, int], first: int, last: int, calendar: Calendar) -> Days:
    """From the office's counts by day (ordinals) over the days `first` to `last` inclusive."""
    factors = _factors(totals, first, last, calendar)
    level = Days(calendar, factors, 0.0)
    return Days(calendar, factors, _slope(totals, first, last, level))


def _factors(totals: Mapping[int, int], first: int, last: int, calendar: Calendar) -> dict[DayKind, float]:
    voices, days = dict.fromkeys(DayKind, 0), dict.fromkeys(DayKind, 0)
    for ordinal in range(first, last + 1):
        kind = kind_of(date.fromordinal(ordinal), calendar)
        days[kind] += 1
        voices[kind] += totals.get(ordinal, 0)
    working = voices[DayKind.WORKING] / max(1, days[DayKind.WORKING])
    return {
        kind: 1.0 if kind is DayKind.WORKING else (voices[kind] + PRIOR_VOICES) / (days[kind] * working + PRIOR_VOICES)
        for kind in DayKind
    }


def _slope(totals: Mapping[int, int], first: int, last: int, days: Days) -> float:
    """Theil-Sen: the median of the slopes between any two weeks, where Kendall's test tells it from chance; else 0.

    One loud month moves neither much (Sen 1968).
    """
    ends = range(last, first + _WEEK - 2, -_WEEK)
    weeks = [(end, _weight(totals, end, days)) for end in ends]
    if len(weeks) < TREND_WEEKS or sum(totals.get(day, 0) for day in range(first, last + 1)) < 5 * len(weeks):
        return 0.0
    slopes = [(a - b) / (i - j) for at, (i, a) in enumerate(weeks) for j, b in weeks[at + 1 :]]
    n = len(weeks)
    concordance = sum((slope > 0) - (slope < 0) for slope in slopes)
    far = NormalDist().inv_cdf(1 - TREND_CHANCE / 2) * sqrt(n * (n - 1) * (2 * n + 5) / 18)
    if abs(concordance) <= far:
        return 0.0
    return max(-MOST_A_YEAR / _YEAR, min(MOST_A_YEAR / _YEAR, median(slopes)))


def _weight(totals: Mapping[int, int], end: int, days: Days) -> float:
    """The logarithm of one week's voices by exposure; half a voice is added so that none at all has one too."""
    heard = sum(totals.get(day, 0) for day in range(end - _WEEK + 1, end + 1))
    return log((heard + 0.5) / days.exposure(end - _WEEK + 1, end, end))
