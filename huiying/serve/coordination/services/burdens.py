"""The register of forms, reports, documents, leaders' events and visits that a unit asks of others."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from huiying.core.economy import Quarter
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.pressed import once
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.coordination.enums import BurdenKind
from huiying.serve.coordination.errors.interests import BurdenNotFound, BurdenWrong, MayNotNoteBurden
from huiying.serve.coordination.models import Burden
from huiying.serve.coordination.selectors.burdens import may_note_burden

MOST_HOURS, MOST_NUMBER = Decimal("9999.9"), 1_000_000
LEAST_WORDS = 2
WORDS = ("title", "purpose", "outcome")


@dataclass(frozen=True, slots=True)
class BurdenData:
    """One line of the register. See Burden; `hours` of each person each time."""

    kind: str
    title: str
    unit_id: int
    quarter: Quarter
    units: int
    people: int
    hours: Decimal
    times: int
    purpose: str
    outcome: str = ""
    cost_fen: int = 0


@once
def note_burden(
    data: BurdenData, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Burden:
    """Write a line. With the same `key` again the first one comes back. Raises MayNotNoteBurden, BurdenWrong."""
    with transaction.atomic():
        if key is not None and (before := Event.objects.filter(key=key).first()):
            return Burden.objects.get(pk=before.subject_id)
        values = _checked(data, grants)
        line = Burden.objects.create(**values, made_at=now, made_by_id=actor.id or 0)
        plain, words = _parted(values)
        record("burden.noted", line, actor=actor, now=now, public=plain, private=words, key=key)
    return line


def change_burden(
    burden_id: int,
    data: BurdenData,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Burden:
    """Write a line anew, such as what came of it. Raises BurdenNotFound, MayNotNoteBurden, BurdenWrong."""
    with transaction.atomic():
        line = Burden.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=burden_id).first()
        if line is None:
            raise BurdenNotFound
        if not may_note_burden(line.unit, grants):
            raise MayNotNoteBurden
        values = _checked(data, grants)
        changed = {name: value for name, value in values.items() if getattr(line, name) != value}
        if changed and not (key is not None and Event.objects.filter(key=key).exists()):
            for name, value in changed.items():
                setattr(line, name, value)
            line.save(update_fields=[name.removesuffix("_id") for name in changed])
            plain, words = _parted(changed)
            record("burden.changed", line, actor=actor, now=now, public=plain, private=words, key=key)
    return line


def _checked(data: BurdenData, grants: Sequence[Grant]) -> dict[str, Any]:
    unit = Unit.objects.filter(pk=data.unit_id).first()
    if unit is None or not may_note_burden(unit, grants):
        raise MayNotNoteBurden
    words = {name: getattr(data, name).strip() for name in WORDS}
    whole = all(0 < number <= MOST_NUMBER for number in (data.units, data.people, data.times))
    enough = min(len(words["title"]), len(words["purpose"])) >= LEAST_WORDS
    if data.kind not in set(BurdenKind) or not (whole and enough and 0 < data.hours <= MOST_HOURS):
        raise BurdenWrong(most=MOST_HOURS)
    return asdict(data) | words | {"quarter": data.quarter.first}


def _parted(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Plain values as they stand in an event, and words."""
    plain = {name: value for name, value in values.items() if name not in WORDS}
    plain |= {name: str(plain[name]) for name in ("hours", "quarter") if name in plain}
    return plain, {name: value for name, value in values.items() if name in WORDS}
