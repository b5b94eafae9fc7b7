"""Measures as somebody may read them. The day after its last one a measure without outcome waits for the inspector."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from huiying.foundation.people.models import Grant
from huiying.serve.supervision.enums import MeasureKind
from huiying.serve.supervision.errors import MeasureNotFound
from huiying.serve.supervision.models import Measure
from huiying.serve.supervision.selectors.order_rights import of_open_order, visible_measures

_WITH = ("unit", "office", "order", "issue", "resolution__item__meeting", "taken_by")


def measures_for(
    grants: Sequence[Grant], *, running: bool | None = None, unit: int | None = None, kind: MeasureKind | None = None
) -> QuerySet[Measure]:
    """Those that the viewer may read, by their last day; `running`: without or with an outcome."""
    rows = Measure.objects.filter(visible_measures(grants)).select_related(*_WITH)
    if running is not None:
        rows = rows.filter(ended_at__isnull=running)
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    return rows.order_by("ends_on", "pk")


def measures_over(grants: Sequence[Grant], *, today: date) -> QuerySet[Measure]:
    """Those whose last day is over and of which nobody wrote what came of them."""
    return measures_for(grants, running=True).filter(ends_on__lt=today)


def measure_for_viewer(measure_id: int, grants: Sequence[Grant]) -> Measure:
    """One measure. Raises MeasureNotFound."""
    found = measures_for(grants).filter(pk=measure_id).first()
    if found is None:
        raise MeasureNotFound
    return found


def measures_public(*, today: date) -> list[Measure]:
    """For everybody: units under 挂牌督办 and other public measures, while they last; by unit. Not one whose words went
    with an erased voice."""
    rows = Measure.objects.filter(of_open_order(), public=True, ended_at=None).exclude(words="")
    rows = rows.filter(starts_on__lte=today, ends_on__gte=today)
    return list(rows.select_related("unit").order_by("unit__path", "ends_on"))
