"""The lists that staff work from: a unit's queue, the dispatch board, the sealed reports.

A list is three or four queries: the ids of one page by key-set, their rows, the counts of the chips. Only live cases
are touched (`LIVE`), and of them only the index: it holds every column that a chip asks for, so that a hundred thousand
cases cost no more than a thousand.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from huiying.core.procedures import PROCEDURES
from huiying.core.procedures.model import Look, OpKind, Role, StateKind
from huiying.core.workdays import Calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case, CaseUnit
from huiying.serve.casework.selectors import prepared
from huiying.serve.casework.selectors.live import LIVE
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import NOTHING, THROUGH_EITHER, THROUGH_OFFICE, THROUGH_UNIT

PAGE_ROWS = 25
SOON_DAYS = 3


class Only(StrEnum):
    """Which cases of a list; the name stands in the address."""

    ALL = "all"
    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    NEW = "new"
    AGAIN = "again"
    MINE = "mine"
    SUPPORTING = "supporting"
    OBJECTIONS = "objections"
    RETURNED = "returned"
    URGENT = "urgent"
    TO_CHECK = "check"
    TO_CALL = "call"
    ASIDE = "aside"


def _states_of(*acts: str) -> frozenset[str]:
    """The states in which one of `acts` can be done, in any procedure."""
    return frozenset(
        state for table in PROCEDURES.values() for name in acts if (act := table.act(name)) for state in act.from_
    )


def _clocks_of(*acts: str) -> frozenset[str]:
    """The clocks that one of `acts` starts."""
    return frozenset(
        op.clock
        for table in PROCEDURES.values()
        for name in acts
        if (act := table.act(name))
        for op in act.clocks
        if op.kind is OpKind.START
    )


JUST_ARRIVED = frozenset(state.id for table in PROCEDURES.values() for state in table.states if state.look is Look.NEW)
TO_DISPATCH = _states_of("forward", "dispatch")
OBJECTED = _states_of("consent_return", "allow_return")
CHECKED = _states_of("check_reply")
CALLED_BACK = _states_of("call_back")
SET_ASIDE = _states_of("take_up")
ON_BOARD = TO_DISPATCH | OBJECTED | CHECKED | CALLED_BACK | SET_ASIDE
AGAIN_CLOCKS = _clocks_of("open_follow_up", "redispatch")


@dataclass(frozen=True, slots=True)
class Desk:
    """The cases somebody works on. `live`: the filter on Case; `supporting`: ids of units that only take part.

    `kept`: the filter on Case that leaves out what is kept from this person; empty for nearly everybody.
    """

    live: Q
    supporting: Collection[int] = ()
    kept: Q = field(default_factory=Q)


@dataclass(frozen=True, slots=True)
class After:
    """Where the page before ended: its last row. `due_at` None: among the cases without a limit."""

    due_at: datetime | None
    case_id: int

    @classmethod
    def read(cls, words: str) -> "After | None":
        """From an address; None for anything that is no such place."""
        due, _, case_id = words.partition("_")
        try:
            return cls(datetime.fromtimestamp(int(due), UTC) if due else None, int(case_id))
        except (ValueError, OverflowError, OSError):
            return None

    def __str__(self) -> str:
        return f"{int(self.due_at.timestamp()) if self.due_at else ''}_{self.case_id}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, what is due first first. `older`: where the next page begins; None on the last."""

    rows: Sequence[Mapping[str, Any]]
    older: After | None


def units_of(grants: Iterable[Grant], roles: Collection[Role]) -> list[Unit]:
    """The units under the grants of these roles, by path: one query."""
    reach = [Q(path__startswith=grant.unit.path) for grant in grants if grant.role in roles]
    under = NOTHING
    for one in reach:
        under |= one
    return list(Unit.objects.filter(under).order_by("path")) if reach else []


def unit_desk(grants: Sequence[Grant]) -> tuple[Desk, list[Unit]]:
    """The queue of a handler and of whoever looks over units, and the units it covers."""
    units = units_of(grants, THROUGH_UNIT | THROUGH_EITHER)
    ids = [unit.pk for unit in units]
    own = {unit.pk for unit in units if _covered(unit, grants, THROUGH_UNIT)}
    kept = _kept(grants)
    return Desk(LIVE & Q(unit_id__in=ids) & _places(grants, THROUGH_UNIT | THROUGH_EITHER) & kept, own, kept), units


def office_desk(grants: Sequence[Grant]) -> tuple[Desk, list[Unit]]:
    """The board of a dispatcher: what the offices of these grants themselves still have to do."""
    units = units_of(grants, THROUGH_OFFICE)
    here = Q(office_id__in=[unit.pk for unit in units], state__in=ON_BOARD)
    return Desk(LIVE & here & _places(grants, THROUGH_OFFICE) & _kept(grants)), units


def sealed_desk(grants: Sequence[Grant]) -> Desk:
    """The reports of wrongdoing that a sealed officer alone sees."""
    units = units_of(grants, {Role.SEALED_OFFICER})
    offices = Q(office_id__in=[unit.pk for unit in units])
    return Desk(offices & Q(sealed=True) & ~Q(standing=StateKind.ARCHIVED.value) & _kept(grants))


def _kept(grants: Sequence[Grant]) -> Q:
    """By ids, so that the statement of whoever keeps out of nothing stays as it is."""
    ids = sorted(recused_cases(grants)) if grants else []
    return ~Q(voice_id__in=ids) if ids else Q()


def _covered(unit: Unit, grants: Iterable[Grant], roles: Collection[Role]) -> bool:
    return any(grant.role in roles and unit.path.startswith(grant.unit.path) for grant in grants)


def _places(grants: Iterable[Grant], roles: Collection[Role]) -> Q:
    """Nothing to narrow when one of the grants covers every place."""
    held = [grant for grant in grants if grant.role in roles]
    if any(grant.place_id is None for grant in held):
        return Q()
    inside = Q()
    for grant in held:
        if grant.place is not None:
            inside |= Q(voice__place__path__startswith=grant.place.path)
    return inside


def filters(now: datetime, calendar: Calendar, staff_id: int) -> dict[Only, Q]:
    """What each chip means at `now`. `late`: the first late instant has come; `soon`: within three days after today."""
    today = calendar.local_date(now)
    tonight, soon = calendar.end_of(today), calendar.end_of(today + timedelta(days=SOON_DAYS))
    return {
        Only.LATE: Q(next_due_at__lte=now),
        Only.TODAY: Q(next_due_at__gt=now, next_due_at__lte=tonight),
        Only.SOON: Q(next_due_at__gt=tonight, next_due_at__lte=soon),
        Only.NEW: Q(state__in=JUST_ARRIVED),
        Only.AGAIN: Q(next_clock__in=AGAIN_CLOCKS),
        Only.MINE: Q(handler_id=staff_id),
    }


def board_filters(now: datetime, calendar: Calendar, staff_id: int) -> dict[Only, Q]:
    """The chips of the dispatch board."""
    shared = filters(now, calendar, staff_id)
    return {
        Only.NEW: Q(state__in=TO_DISPATCH),
        Only.OBJECTIONS: Q(state__in=OBJECTED),
        Only.RETURNED: Q(state__in=TO_DISPATCH, hops__gt=0),
        Only.URGENT: Q(urgent=True),
        Only.TODAY: shared[Only.TODAY],
        Only.LATE: shared[Only.LATE],
        Only.TO_CHECK: Q(state__in=CHECKED),
        Only.TO_CALL: Q(state__in=CALLED_BACK),
        Only.ASIDE: Q(state__in=SET_ASIDE),
    }


class Counted(Func):
    """How many rows there are, or how many of them meet a condition. A query of these alone is one row."""

    template = "COUNT(*) FILTER (WHERE %(expressions)s)"
    output_field = IntegerField()

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, Any]:
        """Without a condition all of them."""
        return super().as_sql(*args, **kwargs) if self.source_expressions else ("COUNT(*)", [])


def counts(desk: Desk, chips: Mapping[Only, Q]) -> dict[Only, int]:
    """How many cases each chip would show, in one query."""
    names = [Only.ALL, *chips]
    if desk.supporting:
        units = Q(unit_id__in=desk.supporting)
        found = prepared.rows(_counted_with_supporting, desk.live, units, desk.kept, *chips.values())
        names.insert(1, Only.SUPPORTING)
    else:
        found = prepared.rows(_counted, desk.live, *chips.values())
    return dict(zip(names, found[0] if found else [0] * len(names), strict=True))


def _counted(live: Q, *chips: Q) -> QuerySet[Case, Any]:
    return Case.objects.filter(live).values_list(Counted(), *(Counted(chip) for chip in chips))


def _counted_with_supporting(live: Q, units: Q, kept: Q, *chips: Q) -> QuerySet[Case, Any]:
    supporting = Subquery(_supporting(units, kept).values_list(Counted()))
    return Case.objects.filter(live).values_list(Counted(), supporting, *(Counted(chip) for chip in chips))


def supporting_cases(desk: Desk) -> QuerySet[Case]:
    """Open cases in which one of the units takes part beside the lead."""
    return _supporting(Q(unit_id__in=desk.supporting), desk.kept)


def _supporting(units: Q, kept: Q) -> QuerySet[Case]:
    parts = CaseUnit.objects.filter(units).values("case_id")
    return Case.objects.filter(kept, pk__in=parts, standing=StateKind.OPEN.value, sealed=False).exclude(units)


def cases_on(desk: Desk, only: Only, chips: Mapping[Only, Q]) -> QuerySet[Case]:
    """The cases behind one chip, what is due first first, those without a limit at the end."""
    chosen = supporting_cases(desk) if only is Only.SUPPORTING else Case.objects.filter(desk.live)
    return chosen.filter(chips.get(only, Q())).order_by(F("next_due_at").asc(nulls_last=True), "voice_id")


def page_of(cases: QuerySet[Case], after: After | None = None) -> Page:
    """Two queries: which ids, then their rows."""
    ids = list((cases.filter(_beyond(after)) if after else cases).values_list("pk", flat=True)[: PAGE_ROWS + 1])
    shown = ids[:PAGE_ROWS]
    read = prepared.rows(_rows, Q(pk__in=shown))
    found: dict[int, dict[str, Any]] = {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in read}
    rows = [found[case_id] for case_id in shown if case_id in found]
    last = rows[-1] if len(ids) > PAGE_ROWS and rows else None
    return Page(rows, After(last["next_due_at"], last["voice_id"]) if last else None)


def _beyond(after: After) -> Q:
    without = Q(next_due_at__isnull=True)
    if after.due_at is None:
        return without & Q(voice_id__gt=after.case_id)
    later = Q(next_due_at__gt=after.due_at) | Q(next_due_at=after.due_at, voice_id__gt=after.case_id)
    return later | without


_COLUMNS = (
    "voice_id procedure state next_due_at next_clock hops urgent opened_at handler_id handler__name handler__name_en "
    "unit__name unit__name_en voice__title voice__kind voice__channel voice__naming voice__place_words "
    "voice__received_at voice__place__name voice__place__name_en lead_case_id joined"
).split()


def _rows(shown: Q) -> QuerySet[Case, Any]:
    joined = (
        Case.objects.filter(lead_case=OuterRef("pk"), sealed=False, voice__revealed_at=None)
        .order_by()
        .values("lead_case")
        .annotate(n=Count("*"))
    )
    counted = Case.objects.annotate(joined=Coalesce(Subquery(joined.values("n")), 0))
    return counted.filter(shown).values_list(*_COLUMNS)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a case stands in a list. `place` counts from 1."""

    place: int
    total: int
    before: int | None
    following: int | None


MOST_WALKED = 2_000
"""In longer lists the place of a case is not counted."""


def neighbours(cases: QuerySet[Case], case_id: int) -> Neighbours | None:
    """The cases before and after `case_id`, or None when it is not among the first of the list."""
    ids = list(cases.values_list("pk", flat=True)[:MOST_WALKED])
    if case_id not in ids or len(ids) == MOST_WALKED:
        return None
    at = ids.index(case_id)
    before = ids[at - 1] if at else None
    return Neighbours(at + 1, len(ids), before, ids[at + 1] if at + 1 < len(ids) else None)
