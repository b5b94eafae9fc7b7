"""What the holder of a receipt can do: add, rate, ask for a follow-up, withdraw and undo it. Each once per key."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.core.procedures import procedure
from huiying.core.procedures.errors import NotFromHere
from huiying.core.procedures.reviewing import asked_by, delivered_by
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.judge.ratings.enums import Resolved
from huiying.judge.ratings.models import Encounter, Rating
from huiying.judge.ratings.services.encounters import Met, give_encounter
from huiying.judge.ratings.services.rating import Answers, give_rating
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.attachments import attach
from huiying.loop.act_on_case import act_on_case, follow_appeal
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.offers import may_do
from huiying.serve.casework.services.perform import Done, locked, perform


def speaker(voice: Voice) -> Actor:
    """Whoever holds the receipt of `voice`."""
    return Actor(ActorKind.SPEAKER, id=voice.pk)


def add_words(voice: Voice, *, text: str, now: datetime, key: str | None = None, files: Sequence[int] = ()) -> Done:
    """Add words to what was said, `files` (ids of files that wait), or both, in one transaction.

    Raises the refusals of the act `add`, FileGone, TooManyFiles, TooManyAttachments.
    """
    if not files and not _added_before(key):
        return _act(voice, "add", {"words": text}, now, key)
    actor = speaker(voice)
    with transaction.atomic(durable=True):
        case = locked(voice.pk)
        if _added_before(key):
            return Done(case)
        if not may_do(case.pk, "add", actor=actor, now=now):
            raise NotFromHere(state=procedure(case.procedure).state(case.state).name, act=ADD)
        done = perform(case.pk, "add", actor=actor, now=now, data={"words": text}, key=key) if text else Done(case)
        own = f"{key}:files" if key else None
        attach(case.voice, files, of=AttachedAs.ADDED, actor=actor, now=now, key=own)
    return done


def _added_before(key: str | None) -> bool:
    """Whether files came with the same form already."""
    return key is not None and Event.objects.filter(key=f"{key}:files").exists()


def ask_follow_up(voice: Voice, *, words: str, now: datetime, key: str | None = None) -> Done:
    """Say that it is not resolved: the unit looks at it again. The legal review and its time stay as they are."""
    return _act(voice, "open_follow_up", {"words": words}, now, key)


def ask_second_look(voice: Voice, *, words: str = "", now: datetime, key: str | None = None) -> Done:
    """Say that what was set aside is a matter all the same: it goes back to where it came in, for good."""
    return _act(voice, "ask_second_look", {"words": words}, now, key)


def withdraw(voice: Voice, *, reason: str = "", now: datetime, key: str | None = None) -> Done:
    """Take the matter back; only the speaker can."""
    return _act(voice, "withdraw", {"reason": reason}, now, key)


def undo_withdraw(voice: Voice, *, now: datetime, key: str | None = None) -> Done:
    """Let it go on, within 30 days, with the days that were left."""
    return _act(voice, "undo_withdraw", {}, now, key)


def choose_feedback(voice: Voice, *, way: str, now: datetime, key: str | None = None) -> Done:
    """Say how the result of a report of wrongdoing is to be told."""
    return _act(voice, "choose_feedback", {"way": way}, now, key)


def read_opinion(voice: Voice, *, now: datetime, key: str | None = None) -> Done:
    """Open the written opinion, or that of a review, on the receipt page: that is its delivery, and the time to ask for
    the next step begins."""
    today = calendar().local_date(now).isoformat()
    state = Case.objects.values_list("state", flat=True).get(pk=voice.pk)
    return _act(voice, delivered_by(state), {"delivered_on": today, "proof": "opened"}, now, key)


def ask_review(
    voice: Voice, *, body_id: int, words: str, files: Sequence[int] = (), now: datetime, key: str | None = None
) -> Done:
    """Ask the body above for a review, or after a review for the final one; `files`: ids of files that wait.

    With the same `key` again nothing happens twice. Raises the refusals of the acts `ask_review` and `ask_final`,
    FileGone, TooManyFiles, TooManyAttachments.
    """
    actor = speaker(voice)
    with transaction.atomic(durable=True):
        case = locked(voice.pk)
        if key is not None and Event.objects.filter(key=key).exists():
            return Done(case)
        done = perform(
            case.pk, asked_by(case.state), actor=actor, now=now, data={"body": body_id, "words": words}, key=key
        )
        follow_appeal(done, actor=actor)
        if files:
            own = f"{key}:files" if key else None
            attach(case.voice, files, of=AttachedAs.ADDED, actor=actor, now=now, key=own)
    return done


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


def judge_encounter(
    voice: Voice,
    *,
    came_in: str = "",
    respected: str = "",
    understood: str = "",
    easy: str = "",
    now: datetime,
    key: str | None = None,
) -> Encounter:
    """Say how one was met at the desk, on the phone or at the door; once. "" is "not said".

    Raises NotToAsk, EncounterTold, NothingSaid, AnswerUnknown.
    """
    met = Met(came_in, respected, understood, easy)
    with transaction.atomic(durable=True):
        return give_encounter(locked(voice.pk), met, actor=speaker(voice), now=now, key=key)


NOT_RESOLVED = "—"
ADD = Text("补充", "Add")


def _act(voice: Voice, act_id: str, data: Mapping[str, Any], now: datetime, key: str | None) -> Done:
    return act_on_case(voice.pk, act_id, actor=speaker(voice), now=now, data=data, key=key)
