"""Whoever spoke up hears when the help for the household changes; what it is stands on the receipt alone."""

from datetime import datetime

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.serve.aid.models import Aid
from huiying.serve.casework.services.telling import NEWS, tell


def tell_household(aid: Aid, *, actor: Actor, now: datetime) -> None:
    """A message without a word of the help, in the caller's transaction; nobody where it came from no voice.

    One a day, however much changes: it says no more than that there is news on the receipt.
    """
    if aid.case is not None and not aid.case.sealed:
        today = calendar().local_date(now).isoformat()
        tell(aid.case.voice, f"aid:{aid.case_id}:{today}", NEWS, None, actor=actor, now=now)
