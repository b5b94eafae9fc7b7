"""Whoever spoke up hears when the help for the household changes; what it is stands on the receipt alone."""

from datetime import datetime

from huiying.foundation.ledger.actors import Actor
from huiying.serve.aid.models import Aid
from huiying.serve.casework.services.telling import NEWS, tell


def tell_household(aid: Aid, what: str, *, actor: Actor, now: datetime) -> None:
    """A message without a word of the help, in the caller's transaction; nobody where it came from no voice. `what`:
    the change, named the same when it is told again."""
    if aid.case is not None and not aid.case.sealed:
        tell(aid.case.voice, f"aid:{aid.pk}:{what}", NEWS, None, actor=actor, now=now)
