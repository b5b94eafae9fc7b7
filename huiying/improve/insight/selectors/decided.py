"""How cases were decided: the last deciding act of each, read from its events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from huiying.core.fairness import Outcome, outcome_of
from huiying.core.fairness.outcomes import DECIDING
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.models import Event
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Case

_TYPES = {event_name(*act): act for act in DECIDING}


@dataclass(frozen=True, slots=True)
class Decided:
    """One case and what it was given on which local day. `matter`: the lead case, or itself."""

    case_id: int
    matter: int
    outcome: Outcome
    on: date
    unit_id: int
    procedure: str
    kind: str
    category_id: int | None


def cases_decided_since(start: datetime) -> list[int]:
    """Cases in which something was decided from `start` on, by number; not those that were only brought over then."""
    recorded = Event.objects.filter(type__in=_TYPES, at__gte=start, subject_kind=Case.subject_kind)
    events = recorded.filter(happened_at__gte=start)
    return sorted(set(events.values_list("subject_id", flat=True)))


def decisions_of(case_ids: Iterable[int], calendar: Calendar) -> dict[int, Decided]:
    """The standing decision of each of these cases, by case; sealed, erased and undecided ones are not among them."""
    cases = Case.objects.filter(pk__in=list(case_ids), sealed=False, voice__erased_at=None).select_related("voice")
    found = {case.pk: case for case in cases}
    events = Event.objects.filter(subject_kind=Case.subject_kind, subject_id__in=list(found), type__in=_TYPES)
    last = {
        id_: (type_, at) for id_, type_, at in events.order_by("pk").values_list("subject_id", "type", "happened_at")
    }
    decided = (_decided(found[id_], type_, calendar.local_date(at)) for id_, (type_, at) in last.items())
    return {each.case_id: each for each in decided if each is not None}


def _decided(case: Case, type_: str, on: date) -> Decided | None:
    outcome = outcome_of(*_TYPES[type_], case.facts.get("outcomes", ()))
    if outcome is None:
        return None
    return Decided(
        case.pk,
        case.lead_case_id or case.pk,
        outcome,
        on,
        case.unit_id,
        case.procedure,
        case.voice.kind,
        case.category_id,
    )
