"""Reports of retaliation or of a leak, and the inspectors (条例 Arts 40(1), 46 items 5, 6): a flag without a word."""

from datetime import datetime

from huiying.foundation.ledger.actors import SYSTEM
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.sealed import source_of
from huiying.serve.casework.services.perform import Done
from huiying.serve.supervision.services.harm import flag_harm

TELLS = "tell_inspectors"


def follow_harm(done: Done, *, now: datetime) -> None:
    """When a sealed officer asks for it: a flag on the case in which it happened, in the transaction of the act."""
    if done.step is None or done.step.act.id != TELLS:
        return
    about = first_case(done.case)
    if about is not None and not about.sealed and about.voice.erased_at is None:
        flag_harm(about, actor=SYSTEM, now=now)


def first_case(case: Case) -> Case | None:
    """The case that a report of harm came from."""
    first = case.voice.source.removeprefix(source_of(""))
    if not case.voice.source.startswith(source_of("")) or not first.isdigit():
        return None
    return Case.objects.select_related("voice", "unit").filter(pk=int(first)).first()
