"""News that the system of a handling unit sends us: it stands in the case and on the receipt; a person decides."""

import hmac
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from huiying.core.open311.errors import NothingHere
from huiying.core.open311.reading import OuterUpdate
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import ApiKey
from huiying.foundation.people.selectors import actor_of_key
from huiying.loop.events import OUTER_TOLD
from huiying.serve.casework.models import Case

_DOMAIN = b"huiying open311 update v1\n"


def take_update(update: OuterUpdate, *, key: ApiKey, now: datetime) -> bool:
    """Whether it is new. Only for a case that the key's unit, or one under it, has now.

    The case does not move: closing it, and what the person is answered, stay with people. Raises NothingHere.
    """
    case = _case(update.request_id, key)
    mark = hmac.digest(receipt_key(), _DOMAIN + f"{key.pk}\n{update.id}".encode("utf-8", "surrogatepass"), sha256)
    once = f"open311:told:{case.pk}:{mark.hex()[:32]}"
    if Event.objects.filter(key=once).exists():
        return False
    actor = actor_of_key(key, today=calendar().local_date(now))
    try:
        with transaction.atomic(durable=True):
            record(
                OUTER_TOLD.name,
                case,
                actor=actor,
                now=now,
                happened_at=min(update.at, now),
                public={"unit": case.unit_id, "closed": update.over},
                private={"reason": update.words or ("closed" if update.over else "open")},
                key=once,
            )
    except IntegrityError:
        return False
    return True


def _case(number: str, key: ApiKey) -> Case:
    """Raises NothingHere, also for what is there and another unit's."""
    if key.unit is None:
        raise NothingHere
    found = Case.objects.filter(
        voice__number=number, voice__erased_at=None, sealed=False, unit__path__startswith=key.unit.path
    ).first()
    if found is None:
        raise NothingHere
    return found
