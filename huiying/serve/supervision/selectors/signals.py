"""What the rules found, as people read it: newest first, without what an objection took away."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from huiying.foundation.people.models import Grant
from huiying.listen.voices.selectors import revealed_checks
from huiying.serve.supervision.enums import ContestState
from huiying.serve.supervision.errors import SignalNotFound
from huiying.serve.supervision.models import Contest, Signal
from huiying.serve.supervision.selectors.rights import visible_signals

RELATED = ("case__voice", "commitment", "unit", "told", "flag", "contest")


def counted() -> Q:
    """On Signal: what counts. Not what an inspector found to be wrong, nor what an unannounced check set off."""
    return ~Q(contest__state=ContestState.UPHELD.value) & (Q(case=None) | ~Q(case__in=revealed_checks()))


def signals_for(
    grants: Sequence[Grant],
    *,
    unit: int | None = None,
    rule: str | None = None,
    open: bool = True,  # noqa: A002 - the published signature
) -> QuerySet[Signal]:
    """Those that the holder of `grants` may see; `open`: with something left to do."""
    rows = Signal.objects.filter(visible_signals(grants), counted()).select_related(*RELATED)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if rule is not None:
        rows = rows.filter(rule=rule)
    return (rows.filter(settled_at=None) if open else rows).order_by("-at", "-pk")


def signal_for_viewer(signal_id: int, grants: Sequence[Grant]) -> Signal:
    """Also one that an objection took away. Raises SignalNotFound, also for one the viewer may not see."""
    found = Signal.objects.filter(visible_signals(grants), pk=signal_id).select_related(*RELATED).first()
    if found is None:
        raise SignalNotFound
    return found


def signals_of_case(case_id: int) -> list[Signal]:
    """All of them, newest first; the caller has asked who may see the case."""
    return list(Signal.objects.filter(case=case_id).select_related(*RELATED).order_by("-at", "-pk"))


def signals_of_commitment(commitment_id: int) -> list[Signal]:
    """All of them, newest first; the caller has asked who may see the promise."""
    return list(Signal.objects.filter(commitment=commitment_id).select_related(*RELATED).order_by("-at", "-pk"))


def contests_waiting(grants: Sequence[Grant]) -> list[Contest]:
    """Objections that wait for an inspector, the oldest first."""
    asked = Signal.objects.filter(visible_signals(grants), contest__state=ContestState.ASKED.value).values("pk")
    waiting = Contest.objects.filter(state=ContestState.ASKED.value, signal__in=asked)
    return list(waiting.select_related(*(f"signal__{name}" for name in RELATED[:-1])).order_by("asked_at", "pk"))
