"""Scorecards as anyone may read them: only lines that may be told, of months that are over."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from huiying.core.rates.intervals import Share
from huiying.core.rates.lines import By
from huiying.core.rates.measures import LeftOut, Measure
from huiying.core.rates.months import Month, month_of
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Unit
from huiying.judge.scorecards.models import ScoreLine, ScoreMonth

HISTORY = 12
"""Months of one unit."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of a unit, a kind or a place, or of everything. A measure not in `shares` is hidden.

    `rest`: of what is not told line by line, together. `unrated`: None where it is hidden.
    """

    by: By = By.ALL
    unit: Unit | None = None
    kind: str = ""
    place: Place | None = None
    rest: bool = False
    month: date | None = None
    shares: dict[Measure, Share] = field(default_factory=dict)
    left_out: dict[LeftOut, int] = field(default_factory=dict)

    @property
    def unrated(self) -> int | None:
        """How many ended and were not rated; None where it is hidden."""
        return self.left_out.get(LeftOut.UNRATED)


def months_told(today: date) -> list[Month]:
    """The months that are over and of which anything is told, the latest first."""
    whole = Exists(ScoreLine.objects.filter(month=OuterRef("pk"), table=By.ALL))
    days = ScoreMonth.objects.filter(whole, pk__lt=month_of(today).first).order_by("-pk")
    return [month_of(day) for day in days.values_list("pk", flat=True)]


def whole(month: Month) -> Card:
    """Everything of a month, with what is left out of it."""
    return _only(_lines(month, By.ALL))


def by_unit(month: Month, *, kind: str = "", place: int | None = None) -> tuple[Card, list[Card]]:
    """(All, each unit by name); with a `kind`, or else with a place, only what is told of it. The rest comes last."""
    if kind:
        return _only(_lines(month, By.KIND).filter(kind=kind)), _cards(_lines(month, By.UNIT_KIND).filter(kind=kind))
    if place:
        at = _lines(month, By.PLACE).filter(place=place, rest=False)
        return _only(at), _cards(_lines(month, By.UNIT_PLACE).filter(place=place))
    return whole(month), _cards(_lines(month, By.UNIT))


def by_kind(month: Month, *, unit: int | None = None) -> list[Card]:
    """Each kind of voice, of all units or of one."""
    return _cards(_of(month, unit, By.KIND, By.UNIT_KIND))


def by_place(month: Month, *, unit: int | None = None) -> list[Card]:
    """Each town or street, of all units or of one; one without a place: it was not said."""
    return _cards(_of(month, unit, By.PLACE, By.UNIT_PLACE))


def of_unit(month: Month, unit: int) -> Card:
    """What is told of one unit."""
    return _only(_lines(month, By.UNIT).filter(unit=unit))


def months_of(unit: int | None, until: Month) -> list[Card]:
    """The last months of a unit, or (None) of all, the oldest first."""
    lines = ScoreLine.objects.filter(month__gt=until.moved(-HISTORY).first, month__lte=until.first)
    told = lines.filter(table=By.UNIT, unit=unit) if unit else lines.filter(table=By.ALL)
    found = defaultdict[date, list[ScoreLine]](list)
    for line in told.select_related("unit").order_by("month_id"):
        found[line.month_id].append(line)
    return [_card(rows, month=day) for day, rows in found.items()]


def kinds_told(month: Month) -> list[str]:
    """The kinds by which units can be looked at."""
    return sorted(set(_lines(month, By.KIND).filter(rest=False).values_list("kind", flat=True)))


def places_told(month: Month) -> list[Place]:
    """The towns by which units can be looked at, by name."""
    told = _lines(month, By.PLACE).filter(rest=False, place__isnull=False).values("place")
    return list(Place.objects.filter(pk__in=told).order_by("name"))


def all_lines(month: Month) -> Iterable[tuple[Any, ...]]:
    """Every line of a month, table by table, for open data: by, unit and its name, kind, place and its name, rest,
    measure, yes, all."""
    columns = ("table", "unit_id", "unit__name", "kind", "place_id", "place__name", "rest", "measure", "yes", "all")
    lines = ScoreLine.objects.filter(month=month.first)
    return lines.order_by("table", "unit_id", "rest", "kind", "place_id", "measure").values_list(*columns).iterator()


def _lines(month: Month, by: By | None = None) -> QuerySet[ScoreLine]:
    lines = ScoreLine.objects.filter(month=month.first).select_related("unit", "place")
    return lines if by is None else lines.filter(table=by)


def _of(month: Month, unit: int | None, all_units: By, one_unit: By) -> QuerySet[ScoreLine]:
    return _lines(month, one_unit).filter(unit=unit) if unit else _lines(month, all_units)


def _cards(lines: Iterable[ScoreLine]) -> list[Card]:
    found = defaultdict[tuple[object, ...], list[ScoreLine]](list)
    for line in lines:
        found[line.rest, line.unit_id, line.kind, line.place_id].append(line)
    cards = [_card(rows) for rows in found.values()]
    return sorted(cards, key=lambda card: (card.rest, card.unit.name if card.unit else "", card.kind, _town(card)))


def _town(card: Card) -> tuple[bool, str]:
    return card.place is None, card.place.name if card.place else ""


def _only(lines: Iterable[ScoreLine]) -> Card:
    rows = list(lines)
    return _card(rows) if rows else Card()


def _card(lines: Sequence[ScoreLine], *, month: date | None = None) -> Card:
    first = lines[0]
    shares = {Measure(one.measure): Share(one.yes, one.all) for one in lines if one.yes is not None}
    left = {LeftOut(one.measure): one.all for one in lines if one.yes is None}
    return Card(By(first.table), first.unit, first.kind, first.place, first.rest, month, shares, left)
