"""Saying what the office aims at, before the month begins."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from huiying.core.rates.measures import Measure
from huiying.core.rates.months import Month, month_of
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar, office_profile
from huiying.foundation.people.models import Grant
from huiying.judge.scorecards.errors import NotYourTarget, TargetOutOfBounds
from huiying.judge.scorecards.events import TARGETS_SET
from huiying.judge.scorecards.models import Target
from huiying.judge.scorecards.selectors.targets import may_set_targets

MOST = 100


@once
def set_targets(
    percents: Mapping[Measure, int], *, actor: Actor, grants: Iterable[Grant], now: datetime, key: str | None = None
) -> Month:
    """Set what is aimed at from next month on, of a hundred; that month. Months that have begun keep their targets.

    Raises NotYourTarget, TargetOutOfBounds.
    """
    if not may_set_targets(grants):
        raise NotYourTarget
    if not all(1 <= percent <= MOST for percent in percents.values()):
        raise TargetOutOfBounds
    month = month_of(calendar().local_date(now)).moved(1)
    if done_before(key) is not None:
        return month
    with transaction.atomic():
        for measure, percent in percents.items():
            Target.objects.update_or_create(measure=measure.value, day=month.first, defaults={"percent": percent})
        said = {measure.value: percent for measure, percent in percents.items()}
        record(TARGETS_SET.name, office_profile(), actor=actor, now=now, public={"month": str(month), **said}, key=key)
    return month
