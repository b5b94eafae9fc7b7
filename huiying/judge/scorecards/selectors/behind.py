"""The cases behind a figure, for those who may see them: a way to look, never a count of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from huiying.core.rates.measures import LeftOut, Measure
from huiying.core.rates.months import Month
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Grant
from huiying.judge.scorecards.selectors.counting import YES, limits_in, ratings_in, span_of, unrated_in, unsupported
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import (
    THROUGH_EITHER,
    THROUGH_OFFICE,
    THROUGH_UNIT,
    units_under,
    visible_unsealed,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Which figure: a measure, or who did not rate, of a month and a unit; of a kind, or a town, where given.

    `yes`: only those that count as yes (True) or not (False); None: all.
    """

    month: Month
    measure: Measure | LeftOut
    unit: int
    kind: str = ""
    place: int | None = None
    yes: bool | None = None


def cases_behind(figure: Figure, grants: Iterable[Grant], *, now: datetime) -> QuerySet[Case]:
    """Those that somebody with `grants` may see, the oldest first."""
    seen = Case.objects.filter(visible_unsealed(grants)).filter(_within(figure))
    found = _counted(seen, figure, now)
    return found.select_related("voice__place", "unit").order_by("voice__received_at", "pk")


def units_open(grants: Iterable[Grant]) -> set[int]:
    """The units whose cases somebody with `grants` may see."""
    roles = THROUGH_UNIT | THROUGH_EITHER | THROUGH_OFFICE
    return {unit for grant in grants if grant.role in roles for unit in units_under(grant)}


def _within(figure: Figure) -> Q:
    kind = Q(voice__kind=figure.kind) if figure.kind else Q()
    if figure.place is None:
        return kind
    path = Place.objects.filter(pk=figure.place).values_list("path", flat=True).first()
    return kind & (Q(voice__place__path__startswith=path) if path else Q(pk__in=()))


def _counted(seen: QuerySet[Case], figure: Figure, now: datetime) -> QuerySet[Case]:
    span, unit = span_of(figure.month, now), figure.unit
    if figure.measure is Measure.ON_TIME:
        owed = limits_in(span).annotate(owes=Coalesce("unit_id", "case__unit_id")).filter(owes=unit)
        kept = Q(met_at__lt=F("due_at"))
        wanted = (
            owed if figure.yes is None else owed.filter(kept) if figure.yes else owed.exclude(met_at__lt=F("due_at"))
        )
        return seen.filter(pk__in=wanted.values("case"))
    if isinstance(figure.measure, LeftOut):
        return seen.filter(pk__in=unrated_in(span).filter(unit=unit).values("pk"))
    said = ratings_in(span).exclude(**{figure.measure.value: ""})
    if figure.measure is not Measure.RESPONDED:
        said = said.exclude(pk__in=[one.rating for one in unsupported(span)])
    if figure.yes is not None:
        is_yes = Q(**{figure.measure.value: YES})
        said = said.filter(is_yes if figure.yes else ~is_yes)
    return seen.filter(pk__in=said.filter(case__unit=unit).values("case"))
