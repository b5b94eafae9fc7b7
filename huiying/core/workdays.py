"""Which days are working days 工作日, and counting along them.

Sources: 民法典 Arts 201-204 (counting periods); 全国年节及纪念日放假办法 and the yearly notice of the State Council's
General Office, which names days of rest and the weekend days made working days in exchange (调休).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from types import MappingProxyType
from zoneinfo import ZoneInfo

_FRIDAY = 5  # of the ISO week


@dataclass(frozen=True, slots=True)
class Calendar:
    """One office's calendar.

    `exceptions`: True = made a working day, False = day of rest; every other day follows the week, Monday to Friday.
    `published_through`: inclusive; later days are provisional, counted by weekends and any exception already known.
    `zone`: where the office's days begin and end. `noon`, `closing`: local ends of the two half working days.
    """

    exceptions: Mapping[date, bool]
    published_through: date
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    noon: time = time(12)
    closing: time = time(18)
    _changed: list[int] = field(init=False, repr=False, compare=False)
    _net: list[int] = field(init=False, repr=False, compare=False)
    _rank: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the tables behind `_workdays_through` and `_nth_workday`; ValueError when noon is not before closing.

        _changed: ordinals of the exceptions that differ from their weekday, ascending; _net: working days gained (+)
        or lost (-) before the i-th of them, one longer; _rank: working days up to and including the i-th.
        """
        if self.noon >= self.closing:
            raise ValueError("noon must come before closing")
        changed = sorted(day.toordinal() for day, works in self.exceptions.items() if works != _in_week(day))
        gains = [1 if self.exceptions[date.fromordinal(ordinal)] else -1 for ordinal in changed]
        net = list(accumulate(gains, initial=0))
        rank = [_weekdays_through(ordinal) + net[i + 1] for i, ordinal in enumerate(changed)]
        object.__setattr__(self, "exceptions", MappingProxyType(dict(self.exceptions)))
        object.__setattr__(self, "_changed", changed)
        object.__setattr__(self, "_net", net)
        object.__setattr__(self, "_rank", rank)

    def is_workday(self, day: date) -> bool:
        """Whether the office works on `day`: the exception if there is one, else Monday to Friday."""
        return self.exceptions.get(day, _in_week(day))

    def next_workday(self, day: date) -> date:
        """`day` itself when it is a working day, else the first working day after it (民法典 Art 203)."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def add_workdays(self, start: date, n: int) -> date:
        """The n-th working day after `start`; `start` is day 0 and need not be one. ValueError when n is negative."""
        if n < 0:
            raise ValueError("working days are added, not taken away")
        if n == 0:
            return start
        return date.fromordinal(self._nth_workday(self._workdays_through(start.toordinal()) + n))

    def workday_before(self, day: date, n: int) -> date:
        """The latest working day from which n working days follow up to and including `day`; with n = 0 `day` itself
        when it is one. ValueError when n is negative."""
        if n < 0:
            raise ValueError("working days are counted, not taken away")
        return date.fromordinal(self._nth_workday(self._workdays_through(day.toordinal()) - n))

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes first."""
        return self._workdays_through(end.toordinal()) - self._workdays_through(start.toordinal())

    def local_date(self, instant: datetime) -> date:
        """The office's date at `instant`. ValueError for a datetime without a time zone."""
        return self.local(instant).date()

    def local(self, instant: datetime) -> datetime:
        """`instant` on the office's clock. ValueError for a datetime without a time zone."""
        if instant.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return instant.astimezone(self.zone)

    def instant(self, day: date, clock: time) -> datetime:
        """The UTC instant at which the office's clock shows `clock` on `day` (the first, where it shows it twice)."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """24:00 of `day` at the office as UTC: the first instant that no longer belongs to `day`."""
        return self.instant(day + timedelta(days=1), time.min)

    def _workdays_through(self, ordinal: int) -> int:
        return _weekdays_through(ordinal) + self._net[bisect_right(self._changed, ordinal)]

    def _nth_workday(self, rank: int) -> int:
        """Ordinal of the working day with this rank, counted from 0001-01-01.

        Between two changed days the week alone decides; a rank that the week would place at or after the next changed
        day, although that day has reached it, is that day itself (a weekend day made a working day).
        """
        i = bisect_left(self._rank, rank)
        by_week = _nth_weekday(rank - self._net[i])
        return min(by_week, self._changed[i]) if i < len(self._changed) else by_week


def merge_years(notices: Iterable[Mapping[date, bool]]) -> dict[date, bool]:
    """The exceptions of several yearly notices, merged by date: a notice may alter the previous December.

    Give them in the order of their years; where two name the same day, the later notice holds.
    """
    return {day: works for notice in notices for day, works in notice.items()}


def _in_week(day: date) -> bool:
    return day.isoweekday() <= _FRIDAY


def _weekdays_through(ordinal: int) -> int:
    """Mondays to Fridays up to and including the day with this ordinal (ordinal 1, 0001-01-01, is a Monday)."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _nth_weekday(rank: int) -> int:
    """The inverse: ordinal of the Monday-to-Friday day with this rank, rank ≥ 1."""
    weeks, rest = divmod(rank - 1, 5)
    return weeks * 7 + rest + 1
