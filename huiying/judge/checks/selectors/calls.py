"""Call-backs: what waits for a caller, and what those said who were reached, counted apart from ratings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from huiying.core.disclosure import FEWEST
from huiying.core.rates.tables import shown_lines
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people.models import Grant
from huiying.judge.checks.enums import CallOutcome
from huiying.judge.checks.errors import CheckNotFound
from huiying.judge.checks.models import CallBack, Draw
from huiying.judge.checks.selectors.rights import INSPECTS, callable_by, is_independent, of_offices, ties_of
from huiying.judge.ratings.enums import Resolved, Responded, Satisfied
from huiying.serve.casework.selectors.recused import recused_cases

YES = {"responded": Responded.YES, "resolved": Resolved.YES, "satisfied": Satisfied.YES}
"""The questions that are counted, and which answer counts."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Of `all` who said something, `yes` said yes."""

    yes: int
    all: int


@dataclass(frozen=True, slots=True)
class CallResults:
    """What came of call-backs. `outcomes` by CallOutcome; the three shares are None where fewer than 5 said something.

    All of it was written down by a caller on behalf of the person, and is never added to ratings.
    """

    outcomes: dict[str, int]
    responded: Counted | None
    resolved: Counted | None
    satisfied: Counted | None

    @property
    def done(self) -> int:
        """How many were asked, or could not be."""
        return sum(self.outcomes.values())


def calls_for(grants: Sequence[Grant]) -> QuerySet[CallBack]:
    """The call-backs for those who call for the offices that dispatched them and for inspectors of the draw's office; a
    sealed or erased case has none."""
    mine = callable_by(grants) | Q(draw__in=Draw.objects.filter(of_offices(grants, INSPECTS)))
    open_ = CallBack.objects.filter(
        mine, ~Q(case__in=recused_cases(grants)), case__sealed=False, case__voice__erased_at=None
    )
    related = open_.select_related("draw__office", "case__voice", "case__office", "unit")
    return related.prefetch_related("tries", "case__parts__unit").order_by("draw", "position")


def calls_waiting(grants: Sequence[Grant], actor: Actor, most: int) -> Sequence[CallBack]:
    """What this person may call about now, those that were tried least first; nobody calls about a told test."""
    rows = (
        calls_for(grants)
        .filter(callable_by(grants), outcome="", case__voice__revealed_at=None)
        .annotate(tried=Count("tries"))
        .order_by("tried", "draw", "position")
    )
    ties = ties_of(actor, grants)
    return [one for one in rows[: most * 2] if is_independent(one, ties)][:most]


def call_for(call_back_id: int, grants: Sequence[Grant]) -> CallBack:
    """One of these. Raises CheckNotFound."""
    if (found := calls_for(grants).filter(pk=call_back_id).first()) is None:
        raise CheckNotFound
    return found


def on_behalf(unit_id: int, start: datetime, end: datetime) -> dict[str, Counted]:
    """What callers wrote down of one unit from `start` up to but not including `end`, by question.

    Only where at least 5 said something, and the units that are left hold nobody or at least 5 together.
    """
    reached = countable().filter(outcome=CallOutcome.REACHED, done_at__gte=start, done_at__lt=end)
    found = {}
    for name, yes in YES.items():
        said = reached.exclude(**{name: ""}).values("unit_id")
        rows = {row["unit_id"]: row for row in said.annotate(all=Count("pk"), yes=Count("pk", filter=Q(**{name: yes})))}
        if unit_id in shown_lines({unit: row["all"] for unit, row in rows.items()}):
            found[name] = Counted(rows[unit_id]["yes"], rows[unit_id]["all"])
    return found


def countable() -> QuerySet[CallBack]:
    """Those that count: of no case that is sealed, and of no voice that was told to be a test."""
    return CallBack.objects.filter(case__sealed=False, case__voice__revealed_at=None)


def results_of(draw_id: int) -> CallResults | None:
    """What came of the call-backs of a draw; None while fewer than 5 are done."""
    done = countable().filter(draw_id=draw_id).exclude(outcome="")
    outcomes = Counter(done.values_list("outcome", flat=True))
    if outcomes.total() < FEWEST:
        return None
    reached = done.filter(outcome=CallOutcome.REACHED)
    shares = {name: _share(reached, name, yes) for name, yes in YES.items()}
    return CallResults({name: outcomes[name] for name in CallOutcome.values}, **shares)


def _share(rows: QuerySet[CallBack], name: str, yes: str) -> Counted | None:
    said = Q(**{name: ""})
    numbers = rows.aggregate(yes=Count("pk", filter=Q(**{name: yes})), all=Count("pk", filter=~said))
    return Counted(numbers["yes"], numbers["all"]) if numbers["all"] >= FEWEST else None
