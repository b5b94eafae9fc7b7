"""Each unit in numbers, by name and without a rank: what lies with it, what is late, came back, was judged unsolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.foundation.people.models import Unit
from huiying.judge.ratings.enums import Resolved
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.selectors import revealed_checks
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import queues
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.rights import visible_commitments

RATED_DAYS = 90
"""Ratings of the last three months are counted, today among them."""
BOUNCED = 2


@dataclass(frozen=True, slots=True)
class UnitRow:
    """`live`: cases being handled; `bounced`: handed on twice and more; `unsolved`: ratings "not resolved"; `promises`:
    late ones."""

    unit: Unit
    live: int
    late: int
    bounced: int
    unsolved: int
    promises: int
    late_url: str
    promises_url: str


def unit_rows(viewer: Viewer) -> list[UnitRow]:
    """Units with anything to tell, sorted by name. Four queries, however many units there are."""
    desk, units = queues.unit_desk(viewer.grants)
    cases = Case.objects.filter(desk.live).order_by()
    late, bounced = Q(next_due_at__lte=viewer.now), Q(hops__gte=BOUNCED)
    counted = {
        row["unit"]: row
        for row in cases.values("unit").annotate(
            live=Count("pk"), late=Count("pk", filter=late), bounced=Count("pk", filter=bounced)
        )
    }
    unsolved, promises = _unsolved(viewer, units), _promises(viewer, units)
    rows = (_row(unit, counted.get(unit.pk, {}), unsolved, promises) for unit in units)
    told = (row for row in rows if row.live or row.unsolved or row.promises)
    return sorted(told, key=lambda row: str(row.unit))


def _row(unit: Unit, found: dict[str, int], unsolved: dict[int, int], promises: dict[int, int]) -> UnitRow:
    live, late, bounced = (found.get(name, 0) for name in ("live", "late", "bounced"))
    return UnitRow(
        unit, live, late, bounced, unsolved.get(unit.pk, 0), promises.get(unit.pk, 0),
        f"{reverse('desk:supervision_late')}?unit={unit.pk}",
        f"{reverse('desk:commitments')}?only=late&unit={unit.pk}",
    )  # fmt: skip


def _ratings(viewer: Viewer, units: Iterable[Unit]) -> Q:
    since = viewer.calendar.end_of(viewer.today - timedelta(days=RATED_DAYS))
    ids = [unit.pk for unit in units]
    return Q(given_at__gte=since, resolved=Resolved.NO.value, case__sealed=False, case__unit__in=ids)


def _unsolved(viewer: Viewer, units: Iterable[Unit]) -> dict[int, int]:
    rows = Rating.objects.filter(_ratings(viewer, units)).exclude(case__in=revealed_checks()).order_by()
    return dict(rows.values_list("case__unit").annotate(n=Count("pk")))


def left_out(viewer: Viewer) -> int:
    """Ratings of voices that were tests: they count nowhere."""
    _desk, units = queues.unit_desk(viewer.grants)
    return Rating.objects.filter(_ratings(viewer, units), case__in=revealed_checks()).count()


def _promises(viewer: Viewer, units: Iterable[Unit]) -> dict[int, int]:
    late = Q(state=CommitmentState.OPEN.value, due_on__lt=viewer.today, owner__in=[unit.pk for unit in units])
    rows = Commitment.objects.filter(visible_commitments(viewer.grants), late).order_by()
    return dict(rows.values_list("owner").annotate(n=Count("pk")))
