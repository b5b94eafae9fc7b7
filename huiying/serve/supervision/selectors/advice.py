"""Advice as somebody may read it, and what a year's annual report tells of it (条例 Art 41 item 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q, QuerySet

from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.listen.voices.selectors import revealed_checks
from huiying.serve.supervision.enums import Adoption, AdviceKind
from huiying.serve.supervision.errors import AdviceNotFound
from huiying.serve.supervision.models import Advice
from huiying.serve.supervision.selectors.order_rights import HEADS, of_open_order, visible_advice

_WAITS = Q(adoption="") & ~Q(words="")
_WITH = ("unit", "office", "case__voice", "issue", "order", "given_by", "fed_back_by")


@dataclass(frozen=True, slots=True)
class AdviceYear:
    """Of one kind, given in one year: how many, and what was answered; `waiting`: not answered yet."""

    kind: AdviceKind
    given: int
    adopted: int
    partly: int
    not_adopted: int
    waiting: int


def is_late(advice: Advice, today: date) -> bool:
    """Unanswered, and its day is over."""
    return not advice.adoption and advice.feedback_by < today


def advice_for(
    grants: Sequence[Grant], *, waiting: bool | None = None, unit: int | None = None, kind: AdviceKind | None = None
) -> QuerySet[Advice]:
    """What the viewer may read, by the day of the answer; `unit`: id of the one advised; `waiting`: without answer.
    What was emptied with an erased voice waits for none."""
    rows = Advice.objects.filter(visible_advice(grants)).select_related(*_WITH)
    if waiting is not None:
        rows = rows.filter(_WAITS if waiting else ~_WAITS)
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    return rows.order_by("feedback_by", "pk")


def advice_to_answer(grants: Sequence[Grant]) -> QuerySet[Advice]:
    """What waits for a unit that the viewer heads."""
    mine = Q(pk__in=())
    for grant in grants:
        if grant.role in HEADS:
            mine |= Q(unit__path__startswith=grant.unit.path)
    return advice_for(grants, waiting=True).filter(mine)


def advice_of_case(case_id: int, grants: Sequence[Grant]) -> list[Advice]:
    """What a case led to, as far as the viewer may read it; the newest first."""
    return list(advice_for(grants).filter(case_id=case_id).order_by("-pk"))


def advice_for_viewer(advice_id: int, grants: Sequence[Grant]) -> Advice:
    """One advice. Raises AdviceNotFound."""
    found = advice_for(grants).filter(pk=advice_id).first()
    if found is None:
        raise AdviceNotFound
    return found


def advice_of_year(year: int) -> list[AdviceYear]:
    """Of the whole office, kind by kind in the order of Art 40; what came of sealed matters and of
    unannounced checks is left out."""
    days = calendar()
    span = {
        "given_at__gte": days.instant(date(year, 1, 1), time.min),
        "given_at__lt": days.instant(date(year + 1, 1, 1), time.min),
    }
    given = Advice.objects.filter(**span).exclude(case__sealed=True).exclude(case__in=revealed_checks())
    given = given.filter(of_open_order())
    rows = list(given.values_list("kind", "adoption"))
    return [_counted(kind, [adoption for of, adoption in rows if of == kind]) for kind in AdviceKind]


def _counted(kind: AdviceKind, adoptions: Sequence[str]) -> AdviceYear:
    said = [adoptions.count(one) for one in (Adoption.ADOPTED, Adoption.PARTLY, Adoption.NOT, "")]
    return AdviceYear(kind, len(adoptions), *said)
