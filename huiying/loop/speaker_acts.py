"""What the holder of a receipt can do: add, rate, ask for a follow-up, withdraw and undo it. Each once per key."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.judge.ratings.enums import Resolved
from huiying.judge.ratings.models import Rating
from huiying.judge.ratings.services import Answers, give_rating
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.offers import may_do
from huiying.serve.casework.services.perform import Done, perform


def speaker(voice: Voice) -> Actor:
    """Whoever holds the receipt of `voice`."""
    return Actor(ActorKind.SPEAKER, id=voice.pk)


def add_words(voice: Voice, *, text: str, now: datetime, key: str | None = None) -> Done:
    """Add words to what was said. Raises the refusals of the act `add`."""
    return _act(voice, "add", {"words": text}, now, key)


def ask_follow_up(voice: Voice, *, words: str, now: datetime, key: str | None = None) -> Done:
    """Say that it is not resolved: the unit looks at it again. The legal review and its time stay as they are."""
    return _act(voice, "open_follow_up", {"words": words}, now, key)


def withdraw(voice: Voice, *, reason: str = "", now: datetime, key: str | None = None) -> Done:
    """Take the matter back; only the speaker can."""
    return _act(voice, "withdraw", {"reason": reason}, now, key)


def undo_withdraw(voice: Voice, *, now: datetime, key: str | None = None) -> Done:
    """Let it go on, within 30 days, with the days that were left."""
    return _act(voice, "undo_withdraw", {}, now, key)


def read_opinion(voice: Voice, *, now: datetime, key: str | None = None) -> Done:
    """Open the written opinion on the receipt page: that is its delivery, and the time to ask for a review begins."""
    today = calendar().local_date(now).isoformat()
    return _act(voice, "deliver", {"delivered_on": today, "proof": "opened"}, now, key)


def rate(
    voice: Voice,
    *,
    responded: str = "",
    resolved: str = "",
    satisfied: str = "",
    put_right: str = "",
    words: str = "",
    now: datetime,
    key: str | None = None,
) -> Rating:
    """Judge the answer of this round; "not resolved" opens the follow-up at once, where one is still possible.

    Raises NothingSaid, AnswerUnknown, AlreadyRated and the refusals of the act `rate`.
    """
    actor = speaker(voice)
    with transaction.atomic(durable=True):
        case = Case.objects.select_for_update().get(pk=voice.pk)
        round_ = int(case.facts.get("round", 1))
        if key is not None and Event.objects.filter(key=key).exists():
            return Rating.objects.filter(case=case).latest("pk")
        answers = Answers(responded, resolved, satisfied, put_right, words)
        rating = give_rating(case.pk, round_, answers, now=now)
        perform(case.pk, "rate", actor=actor, now=now, key=key)
        if resolved == Resolved.NO and may_do(case.pk, "open_follow_up", actor=actor, now=now):
            perform(case.pk, "open_follow_up", actor=actor, now=now, data={"words": words or NOT_RESOLVED})
    return rating


NOT_RESOLVED = "—"


def _act(voice: Voice, act_id: str, data: Mapping[str, Any], now: datetime, key: str | None) -> Done:
    return act_on_case(voice.pk, act_id, actor=speaker(voice), now=now, data=data, key=key)
