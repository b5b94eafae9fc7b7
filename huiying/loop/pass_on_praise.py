"""The joint around praise: the unit that earned it has it, and whoever praised hears of that."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.people.models import Grant
from huiying.judge.ratings.models import Praise
from huiying.judge.ratings.services.praise import keep_praise
from huiying.serve.casework.services.perform import locked
from huiying.serve.casework.services.telling import NEWS, tell


@once
def pass_praise(
    case_id: int,
    unit_id: int,
    words: str,
    *,
    public: bool,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Praise:
    """Pass the praise of a voice on. `public`: on the board too, where the speaker has agreed to publication.

    With the same `key` again the first one's comes back. Raises CaseNotFound, MayNotPassOn, PraiseNeedsUnit,
    PraisePassed, PraiseNeedsWords, PraiseNotToPublish, PraiseNamesSomebody.
    """
    with transaction.atomic(durable=True):
        case = locked(case_id)
        if (before := done_before(key)) is not None:
            return Praise.objects.get(pk=before.public["praise"])
        praise = keep_praise(case, unit_id, words, public=public, actor=actor, grants=grants, now=now, key=key)
        tell(case.voice, f"praise:{praise.pk}", NEWS, None, actor=actor, now=now)
    return praise
