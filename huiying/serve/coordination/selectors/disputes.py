"""Disputes of competence 受理争议 that wait for a decision, and who decides (条例 Art 24(1))."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from huiying.core.meetings.superior import common_superior
from huiying.core.procedures import procedure
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Case

SETTLES = {"xinfang": "joint_coordinates", "hotline": "designate"}
"""By procedure: the act by which a resolution of the joint meeting names the unit (条例 Art 24(1); 潍坊 Art 22(2))."""


def _in_dispute() -> Q:
    """On Case: it is open which unit takes it, and a decision may say so."""
    found = Q(pk__in=())
    for name, act_id in SETTLES.items():
        act = procedure(name).act(act_id)
        assert act is not None
        found |= Q(procedure=name, state__in=sorted(act.from_))
    return found


IN_DISPUTE = _in_dispute()
OBJECTED = ("xinfang.object", "hotline.object")


@dataclass(frozen=True, slots=True)
class Dispute:
    """`sides`: the units; `superior`: who decides between them, None where the joint meeting does."""

    case: Case
    sides: tuple[Unit, ...]
    superior: Unit | None


def disputes(cases: Iterable[Case]) -> list[Dispute]:
    """The dispute of each case, in the same order."""
    wanted = list(cases)
    sides = sides_of(wanted)
    above = {int(part) for units in sides.values() for unit in units for part in _line(unit)}
    tree = Unit.objects.in_bulk(above)
    kinds = {pk: unit.kind for pk, unit in tree.items()}
    found = {case.pk: common_superior([_line(unit) for unit in sides[case.pk]], kinds) for case in wanted}
    return [Dispute(case, sides[case.pk], tree.get(found[case.pk] or 0)) for case in wanted]


def dispute_of(case: Case) -> Dispute:
    """The dispute of one case."""
    return disputes([case])[0]


def sides_of(cases: Sequence[Case]) -> Mapping[int, tuple[Unit, ...]]:
    """By case: who has it and says it is not theirs, whom they named instead, else who had sent it to them."""
    named = _named([case.pk for case in cases])
    wanted = {case.pk: [case.unit_id, named.get(case.pk) or case.sender_id or case.office_id] for case in cases}
    units = Unit.objects.in_bulk({pk for ids in wanted.values() for pk in ids})
    return {case: tuple(units[pk] for pk in dict.fromkeys(ids)) for case, ids in wanted.items()}


def _named(case_ids: Sequence[int]) -> dict[int, int]:
    """The unit that the last objection of a case named, where it named one that exists."""
    events = Event.objects.filter(subject_kind=Case.subject_kind, subject_id__in=case_ids, type__in=OBJECTED)
    said = {event.subject_id: event.public.get("proposed_unit") for event in events.order_by("pk")}
    wanted = {case: int(unit) for case, unit in said.items() if unit}
    there = set(Unit.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
    return {case: unit for case, unit in wanted.items() if unit in there}


def _line(unit: Unit) -> tuple[int, ...]:
    return tuple(int(part) for part in unit.path.split("/") if part)
