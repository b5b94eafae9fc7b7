"""Economy: what is asked of people, in hours, quarter by quarter (少开会、开短会，减轻基层负担)."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from typing import TypeVar

MONTHS = 3
TENTH = Decimal("0.1")
_WRITTEN = re.compile(r"(20[0-9]{2})-([1-4])")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of the calendar year, 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        """2026-4, as it stands in addresses and files."""
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.moved(1).first - timedelta(days=1)

    def moved(self, by: int) -> "Quarter":
        """The quarter that is `by` quarters later, or earlier."""
        years, number = divmod(self.number - 1 + by, 4)
        return Quarter(self.year + years, number + 1)


def quarter_of(day: date) -> Quarter:
    """The quarter that `day` is in."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def read_quarter(said: str) -> Quarter | None:
    """The quarter that is written as 2026-4; None for anything else."""
    found = _WRITTEN.fullmatch(said)
    return Quarter(int(found[1]), int(found[2])) if found else None


def hours_asked(*, units: int, people: int, hours: Decimal, times: int) -> Decimal:
    """Hours of people: `hours` of each of the `people` of each of the `units`, `times` over, to a tenth."""
    return to_tenth(units * people * hours * times)


def to_tenth(hours: Decimal) -> Decimal:
    """Half a tenth counts up, not to the even one."""
    return hours.quantize(TENTH, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that was asked of people. `hours`: of all of them together; `cost_fen`: money, in fen."""

    kind: str
    unit: int
    times: int
    hours: Decimal
    cost_fen: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """How often, how many hours of people, how much money."""

    times: int = 0
    hours: Decimal = Decimal(0)
    cost_fen: int = 0

    def __add__(self, one: "Asked | Sum") -> "Sum":
        return Sum(self.times + one.times, self.hours + one.hours, self.cost_fen + one.cost_fen)


def summed(asked: Iterable[Asked]) -> Sum:
    """All of it together."""
    return reduce(Sum.__add__, asked, Sum())


def by_kind(asked: Sequence[Asked]) -> dict[str, Sum]:
    """Each kind by itself, what took most hours first."""
    return _by(asked, lambda one: one.kind)


def by_unit(asked: Sequence[Asked]) -> dict[int, Sum]:
    """What each unit asked of others, what took most hours first."""
    return _by(asked, lambda one: one.unit)


def _by(asked: Iterable[Asked], of: Callable[[Asked], Key]) -> dict[Key, Sum]:
    sums: dict[Key, Sum] = {}
    for one in asked:
        sums[of(one)] = sums.get(of(one), Sum()) + one
    return dict(sorted(sums.items(), key=lambda pair: pair[1].hours, reverse=True))


@dataclass(frozen=True, slots=True)
class Due:
    """A promise. `first_due_on`: the day promised first; `ended_on` None: not ended; `kept`: else it was dropped."""

    first_due_on: date
    due_on: date
    ended_on: date | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of promises. `in_time`: kept by the day promised first; `moved`: by the day that it was moved to;
    `late`: kept after it; `open_late`: that day has passed; `waiting`: it has not."""

    in_time: int = 0
    moved: int = 0
    late: int = 0
    open_late: int = 0
    dropped: int = 0
    waiting: int = 0

    @property
    def due(self) -> int:
        """All of them."""
        return self.in_time + self.moved + self.late + self.open_late + self.dropped + self.waiting


def kept_of(promises: Iterable[Due], today: date) -> Kept:
    """Each promise counts once. Kept on its very day is in time."""
    counts = dict.fromkeys(Kept.__slots__, 0)
    for promise in promises:
        counts[_standing(promise, today)] += 1
    return Kept(**counts)


def _standing(promise: Due, today: date) -> str:
    if promise.ended_on is None:
        return "open_late" if promise.due_on < today else "waiting"
    if not promise.kept:
        return "dropped"
    if promise.ended_on <= promise.first_due_on:
        return "in_time"
    return "moved" if promise.ended_on <= promise.due_on else "late"
