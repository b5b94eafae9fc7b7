"""What the office aims at in a month, and who may say so."""

from collections.abc import Iterable

from huiying.core.procedures.model import Role
from huiying.core.rates.measures import DEFAULT_TARGETS, Measure
from huiying.core.rates.months import Month
from huiying.foundation.people.models import Grant
from huiying.judge.scorecards.models import Target


def targets_in(month: Month) -> dict[Measure, int]:
    """By measure, of a hundred: what was said last for this month or one before; else what is usual."""
    said = Target.objects.filter(day__lte=month.first).order_by("day").values_list("measure", "percent")
    return {**DEFAULT_TARGETS, **{Measure(measure): percent for measure, percent in said}}


def may_set_targets(grants: Iterable[Grant]) -> bool:
    """Whether somebody leads the whole office."""
    return any(grant.role == Role.LEADER and grant.unit.parent_id is None for grant in grants)
