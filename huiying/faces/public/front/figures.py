"""Last month in two figures, each shown only when it rests on at least five."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import dateformat, timezone

from huiying.core.rates.intervals import Share as Told
from huiying.core.rates.measures import Measure
from huiying.core.rates.months import month_of
from huiying.faces.look.dates import english
from huiying.judge.scorecards.selectors.cards import whole


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, and how many that is of every hundred (rounded half up)."""

    part: int
    whole: int

    @property
    def of_hundred(self) -> int:
        return (self.part * 200 + self.whole) // (2 * self.whole)

    @property
    def part_said(self) -> str:
        return f"{self.part:,}"

    @property
    def whole_said(self) -> str:
        return f"{self.whole:,}"


@dataclass(frozen=True, slots=True)
class Figures:
    """`month`: its first day. A share is None while it rests on few, or nothing is counted."""

    month: date
    in_time: Share | None
    resolved: Share | None

    @property
    def month_said(self) -> str:
        """10月 / October."""
        return dateformat.format(self.month, "F" if english() else "n月")


def last_month(now: datetime) -> Figures:
    """The calendar month before the one of `now`, in the office's zone, as the scorecards tell it."""
    month = month_of(timezone.localdate(now)).moved(-1)
    told = whole(month).shares
    return Figures(month.first, _share(told.get(Measure.ON_TIME)), _share(told.get(Measure.RESOLVED)))


def _share(told: Told | None) -> Share | None:
    return Share(told.k, told.n) if told is not None else None
