"""The mediation that is changed: locked, and whoever changes it stands to it as the change wants."""

from collections.abc import Sequence
from datetime import date, datetime

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.serve.mediation.enums import OPEN
from huiying.serve.mediation.errors import MayNotMediate, MediationNeedsWords, MediationOver
from huiying.serve.mediation.models import Mediation
from huiying.serve.mediation.selectors.mediations import MediationView, mediation_for_viewer

MOST_LINE, MOST_WORDS = 200, 5_000


def held(
    mediation_id: int,
    states: Sequence[str] = OPEN,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    mediator: bool = True,
    key: str | None = None,
) -> MediationView:
    """Locked, in one of `states`. `mediator` False: whoever handles the case may as well. What was done before
    with `key` finds it in any state.

    Raises MediationNotFound, MayNotMediate, MediationOver.
    """
    list(Mediation.objects.select_for_update(of=("self",)).filter(pk=mediation_id))
    view = mediation_for_viewer(mediation_id, actor, grants)
    if not (view.mediates or (view.handles and not mediator)):
        raise MayNotMediate
    if view.mediation.state not in states and done_before(key) is None:
        raise MediationOver
    return view


def needed(words: str, most: int = MOST_WORDS) -> str:
    """What was written, trimmed. Raises MediationNeedsWords."""
    said = words.strip()
    if not said or len(said) > most:
        raise MediationNeedsWords(most=most)
    return said


def today(now: datetime) -> date:
    """The office's local day."""
    return calendar().local_date(now)
