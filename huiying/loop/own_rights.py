"""What people do with their own data: ask for deletion, which a keeper decides, and take a copy of what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.enums import RequestState
from huiying.listen.voices.models import Attachment, Consent, ErasureRequest, Voice
from huiying.listen.voices.selectors import attachments_of, consents_of
from huiying.listen.voices.services.consents import note_data_given, refuse_erasure
from huiying.loop.errors import MayNotErase, RefusalNeedsReason, RequestGone
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.identity import may_erase
from huiying.serve.casework.services.perform import locked

LEAST_REASON, MOST_REASON = 4, 300
_SHOWN = {IdentityField.PHONE: (3, 4), IdentityField.ID_NUMBER: (3, 2), IdentityField.EMAIL: (2, 4)}
"""How many signs at the beginning and at the end of a field stand in a copy; of all others one at the beginning."""


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is kept of one person beside what their receipt page says. `identity`: only so much that they know it again,
    because whoever finds a slip could ask for it; the counter shows all of it to whoever it is about."""

    identity: Mapping[str, str]
    consents: tuple[Consent, ...]
    files: tuple[Attachment, ...]


def refuse_request(request_id: int, *, reason: str, actor: Actor, now: datetime, key: str | None = None) -> None:
    """Say to the person why it is not erased (个人信息保护法 Art 50). `reason` is read by them.

    Raises RequestGone, MayNotErase, RefusalNeedsReason.
    """
    said = " ".join(reason.split())[:MOST_REASON]
    with transaction.atomic(durable=True):
        request = ErasureRequest.objects.select_related("voice").filter(pk=request_id).first()
        if request is None:
            raise RequestGone
        case = locked(request.voice_id)
        if not may_erase(case, actor=actor, today=calendar().local_date(now)):
            raise MayNotErase
        if done_before(key):
            return
        request.refresh_from_db()
        if request.state != RequestState.ASKED:
            raise RequestGone
        if len(said) < LEAST_REASON:
            raise RefusalNeedsReason(least=LEAST_REASON)
        refuse_erasure(request, reason=said, actor=actor, now=now, key=key)


def take_own_data(voice: Voice, *, now: datetime) -> OwnData:
    """A copy for the holder of the receipt (Art 45), recorded before it is given; of a report no files."""
    with transaction.atomic(durable=True):
        note_data_given(voice, actor=speaker(voice), now=now)
    sealed = Case.objects.filter(pk=voice.pk, sealed=True).exists()
    known = vault.opened(voice.person_id) if voice.person_id is not None and not voice.erased_at else {}
    return OwnData(
        identity={str(field): _masked(field, said) for field, said in known.items()},
        consents=tuple(consents_of(voice)),
        files=() if sealed else tuple(attachments_of(voice, for_speaker=True)),
    )


def _masked(field: IdentityField, said: str) -> str:
    """A short value shows its first sign alone."""
    first, last = _SHOWN.get(field, (1, 0))
    if len(said) <= first + last + 2:
        return said[:1] + "…"
    return f"{said[:first]}…{said[-last:] if last else ''}"
