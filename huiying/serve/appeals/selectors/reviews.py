"""Reviews and hearings for the people of the bodies above, and for one case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from huiying.core.deadlines import Due, Measure, Standing, standing
from huiying.core.procedures.model import Role
from huiying.core.workdays import Calendar
from huiying.foundation.people.models import Grant
from huiying.serve.appeals.enums import ReviewState, Round
from huiying.serve.appeals.models import Hearing, Review
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.selectors.receipt import paused_on
from huiying.serve.casework.selectors.recused import recused_cases
from huiying.serve.casework.selectors.visible import NOTHING, units_under

AT_BODY = frozenset({Role.REVIEWER, Role.FINAL_REVIEWER, Role.UNIT_HEAD})
READS = frozenset({Role.INSPECTOR, Role.LEADER, Role.AUDITOR})
OPEN = (ReviewState.ASKED, ReviewState.RUNNING, ReviewState.WRITTEN)
CLOCKS = {Round.REVIEW.value: "C-REVIEW", Round.FINAL.value: "C-FINAL"}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review with its limit. `due` None: it is over, or was withdrawn meanwhile."""

    review: Review
    due: Due | None
    standing: Standing | None


def reviews_for(grants: Sequence[Grant], *, over: bool = False) -> QuerySet[Review]:
    """Those that somebody with `grants` decides or oversees; open ones by their age, those that are over newest first.

    People of a body see what that very body was asked; who inspects, leads or audits, those of units under them.
    """
    seen = NOTHING
    for grant in grants:
        if Role(grant.role) in AT_BODY:
            seen |= Q(body=grant.unit_id)
        elif Role(grant.role) in READS:
            seen |= Q(body__in=units_under(grant))
    rows = Review.objects.filter(seen, ~Q(case__in=recused_cases(grants)), case__sealed=False).select_related(
        "body", "reviewer", "case__voice", "case__unit"
    )
    waits = Q(state__in=OPEN) & ~Q(case__state="withdrawn")
    return rows.exclude(waits).order_by("-pk") if over else rows.filter(waits).order_by("asked_at", "pk")


def with_limits(reviews: Sequence[Review], *, calendar: Calendar, now: datetime) -> list[ReviewRow]:
    """The same with the limit that runs for each."""
    running = Deadline.objects.filter(
        case__in=[one.case_id for one in reviews], clock__in=CLOCKS.values(), met_at=None, stopped_at=None
    )
    limits = {(row.case_id, row.clock): row for row in running}
    return [_row(one, limits.get((one.case_id, CLOCKS[one.round])), calendar, now) for one in reviews]


def _row(review: Review, limit: Deadline | None, calendar: Calendar, now: datetime) -> ReviewRow:
    if limit is None:
        return ReviewRow(review, None, None)
    paused = paused_on(review.case, limit)
    due = Due(limit.due_on, limit.target_on, limit.due_at, Measure.days, limit.provisional, paused)
    return ReviewRow(review, due, standing(due, now, calendar))


def hearings_to_host(staff_id: int, grants: Sequence[Grant]) -> Sequence[Hearing]:
    """What somebody is to host, the next first."""
    rows = Hearing.objects.filter(~Q(case__in=recused_cases(grants)), host=staff_id, closed_at=None, case__sealed=False)
    return list(rows.select_related("case__voice", "by").order_by("on", "pk"))


def of_case(case: Case) -> tuple[Sequence[Review], Sequence[Hearing]]:
    """All of one case, oldest first; of a sealed one none."""
    if case.sealed:
        return [], []
    reviews = Review.objects.filter(case=case).select_related("body", "reviewer").order_by("pk")
    return list(reviews), list(Hearing.objects.filter(case=case).select_related("by", "host__unit").order_by("pk"))
