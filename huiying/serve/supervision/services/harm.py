"""A flag without a word: somebody may have harmed a speaker of this case, or let out who spoke."""

from datetime import datetime

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.serve.casework.models import Case
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.events import HARM_TOLD
from huiying.serve.supervision.models import Flag
from huiying.serve.supervision.selectors.rights import HARM


def flag_harm(case: Case, *, actor: Actor, now: datetime) -> Flag:
    """Open once; the event is the flag's, never the case's: who handles the case reads the case's.

    In the caller's transaction.
    """
    standing = Flag.objects.filter(case=case, trigger=HARM, state=FlagState.FLAGGED.value).first()
    if standing is not None:
        return standing
    flag = Flag.objects.create(trigger=HARM, case=case, unit=case.unit, flagged_at=now)
    record(HARM_TOLD.name, flag, actor=actor, now=now, public={"unit": flag.unit_id})
    return flag
