"""When a limit reminds and when its passing is told higher up. docs/algorithms/supervision.md has worked examples.

All of it depends on the day that is due, the calendar and two numbers of the office alone, so that whoever sweeps
later finds the same moments.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from huiying.core.supervision.rules import MOST_LEVEL
from huiying.core.workdays import Calendar

_DAY = timedelta(days=1)
LEVELS = tuple(range(1, MOST_LEVEL + 1))


@dataclass(frozen=True, slots=True)
class Pace:
    """`before`: working days before the last day at which the unit is reminded, 0: never. `every`: working days after
    which a limit that is still not met is told one unit higher."""

    before: int
    every: int


@dataclass(frozen=True, slots=True)
class Moment:
    """`level` 0: the reminder; 1: the limit is over; 2 and 3: told higher up. `at`: the first instant at which it holds
    (UTC), `on` its local day."""

    level: int
    at: datetime
    on: date


def pace_of(procedure_id: str, settings: Mapping[str, Any]) -> Pace:
    """As the office has set it for cases of this procedure."""
    return Pace(
        int(settings[f"{procedure_id}.remind_before_workdays"]),
        int(settings[f"{procedure_id}.escalate_every_workdays"]),
    )


def pace_of_clock(clock: str, settings: Mapping[str, Any]) -> Pace:
    """By the procedure to which the clock belongs: C-… 信访, H-… 热线."""
    return pace_of("hotline" if clock.startswith("H-") else "xinfang", settings)


def moments(
    due_on: date,
    calendar: Calendar,
    pace: Pace,
    *,
    due_at: datetime | None = None,
    started_on: date | None = None,
    reminds: bool = True,
) -> tuple[Moment, ...]:
    """Every moment of a limit whose inclusive last day is `due_on`, the earliest first.

    `due_at`: the first instant that is late, where that is not the end of the day. `started_on`: its day 0; a limit of
    less than twice `pace.before` working days has no reminder, nor has one that counts minutes (`reminds` False).
    """
    found = [at_instant(1, due_at or calendar.end_of(due_on), calendar)]
    found += [at_instant(level, told_higher_at(due_on, level, calendar, pace), calendar) for level in LEVELS[1:]]
    if reminds and has_reminder(due_on, calendar, pace, started_on):
        on = calendar.workday_before(due_on, pace.before)
        found.insert(0, Moment(0, calendar.instant(on, time.min), on))
    return tuple(found)


def has_reminder(due_on: date, calendar: Calendar, pace: Pace, started_on: date | None = None) -> bool:
    """Whether the limit is long enough to be worth one."""
    if pace.before < 1:
        return False
    return started_on is None or calendar.workdays_between(started_on, due_on) >= 2 * pace.before


def told_higher_at(due_on: date, level: int, calendar: Calendar, pace: Pace) -> datetime:
    """The end of the working days that the unit had after its limit, for level 2 and 3."""
    return calendar.end_of(calendar.add_workdays(due_on, (level - 1) * pace.every))


def at_instant(level: int, at: datetime, calendar: Calendar) -> Moment:
    """The moment at an instant."""
    return Moment(level, at, calendar.local_date(at))


def last_reminded(today: date, calendar: Calendar, pace: Pace) -> date:
    """The latest last day of a limit whose reminder has come by `today`."""
    return calendar.add_workdays(today, pace.before + 1) - _DAY


def last_told_higher(today: date, level: int, calendar: Calendar, pace: Pace) -> date:
    """The latest last day of a limit that has reached `level` (2 or 3) when `today` begins."""
    return last_over(today, (level - 1) * pace.every, calendar)


def last_over(today: date, workdays: int, calendar: Calendar) -> date:
    """The latest day of which `workdays` working days (at least 1) are over when `today` begins."""
    return calendar.workday_before(today - _DAY, workdays - 1) - _DAY
