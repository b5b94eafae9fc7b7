"""The joint by which a person says what a case is about."""

from datetime import datetime

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.services import categorising, usual_units


def categorise_case(case_id: int, *, actor: Actor, now: datetime, category_id: int, key: str | None = None) -> Case:
    """Set or correct the category; with the same `key` again nothing happens twice. Raises what set_category raises."""
    try:
        with transaction.atomic(durable=True):
            return categorising.set_category(case_id, actor=actor, now=now, category_id=category_id, key=key)
    except IntegrityError:
        if key is None or not Event.objects.filter(key=key).exists():
            raise
        return Case.objects.get(pk=case_id)


def set_usual_unit(*, actor: Actor, now: datetime, category_id: int, unit: Unit | None, key: str | None = None) -> None:
    """Write down which unit handles a category. Raises CategoryUnknown, UnitUnknown."""
    with transaction.atomic(durable=True):
        unit_id = unit.pk if unit else None
        usual_units.set_usual_unit(actor=actor, now=now, category_id=category_id, unit_id=unit_id, key=key)
