"""The ladder of reviews: which bodies stand next above the one that decided (条例 Art 35, 36(1))."""

from collections.abc import Sequence

from huiying.core.procedures.reviewing import OF_REVIEW, OF_UNIT, OVER
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Case, ReviewLine


def above_of(case: Case) -> tuple[int, ...] | None:
    """Ids of the bodies that may be asked next; None where nobody asks, so that no query is spent."""
    unit = decider_of(case)
    return None if unit is None else tuple(body.pk for body in bodies_above(unit))


def asked_outside(case: Case) -> bool:
    """Whether the next body is one that is not on this platform."""
    line = line_of(unit) if (unit := decider_of(case)) is not None else None
    return line is not None and line.body is None and bool(line.outside)


def decider_of(case: Case) -> Unit | None:
    """Whose word is the last, as long as one may still disagree with it."""
    if case.procedure != "xinfang":
        return None
    if case.state in OF_UNIT:
        return case.unit
    body_id = int(case.facts.get("review_unit_id") or 0) if case.state in OF_REVIEW | {OVER} else 0
    if case.state == OVER and not body_id:
        return case.unit
    return Unit.objects.filter(pk=body_id).first() if body_id else None


def bodies_above(unit: Unit) -> Sequence[Unit]:
    """The unit above in the tree and the one of its other line; none at the top of the ladder."""
    line = line_of(unit)
    if line is not None and line.body is None:
        return ()
    found = [unit.parent, line.body if line is not None else None]
    return [body for body in dict.fromkeys(found) if body is not None and body.active and body != unit]


def line_of(unit: Unit) -> ReviewLine | None:
    """What the office wrote down about who reviews this unit."""
    return ReviewLine.objects.select_related("body").filter(unit=unit).first()


def reviewing_body(case: Case) -> Unit | None:
    """The body that has the review, or the final review, in hand; None outside of both."""
    name = "final_unit_id" if case.facts.get("final_unit_id") else "review_unit_id"
    return Unit.objects.filter(pk=case.facts.get(name) or 0).first()
