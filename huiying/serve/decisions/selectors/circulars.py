"""Circulars as somebody may read them: those who send see drafts and who has read; a unit that is told sees its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.people.models import Grant
from huiying.serve.decisions.errors import CircularNotFound
from huiying.serve.decisions.models import Circular, CircularUnit
from huiying.serve.decisions.selectors.rights import KEEPS, OWNS, SENDS, reaches, visible_circulars

OVERSEES = SENDS | {Role.LEADER, Role.AUDITOR}


@dataclass(frozen=True, slots=True)
class CircularView:
    """A circular. `units`: all that are told, or, for somebody of one of them, the own; `told`: how many in all;
    `mine`: those for which the viewer answers; `late`: units that have not answered although the day is over."""

    circular: Circular
    units: tuple[CircularUnit, ...]
    told: int
    mine: tuple[CircularUnit, ...]
    late: int
    may_send: bool


def circulars_for(grants: Sequence[Grant]) -> QuerySet[Circular]:
    """Those that the viewer may read, drafts first, then the newest; each with numbers of units: `told`, `seen`,
    `answered`."""
    readable = Circular.objects.filter(visible_circulars(grants)).values("pk")
    rows = Circular.objects.filter(pk__in=readable).select_related("office", "decision")
    return rows.annotate(
        told=Count("units"),
        seen=Count("units", filter=Q(units__read_at__isnull=False)),
        answered=Count("units", filter=Q(units__answered_at__isnull=False)),
    ).order_by(F("sent_at").desc(nulls_first=True), "-made_at")


def circulars_to_answer(grants: Sequence[Grant]) -> int:
    """How many wait for a unit for which the viewer speaks: unread, or without the answer that is asked for."""
    waiting = Q(read_at=None) | Q(answered_at=None, circular__answer_by__isnull=False)
    rows = CircularUnit.objects.filter(waiting, circular__sent_at__isnull=False).select_related("unit")
    return sum(reaches(grants, OWNS, row.unit) for row in rows)


def circular_for_viewer(circular_id: int, grants: Sequence[Grant], *, today: date) -> CircularView:
    """Raises CircularNotFound also for one that the viewer may not see."""
    seen = Circular.objects.filter(visible_circulars(grants), pk=circular_id)
    circular = seen.select_related("office", "decision__office", "sent_by", "made_by").first()
    if circular is None:
        raise CircularNotFound
    rows = tuple(circular.units.select_related("unit", "read_by", "answered_by").order_by("unit__path"))
    mine = tuple(row for row in rows if reaches(grants, OWNS, row.unit))
    about = circular.decision
    keeps = about is not None and reaches(grants, KEEPS, about.office)
    oversees = keeps or reaches(grants, OVERSEES, circular.office)
    return CircularView(
        circular,
        rows if oversees else mine,
        len(rows),
        mine if circular.sent_at else (),
        _late(circular, rows, today),
        reaches(grants, SENDS, circular.office),
    )


def answer_is_late(circular: Circular, row: CircularUnit, today: date) -> bool:
    """An answer was asked for, the day is over, and there is none."""
    return circular.answer_by is not None and circular.answer_by < today and row.answered_at is None


def _late(circular: Circular, rows: Sequence[CircularUnit], today: date) -> int:
    return sum(answer_is_late(circular, row, today) for row in rows) if circular.sent_at else 0
