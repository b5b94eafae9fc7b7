"""An inspector looks at a flag and dismisses it; ordering settles it as well (services/orders)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.errors import FlagGone
from huiying.serve.supervision.events import DISMISSED
from huiying.serve.supervision.models import Flag
from huiying.serve.supervision.selectors.order_rights import need
from huiying.serve.supervision.selectors.rights import INSPECTORS, supervises
from huiying.serve.supervision.services.holding import needed_words, refuse_names
from huiying.serve.supervision.services.steps import cases_behind


def dismiss_flag(
    flag_id: int, reason: str, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Flag:
    """Looked at, and no order: with the reason, which the unit reads. With the same `key` again nothing changes.

    Raises FlagGone, MayNotSupervise, SupervisionNeedsWords, SupervisionNamesSomebody.
    """
    with transaction.atomic(durable=True):
        flag = _held(flag_id)
        need(supervises(flag, grants), INSPECTORS)
        if done_before(key):
            return flag
        if flag.state != FlagState.FLAGGED:
            raise FlagGone
        said = needed_words(reason)
        refuse_names([said], cases_behind(flag.case or flag.commitment), now=now)
        close_flag(flag, said, actor=actor, now=now, key=key)
    return flag


def close_flag(flag: Flag, reason: str, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Dismiss a flag that the caller holds and whose words were checked."""
    flag.state, flag.reason = FlagState.DISMISSED.value, reason
    flag.decided_at, flag.decided_by_id = now, actor.staff_id
    flag.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    public = {"trigger": flag.trigger, "unit": flag.unit_id}
    record(DISMISSED.name, flag, actor=actor, now=now, public=public, private={"reason": reason}, key=key)


def _held(flag_id: int) -> Flag:
    """Raises FlagGone, for those of sealed and erased cases as well."""
    rows = Flag.objects.select_for_update(of=("self",)).select_related("case__voice", "commitment", "unit")
    flag = rows.filter(pk=flag_id).exclude(case__sealed=True).first()
    if flag is None or (flag.case is not None and flag.case.voice.erased_at is not None):
        raise FlagGone
    return flag
