"""Last month in two figures, each shown only when it rests on at least five."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import dateformat, timezone

from huiying.core.disclosure import FEWEST
from huiying.faces.look.dates import english
from huiying.judge.ratings.selectors import resolved_share
from huiying.serve.casework.selectors.month import answered_in_time


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
    """`month`: its first day. A share is None while it rests on fewer than FEWEST."""

    month: date
    in_time: Share | None
    resolved: Share | None

    @property
    def month_said(self) -> str:
        """10月 / October."""
        return dateformat.format(self.month, "F" if english() else "n月")


def last_month(now: datetime) -> Figures:
    """The calendar month before the one of `now`, in the office's zone."""
    this = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    first = (this - timedelta(days=1)).replace(day=1)
    return Figures(first.date(), _share(answered_in_time(first, this)), _share(resolved_share(first, this)))


def _share(counted: tuple[int, int]) -> Share | None:
    part, whole = counted
    return Share(part, whole) if whole >= FEWEST else None
