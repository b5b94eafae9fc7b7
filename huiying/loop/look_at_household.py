"""Looking at which household is helped: for the unit that looks after it alone, recorded like every look."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.errors import MayNotReveal
from huiying.foundation.people.models import Grant
from huiying.serve.aid.selectors.aids import aid_for_viewer
from huiying.serve.aid.selectors.rights import may_help


def look_at_household(
    aid_id: int, *, actor: Actor, grants: Sequence[Grant], reason: str, now: datetime
) -> dict[IdentityField, str]:
    """Who they are and where they live. Raises AidNotFound, MayNotReveal, ReasonNeeded."""
    aid = aid_for_viewer(aid_id, grants)
    if aid.household is None:
        raise MayNotReveal
    with transaction.atomic(durable=True):
        return vault.reveal(aid.household, actor=actor, reason=reason, now=now, allowed=may_help(aid, grants))
