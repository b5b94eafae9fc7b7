"""What was decided about a disputed case is kept, so that the next one like it goes there at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huiying.core.procedures.engine import Step
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.enums import UnitKind
from huiying.foundation.people.models import Unit
from huiying.serve.casework.enums import DecidedBy
from huiying.serve.casework.models import Case, CompetenceRule

DECIDES: Mapping[str, DecidedBy] = {
    "superior_decides": DecidedBy.SUPERIOR,
    "joint_coordinates": DecidedBy.JOINT,
    "government_names": DecidedBy.GOVERNMENT,
    "designate": DecidedBy.HOTLINE,
}
"""Acts that decide between units, of 条例 Art 24 and its like of the hotline. What units agree on among themselves, or
takes over from a body that is gone, binds nobody in the next case."""
OF_A_TERRITORY = (UnitKind.STREET.value, UnitKind.COMMUNITY.value)


@dataclass(frozen=True, slots=True)
class Decision:
    """Which unit takes a case, by whom and on which day it was decided."""

    unit_id: int
    by: DecidedBy
    on: date


def decided(step: Step) -> Decision | None:
    """What the step decided; None where it is no such act."""
    by = DECIDES.get(step.act.id)
    return Decision(step.facts.unit_id, by, calendar().local_date(step.at)) if by is not None else None


def remember(case: Case, decision: Decision) -> None:
    """Keep it, in place of what was decided of this case before. A sealed case teaches nothing."""
    if case.sealed:
        return
    unit = Unit.objects.get(pk=decision.unit_id)
    place = case.voice.place_id if unit.kind in OF_A_TERRITORY else None
    values: dict[str, Any] = {"unit": unit, "category_id": case.category_id, "place_id": place}
    values |= {"basis": decision.by.value, "decided_on": decision.on}
    CompetenceRule.objects.update_or_create(case=case, defaults=values)


def follow_category(case: Case) -> None:
    """A person has said, or corrected, what the case is about."""
    CompetenceRule.objects.filter(case=case).update(category=case.category)


def forget(case: Case) -> None:
    """It was sealed: nothing of it teaches any more."""
    CompetenceRule.objects.filter(case=case).delete()
