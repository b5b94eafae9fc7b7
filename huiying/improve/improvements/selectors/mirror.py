"""A unit's own quarter in people's words, beside the median of the office.

No order and no rank: of other units one number is told, and none of their names.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.db.models import Count, F, Q, QuerySet

from huiying.core.economy import Quarter
from huiying.core.procedures.model import Role
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant
from huiying.improve.improvements.enums import Reflected
from huiying.improve.improvements.errors import MirrorNotFound
from huiying.improve.improvements.models import Mirror, Rectification
from huiying.improve.improvements.selectors import rights
from huiying.improve.improvements.selectors.answers import (
    AGAIN,
    AT_ONCE,
    COUNTED,
    HANDED_BACK,
    OF_COUNTED,
    OVERRULED,
    Span,
    acts_between,
    settled_before,
)
from huiying.improve.improvements.selectors.saying import said_by
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.selectors.month import ANSWERS
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.supervision.enums import ContestState as OfSignal
from huiying.serve.supervision.models import Signal

LEAST_IN_HAND = 20
"""Cases that a unit must have had in hand for its share to count in the median."""
LEAST_UNITS = 3
COPIED_RULE = "copied"
SHOWN, LOOKED_AT = 50, 500
"""Cases of one kind that are listed, the latest first; so many are looked for at a time."""


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the quarter in the words of who spoke, masked; `on`: when it was late, came back, was overruled."""

    case: Case
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Reflection:
    """What one kind shows. `of_hundred`: of 100 cases in hand; `median`: that of the units of the office, None where
    too few had enough cases. `lines`: those that the viewer may open, `others`: how many more there are."""

    kind: Reflected
    count: int
    of_hundred: float
    median: float | None
    lines: tuple[Line, ...]
    others: int


@dataclass(frozen=True, slots=True)
class MirrorView:
    """A mirror on its page. `own`: of the viewer's unit; not yet opened, it shows nothing."""

    mirror: Mirror
    own: bool
    in_hand: int
    reflections: tuple[Reflection, ...]
    list_: tuple[Rectification, ...]


Found = Mapping[Reflected, Mapping[int, Mapping[int, date]]]
"""By kind and unit: the day of each case."""


def mirrors_for(grants: Sequence[Grant], today: date) -> QuerySet[Mirror]:
    """Those that the viewer may look at, the newest quarter first, in the order of the tree."""
    rows = Mirror.objects.filter(rights.visible_mirrors(grants, today)).select_related("unit")
    return rows.annotate(written=Count("lines")).order_by("-quarter_on", "unit__path")


def to_open(grants: Sequence[Grant]) -> QuerySet[Mirror]:
    """Mirrors of the viewer's own units into which nobody there has looked."""
    own = [grant.unit_id for grant in grants if Role(grant.role) in rights.OWNS]
    return Mirror.objects.filter(unit_id__in=own, opened_at=None)


def mirror_for_viewer(
    mirror_id: int, grants: Sequence[Grant], *, today: date, now: datetime, whole: bool = True
) -> MirrorView:
    """Raises MirrorNotFound, also for one that is not yet to be seen. `whole` False: without what it shows, which is
    counted anew over the whole office."""
    found = mirrors_for(grants, today).filter(pk=mirror_id).first()
    if found is None:
        raise MirrorNotFound
    own = rights.is_own(found, grants)
    lines = tuple(found.lines.select_related("commitment__owner"))
    if not whole or (own and found.opened_at is None):
        return MirrorView(found, own, 0, (), lines)
    in_hand = cases_in_hand(found.quarter)
    of_all = reflected(found.quarter, now)
    shown = tuple(_reflection(kind, found.unit_id, of_all[kind], in_hand, grants) for kind in Reflected)
    return MirrorView(found, own, in_hand.get(found.unit_id, 0), shown, lines)


def cases_in_hand(quarter: Quarter) -> dict[int, int]:
    """By unit how many cases it had in the quarter: begun before its end and not ended before it."""
    span = Span.of(quarter.first, quarter.last)
    rows = Case.objects.filter(Q(ended_at=None) | Q(ended_at__gte=span.start), opened_at__lt=span.end, **COUNTED)
    return dict(rows.order_by().values_list("unit_id").annotate(had=Count("pk")))


def reflected(quarter: Quarter, now: datetime) -> Found:
    """Everything that the mirrors of a quarter show, as it stands now; no case that does not count."""
    span = Span.of(quarter.first, quarter.last)
    again, overruled = acts_between(AGAIN, span), acts_between(OVERRULED, span)
    earlier = settled_before({*again, *overruled}, span)
    found = {
        Reflected.LATE: _late(span, now),
        Reflected.HANDED_BACK: _handed_back(span),
        Reflected.COPIED: _copied(quarter),
        Reflected.AGAIN: [(earlier[case][0], case, on) for case, on in again.items() if case in earlier],
        Reflected.OVERRULED: [(earlier[case][0], case, on) for case, on in overruled.items() if case in earlier],
    }
    counted = _that_count({case for rows in found.values() for _, case, _ in rows})
    return {kind: _by_unit(row for row in rows if row[1] in counted) for kind, rows in found.items()}


def _that_count(case_ids: Collection[int]) -> set[int]:
    """In lots, because a database takes only so many parameters."""
    ids, found = sorted(case_ids), set[int]()
    for start in range(0, len(ids), AT_ONCE):
        rows = Case.objects.filter(pk__in=ids[start : start + AT_ONCE], **COUNTED)
        found.update(rows.values_list("pk", flat=True))
    return found


Row = tuple[int, int, date]
"""Unit, case, day."""


def _by_unit(rows: Iterable[Row]) -> dict[int, dict[int, date]]:
    found: defaultdict[int, dict[int, date]] = defaultdict(dict)
    for unit, case, on in rows:
        found[unit][case] = on
    return found


def _late(span: Span, now: datetime) -> list[Row]:
    """Limits for an answer that passed in the quarter before they were met."""
    passed = Q(met_at=None) | Q(met_at__gte=F("due_at"))
    rows = Deadline.objects.filter(
        passed,
        clock__in=ANSWERS,
        due_at__gt=span.start,
        due_at__lte=min(span.end, now),
        stopped_at=None,
        unit__isnull=False,
        **OF_COUNTED,
    )
    return [
        (unit or 0, case, on) for unit, case, on in rows.order_by("due_at").values_list("unit_id", "case_id", "due_on")
    ]


def _handed_back(span: Span) -> list[Row]:
    rows = Event.objects.filter(
        type__in=HANDED_BACK,
        subject_kind=Case.subject_kind,
        actor_unit__isnull=False,
        happened_at__gte=span.start,
        happened_at__lt=span.end,
    )
    told = rows.order_by("happened_at", "pk").values_list("actor_unit", "subject_id", "happened_at")
    return [(unit or 0, case, span.days.local_date(at)) for unit, case, at in told]


def _copied(quarter: Quarter) -> list[Row]:
    """As supervision found them; what the unit contested with success is none."""
    rows = Signal.objects.filter(rule=COPIED_RULE, on__gte=quarter.first, on__lte=quarter.last, **OF_COUNTED)
    rows = rows.exclude(contest__state=OfSignal.UPHELD.value).order_by("on", "pk")
    return [(unit, case or 0, on) for unit, case, on in rows.values_list("unit_id", "case_id", "on")]


def _reflection(
    kind: Reflected,
    unit: int,
    by_unit: Mapping[int, Mapping[int, date]],
    in_hand: Mapping[int, int],
    grants: Sequence[Grant],
) -> Reflection:
    mine = by_unit.get(unit, {})
    lines = _lines(mine, grants)
    counts = Counter({at: len(cases) for at, cases in by_unit.items()})
    shares = [_of_hundred(counts[at], had) for at, had in in_hand.items() if had >= LEAST_IN_HAND]
    return Reflection(
        kind,
        len(mine),
        _of_hundred(len(mine), in_hand.get(unit, 0)),
        round(median(shares), 1) if len(shares) >= LEAST_UNITS else None,
        tuple(lines),
        len(mine) - len(lines),
    )


def _of_hundred(count: int, had: int) -> float:
    return round(100 * count / had, 1) if had else 0.0


def _lines(days: Mapping[int, date], grants: Sequence[Grant]) -> list[Line]:
    """The latest of those that the viewer may open, the latest first."""
    latest, seen = sorted(days, key=lambda pk: (days[pk], pk), reverse=True), list[Case]()
    for start in range(0, len(latest), LOOKED_AT):
        rows = Case.objects.filter(visible_cases(grants), **COUNTED).select_related("voice", "category")
        near = rows.in_bulk(latest[start : start + LOOKED_AT])
        seen += [near[pk] for pk in latest[start : start + LOOKED_AT] if pk in near]
        if len(seen) >= SHOWN:
            break
    words = said_by(seen[:SHOWN])
    return [Line(case, words[case.pk], days[case.pk]) for case in seen[:SHOWN]]
