"""Writing down whether a promise was kept, as those say whose voices led to it."""

from datetime import datetime

from django.db import transaction

from huiying.core.spoken import clean_line_ends
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.judge.ratings.enums import Kept
from huiying.judge.ratings.errors import AnswerUnknown, NotToJudge
from huiying.judge.ratings.events import PROMISE_JUDGED
from huiying.judge.ratings.models import Verdict
from huiying.judge.ratings.services.rating import MOST_CHARACTERS
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.speakers import may_be_judged_by


def give_verdict(
    commitment: Commitment,
    case: Case,
    *,
    kept: str,
    words: str = "",
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Verdict:
    """Write the verdict of the speaker of `case`, or change it; each change is an event in the life of the case.

    With the same `key` again, or the same said again, nothing changes. Raises AnswerUnknown, NotToJudge.
    """
    if kept not in Kept.values:
        raise AnswerUnknown
    said = clean_line_ends(words)[:MOST_CHARACTERS]
    with transaction.atomic():
        before = Verdict.objects.select_for_update().filter(commitment=commitment, case=case).first()
        if before is not None and (_known(key) or (before.kept, before.words) == (kept, said)):
            return before
        if not may_be_judged_by(commitment, case, now=now):
            raise NotToJudge
        verdict, _ = Verdict.objects.update_or_create(
            commitment=commitment, case=case, defaults={"kept": kept, "words": said, "given_at": now}
        )
        public = {"commitment": commitment.pk, "kept": kept}
        private = {"words": said} if said else {}
        record(PROMISE_JUDGED.name, case, actor=actor, now=now, public=public, private=private, key=key)
    return verdict


def _known(key: str | None) -> bool:
    return key is not None and Event.objects.filter(key=key).exists()
