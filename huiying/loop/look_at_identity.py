"""Looking at who spoke: allowed by the case, recorded by the vault, told to the speaker on the receipt."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.errors import MayNotReveal
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.identity import may_reveal


def look_at_identity(case_id: int, *, actor: Actor, reason: str, now: datetime) -> dict[IdentityField, str]:
    """What the person gave. Raises MayNotReveal (also where nobody left a name), ReasonNeeded."""
    case = Case.objects.select_related("voice__place", "voice__person", "office", "unit", "sender").get(pk=case_id)
    allowed = may_reveal(case, actor=actor, today=calendar().local_date(now))
    if case.voice.person is None:
        raise MayNotReveal
    with transaction.atomic(durable=True):
        return vault.reveal(case.voice.person, actor=actor, reason=reason, now=now, allowed=allowed)
