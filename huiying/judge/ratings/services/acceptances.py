"""Writing down what those it was made for found: is it there, does it work."""

from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.core.spoken import clean_line_ends
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.judge.ratings.enums import Found
from huiying.judge.ratings.errors import AnswerUnknown, NotToJudge
from huiying.judge.ratings.events import MATTER_ACCEPTED, MATTER_FOUND
from huiying.judge.ratings.models import Acceptance
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.speakers import may_be_judged, may_be_judged_by

MOST_WORDS = 1_000


def give_acceptance(
    commitment: Commitment,
    *,
    there: str,
    works: str,
    words: str = "",
    case: Case | None = None,
    token: str | None = None,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Acceptance:
    """Write the two answers, or change them: one for each `case`, one for each `token` (of a browser, at random).

    Exactly one of the two is given. Of what is not there nobody is asked whether it works: `works` "" then.
    Raises AnswerUnknown, NotToJudge.
    """
    if (case is None) == (token is None):
        raise ValueError("an acceptance is that of a case or that of a browser")
    if there not in Found.values or works not in {*Found.values, ""} or (works == "" and there == Found.YES):
        raise AnswerUnknown
    said = clean_line_ends(words)[:MOST_WORDS]
    with transaction.atomic():
        of: dict[str, Any] = {"commitment": commitment, "case": case, "token": token}
        before = Acceptance.objects.select_for_update().filter(**of).first()
        same = before is not None and (before.there, before.works, before.words) == (there, works, said)
        if before is not None and (same or (key is not None and Event.objects.filter(key=key).exists())):
            return before
        if not _is_asked(commitment, case, now):
            raise NotToJudge
        answers = {"there": there, "works": works, "words": said, "given_at": now}
        found, _ = Acceptance.objects.update_or_create(**of, defaults=answers)
        public = {"commitment": commitment.pk, "there": there, "works": works}
        private = {"words": said} if said else {}
        about = case if case is not None else commitment
        kind = MATTER_ACCEPTED.name if case is not None else MATTER_FOUND.name
        record(kind, about, actor=actor, now=now, public=public, private=private, key=key)
    return found


def _is_asked(commitment: Commitment, case: Case | None, now: datetime) -> bool:
    if case is not None:
        return may_be_judged_by(commitment, case, now=now)
    return commitment.public and may_be_judged(commitment, calendar().local_date(now))
