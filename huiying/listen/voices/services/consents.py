"""What a speaker agreed to is taken back, and what they ask about their own data (个人信息保护法 Art 15, 45, 47)."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.log.let_go import LetGo, What, keep_let_go
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.listen.voices.enums import ConsentFor, RequestState
from huiying.listen.voices.errors import VoiceIsErased
from huiying.listen.voices.models import Consent, ErasureRequest, Voice


def withdraw_consent(voice_id: int, purpose: str, *, actor: Actor, now: datetime, key: str | None = None) -> bool:
    """Take one consent back. Publication ends with it: every public list asks `may_publish` when it is read.

    False where nothing was agreed to, or it was taken back before.
    """
    with transaction.atomic():
        voice = Voice.objects.select_for_update().get(pk=voice_id)
        given = Consent.objects.filter(voice=voice, purpose=purpose, withdrawn_at=None).update(withdrawn_at=now)
        published = purpose == ConsentFor.PUBLISH and voice.may_publish
        if not given and not published:
            return False
        if published:
            voice.may_publish = False
            voice.save(update_fields=["may_publish"])
        name = "voice.publication_withdrawn" if purpose == ConsentFor.PUBLISH else "voice.consent_withdrawn"
        record(name, voice, actor=actor, now=now, public={"purpose": purpose}, key=key)
        gone = LetGo(What.WITHDRAWN, voice.pk, now, purpose)
        transaction.on_commit(lambda: keep_let_go([gone]), robust=True)
    return True


def ask_erasure(voice_id: int, *, actor: Actor, now: datetime, key: str | None = None) -> ErasureRequest:
    """Ask that all be erased; a request that waits is found again. Raises VoiceIsErased."""
    with transaction.atomic():
        voice = Voice.objects.select_for_update().get(pk=voice_id)
        if voice.erased_at is not None:
            raise VoiceIsErased
        latest = ErasureRequest.objects.filter(voice=voice).order_by("-pk").first()
        if latest is not None and (latest.state == RequestState.ASKED or done_before(key)):
            return latest
        request = ErasureRequest.objects.create(voice=voice, asked_at=now)
        record("voice.erasure_asked", voice, actor=actor, now=now, key=key)
    return request


def refuse_erasure(
    request: ErasureRequest, *, reason: str, actor: Actor, now: datetime, key: str | None = None
) -> None:
    """Say why it is not erased, in the caller's transaction, which holds the request and checked who may."""
    request.state, request.answer = RequestState.REFUSED, reason
    request.answered_at, request.answered_by_id = now, actor.staff_id
    request.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record("voice.erasure_refused", request.voice, actor=actor, now=now, private={"reason": reason}, key=key)


def note_data_given(voice: Voice, *, actor: Actor, now: datetime) -> None:
    """The holder of the receipt takes a copy of what is kept of them, in the caller's transaction."""
    record("voice.data_given", voice, actor=actor, now=now)
