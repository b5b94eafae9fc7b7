"""When people speak: by weekday, season, hour and channel, a little more every month, and in bursts."""

from bisect import bisect
from datetime import date, datetime, time, timedelta, timezone
from itertools import accumulate

from huiying.loop.rehearsal.inventions.grammar import Chance

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
WEEKDAYS = (1.25, 1.12, 1.05, 1.05, 1.0, 0.62, 0.5)
SEASONS = (0.85, 0.75, 1.0, 1.05, 1.0, 1.08, 1.12, 1.15, 1.05, 0.92, 1.08, 1.05)
"""Weight of each month, January first: quiet in the cold and the festival, busy before school and before winter."""
REST = {(1, 1), (5, 1), (5, 2), (5, 3), (10, 1), (10, 2), (10, 3), (10, 4), (10, 5), (10, 6), (10, 7)}
GROWTH = 0.35
"""How much more is said on the last day than on the first, as a share."""

HOURS: dict[str, tuple[tuple[int, float], ...]] = {
    "web": ((0, 2), (6, 2), (7, 4), (8, 7), (9, 9), (10, 8), (11, 7), (12, 8), (13, 6), (14, 6), (15, 6), (16, 6),
            (17, 6), (18, 7), (19, 9), (20, 12), (21, 12), (22, 8), (23, 4)),
    "phone": ((0, 1), (6, 1), (7, 4), (8, 9), (9, 13), (10, 12), (11, 8), (12, 4), (13, 4), (14, 7), (15, 9), (16, 8),
              (17, 6), (18, 5), (19, 5), (20, 4), (21, 3), (22, 2), (23, 1)),
    "desk": ((8, 6), (9, 12), (10, 11), (11, 5), (14, 6), (15, 8), (16, 5)),
}  # fmt: skip
_HOUR_SUMS = {way: (tuple(accumulate(w for _, w in rows)), tuple(h for h, _ in rows)) for way, rows in HOURS.items()}


def days_back(months: int, ends_on: date) -> int:
    """How many days the invention reaches back, so that `months` months end on `ends_on` inclusive."""
    return max(7, round(months * 30.44))


class Calendar:
    """The days of the invention with their weights; `day` draws one in proportion."""

    def __init__(self, months: int, ends_on: date) -> None:
        span = days_back(months, ends_on)
        self.days = [ends_on - timedelta(days=span - 1 - n) for n in range(span)]
        self._sums = list(accumulate(_weight(day, n / span) for n, day in enumerate(self.days)))

    def day(self, chance: Chance) -> date:
        """One day, busy ones more often."""
        return self.days[bisect(self._sums, chance() * self._sums[-1])]

    def burst_day(self, chance: Chance, begins: float, peaks: float) -> date:
        """One day of a burst: rising from share `begins` of the time to `peaks`, then falling until the end."""
        at, roof = chance(), 1.0
        width = roof - begins
        turn = (peaks - begins) / width
        share = (at * turn) ** 0.5 if at < turn else 1 - ((1 - at) * (1 - turn)) ** 0.5
        found = self.days[min(len(self.days) - 1, int((begins + share * width) * len(self.days)))]
        return found if found.weekday() < 5 or chance() < 0.5 else self.days[max(0, self.days.index(found) - 2)]


def _weight(day: date, share: float) -> float:
    rest = 0.45 if (day.month, day.day) in REST else 1.0
    return WEEKDAYS[day.weekday()] * SEASONS[day.month - 1] * (1 + GROWTH * share) * rest


def moment(day: date, channel: str, chance: Chance) -> datetime:
    """When on `day` it was said; desks only in office hours, letters and boxes when they are opened."""
    way = channel if channel in HOURS else "desk"
    sums, hours = _HOUR_SUMS[way]
    hour = hours[bisect(sums, chance() * sums[-1])]
    second = int(chance() * 3600)
    return datetime.combine(day, time(hour, second // 60, second % 60), BEIJING)
