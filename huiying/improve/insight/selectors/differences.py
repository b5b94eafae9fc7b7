"""Differences between like cases as one viewer may see them, and who may state their reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.improve.insight.models import SlowPlace, UnlikePair
from huiying.improve.insight.selectors.signs import STILL_GROWS
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import units_under, visible_cases

SEES_DIFFERENCES = (Role.INSPECTOR, Role.UNIT_HEAD, Role.HANDLER, Role.REVIEWER, Role.FINAL_REVIEWER)
STATES_REASONS = (Role.HANDLER, Role.UNIT_HEAD)
_SHOWABLE = Q(
    case__sealed=False,
    other__sealed=False,
    case__voice__erased_at=None,
    other__voice__erased_at=None,
    case__voice__revealed_at=None,
    other__voice__revealed_at=None,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair, and which of its two cases the viewer may open."""

    pair: UnlikePair
    case_visible: bool
    other_visible: bool


def pairs_for(grants: Iterable[Grant]) -> QuerySet[UnlikePair]:
    """Pairs of which the viewer may see at least one case, newest first; none with a sealed or an erased case."""
    mine = Case.objects.filter(visible_cases(_looking(grants))).values("pk")
    pairs = UnlikePair.objects.filter(_SHOWABLE).filter(Q(case__in=mine) | Q(other__in=mine))
    related = (
        "case__voice__place",
        "case__category",
        "other__voice__place",
        "other__unit",
        "unit",
        "answer__stated_by",
    )
    return pairs.select_related(*related).order_by("-found_on", "-score", "pk")


def seen(pairs: Iterable[UnlikePair], grants: Iterable[Grant]) -> list[Seen]:
    """Which cases of these pairs the viewer may open."""
    pairs = list(pairs)
    ids = {id_ for pair in pairs for id_ in (pair.case_id, pair.other_id)}
    mine = set(Case.objects.filter(visible_cases(grants), pk__in=ids).values_list("pk", flat=True))
    return [Seen(pair, pair.case_id in mine, pair.other_id in mine) for pair in pairs]


def slow_for(grants: Iterable[Grant], today: date) -> QuerySet[SlowPlace]:
    """Places of the viewer's units where people wait much longer, as found this week; the least likely first."""
    units = {unit for grant in _looking(grants) for unit in units_under(grant)}
    found = SlowPlace.objects.filter(unit_id__in=units).filter(Q(last_on__gt=today - STILL_GROWS) | ~Q(answer=None))
    return found.select_related("category", "place", "unit", "answer__stated_by").order_by("-first_on", "chance", "pk")


def may_state(unit_id: int, grants: Iterable[Grant]) -> bool:
    """Whether somebody with these grants works for the unit, as its head or a handler."""
    return any(grant.role in STATES_REASONS and unit_id in units_under(grant) for grant in grants)


def _looking(grants: Iterable[Grant]) -> list[Grant]:
    return [grant for grant in grants if grant.role in SEES_DIFFERENCES]
