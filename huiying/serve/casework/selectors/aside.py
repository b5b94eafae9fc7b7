"""Why cases were set aside, and by whom: read from the event of the act itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from huiying.core.procedures import PROCEDURES
from huiying.foundation.ledger.actors import ActorKind
from huiying.foundation.ledger.models import Event
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Case

_TYPES = [event_name(procedure_id, "set_aside") for procedure_id in PROCEDURES]


@dataclass(frozen=True, slots=True)
class Why:
    """`rule`: a choice of the act's field. `by_machine`: a rule of the office did it."""

    rule: str
    by_machine: bool


def rules_of(case_ids: Collection[int]) -> Mapping[int, Why]:
    """The last setting aside of each case, by its id."""
    found = Event.objects.filter(subject_kind=Case.subject_kind, subject_id__in=case_ids, type__in=_TYPES)
    rows = found.order_by("pk").values_list("subject_id", "public", "actor_kind")
    return {case_id: Why(str(public.get("rule", "")), kind == ActorKind.SYSTEM.value) for case_id, public, kind in rows}


def procedures_of(case_ids: Collection[int]) -> Mapping[str, list[int]]:
    """The cases by the procedure that they follow."""
    found: dict[str, list[int]] = {}
    for case_id, procedure in Case.objects.filter(pk__in=case_ids).order_by("pk").values_list("pk", "procedure"):
        found.setdefault(procedure, []).append(case_id)
    return found
