"""What a clerk does for somebody who comes or calls with a receipt number: compare, issue again, write down, send.

A clerk never browses people: each of these starts from one voice, is allowed by its office, and is told to its speaker.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.enums import Checked
from huiying.listen.voices.errors import CompareLater, MayNotServe, NothingToCompare, SayHowChecked
from huiying.listen.voices.events import IDENTITY_AGREED, IDENTITY_DIFFERED, WORDS_TAKEN_DOWN
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.drafts import finish_draft, receipt_of_draft
from huiying.listen.voices.services.receipts import reissue_receipt
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.identity import may_serve
from huiying.serve.casework.services.perform import Done, perform
from huiying.serve.casework.services.telling import tell_again, tell_reissued

FREE_COMPARISONS = 3
"""So many may differ within the hour, for one voice and for one clerk, before the next has to wait."""
LONGEST_WAIT_MINUTES = 60
COUNTED_FOR = timedelta(hours=1)


def compare_identity(
    voice_id: int, given: Mapping[IdentityField, str], *, actor: Actor, now: datetime, key: str
) -> bool:
    """Whether the name or phone that somebody gives is what the speaker left; nothing more is ever told.

    Recorded before it is answered, and told to the speaker; the same `key` again gives the same answer. Raises
    MayNotServe, NothingToCompare, CompareLater.
    """
    with transaction.atomic(durable=True):
        voice = _served(voice_id, actor, now)
        if (before := Event.objects.filter(key=key).first()) is not None:
            return before.type == IDENTITY_AGREED.name
        _refuse_guessing(voice, actor, now)
        agrees = vault.agrees(voice.person_id, given) if voice.person_id is not None else None
        if agrees is None:
            raise NothingToCompare
        told = IDENTITY_AGREED if agrees else IDENTITY_DIFFERED
        asked = ",".join(sorted(str(name) for name, said in given.items() if said.strip()))
        record(told.name, voice, actor=actor, now=now, public={"fields": asked}, key=key)
    return agrees


def reissue(voice_id: int, *, how: str, actor: Actor, now: datetime, draft_id: uuid.UUID) -> tuple[Voice, str]:
    """Number and new code for a lost slip. The same `draft_id` again gives the same code, for an hour, to this clerk.

    Raises MayNotServe, SayHowChecked.
    """
    if how not in {Checked.PAPERS, Checked.CALL_BACK, Checked.WORDS}:
        raise SayHowChecked
    with transaction.atomic(durable=True):
        voice = _served(voice_id, actor, now)
        if (given := receipt_of_draft(draft_id, now=now, staff_id=actor.id)) is not None:
            return given
        code = reissue_receipt(voice, how=Checked(how), actor=actor, now=now)
        finish_draft(draft_id, voice, code, now=now, staff_id=actor.id)
        tell_reissued(voice, key=str(draft_id), actor=actor, now=now)
    return voice, code


def add_words_for(
    voice_id: int, *, text: str, how: str, opened: bool, actor: Actor, now: datetime, key: str
) -> Done | None:
    """Add words in the name of whoever spoke, marked as written down by a clerk; None when `key` was there before.

    `opened`: they gave the code, so `how` is that and any desk may; else the office of the voice checked who it is.
    Raises MayNotServe, SayHowChecked and the refusals of the act `add`.
    """
    how = Checked.CODE if opened else how
    if how not in Checked.values or (how == Checked.CODE and not opened):
        raise SayHowChecked
    try:
        with transaction.atomic(durable=True):
            voice = Voice.objects.get(pk=voice_id) if opened else _served(voice_id, actor, now)
            done = perform(voice.pk, "add", actor=speaker(voice), now=now, data={"words": text}, key=key)
            record(WORDS_TAKEN_DOWN.name, voice, actor=actor, now=now, public={"how": str(how)}, key=f"{key}:by")
    except IntegrityError:
        if not Event.objects.filter(key=key).exists():
            raise
        return None
    return done


def send_again(voice_id: int, *, actor: Actor, now: datetime, key: str) -> bool:
    """Send number and link to the contact that was left; False where there is none. Raises MayNotServe."""
    with transaction.atomic(durable=True):
        return tell_again(_served(voice_id, actor, now), key=key, actor=actor, now=now)


def _served(voice_id: int, actor: Actor, now: datetime) -> Voice:
    """The voice, locked. Raises MayNotServe; what is not there is not told apart."""
    found = Case.objects.select_related("voice__place", "voice__split_from", "office", "unit", "sender")
    case = found.select_for_update(of=("self",)).filter(pk=voice_id).first()
    if case is None or not may_serve(case, actor=actor, today=calendar().local_date(now)):
        raise MayNotServe
    return case.voice


def _refuse_guessing(voice: Voice, actor: Actor, now: datetime) -> None:
    lately = Event.objects.filter(type=IDENTITY_DIFFERED.name, at__gt=now - COUNTED_FOR)
    of_voice = lately.filter(subject_kind=voice.subject_kind, subject_id=voice.pk)
    of_clerk = lately.filter(actor_kind=actor.kind.value, actor_id=actor.id)
    for found in (of_voice, of_clerk):
        over, last = found.count() - FREE_COMPARISONS, found.order_by("-at").first()
        if over >= 0 and last is not None:
            wait = timedelta(minutes=min(LONGEST_WAIT_MINUTES, 1 << over))
            if (left := last.at + wait - now) > timedelta():
                raise CompareLater(minutes=-(-left // timedelta(minutes=1)))
