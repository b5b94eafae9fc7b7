"""Writing down that praise 表扬 was passed on to the unit that earned it."""

from collections.abc import Sequence
from datetime import datetime

from huiying.core.spoken import clean_line_ends
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Unit
from huiying.judge.ratings.errors import (
    MayNotPassOn,
    PraiseNamesSomebody,
    PraiseNeedsUnit,
    PraiseNeedsWords,
    PraiseNotToPublish,
    PraisePassed,
)
from huiying.judge.ratings.events import PRAISE_PASSED
from huiying.judge.ratings.models import MOST_PRAISE, Praise
from huiying.judge.ratings.selectors.praise import may_pass_on
from huiying.serve.casework.models import Case
from huiying.serve.coordination.services.holding import somebody_named

LEAST = 4


def keep_praise(
    case: Case,
    unit_id: int,
    words: str,
    *,
    public: bool,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Praise:
    """Of a case that the caller has locked, in the caller's transaction. Raises MayNotPassOn, PraiseNeedsUnit,
    PraisePassed, PraiseNeedsWords, PraiseNotToPublish, PraiseNamesSomebody."""
    if not may_pass_on(case, grants):
        raise MayNotPassOn
    said = _checked(case, unit_id, words, public=public, now=now)
    praise = Praise.objects.create(
        case=case, unit_id=unit_id, words=said, public=public, passed_at=now, passed_by_id=actor.staff_id
    )
    plain = {"unit": unit_id, "praise": praise.pk, "shown": public}
    record(PRAISE_PASSED.name, case, actor=actor, now=now, public=plain, private={"words": said}, key=key)
    return praise


def _checked(case: Case, unit_id: int, words: str, *, public: bool, now: datetime) -> str:
    if not Unit.objects.filter(pk=unit_id, active=True).exists():
        raise PraiseNeedsUnit
    if Praise.objects.filter(case=case, unit_id=unit_id).exists():
        raise PraisePassed
    said = clean_line_ends(words).strip()
    if not LEAST <= len(said) <= MOST_PRAISE:
        raise PraiseNeedsWords(least=LEAST, most=MOST_PRAISE)
    if public and not case.voice.may_publish:
        raise PraiseNotToPublish
    if (what := somebody_named([said], [case.pk], now=now)) is not None:
        raise PraiseNamesSomebody(what=what)
    return said
