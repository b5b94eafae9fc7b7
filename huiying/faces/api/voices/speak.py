"""Speaking through another system: the voice is written down at once and its receipt goes back."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Router

from huiying.core.spoken import clean_words
from huiying.faces.api.auth import Key
from huiying.faces.api.caller import ApiRequest, Caller
from huiying.faces.api.files import files_of
from huiying.faces.api.once import IdempotencyKey, answer, draft_id, once
from huiying.faces.api.shapes import line
from huiying.faces.api.voices.errors import AccusedOfReport, PlaceUnknown
from huiying.faces.api.voices.speaking import AnonymousVoice, Promise, ReceiptOut, VoiceIn
from huiying.faces.api.words import say
from huiying.faces.look.language import language_of
from huiying.foundation.office.models import Place
from huiying.foundation.people.enums import IdentityField, Scope
from huiying.listen.voices.enums import Channel, ConsentFor, Kind
from huiying.listen.voices.models import Voice
from huiying.loop.receive_voice import Receipt, Spoken, receive_draft
from huiying.serve.casework.presenters.receipt import OWED
from huiying.serve.casework.selectors.receipt import owed_first

router = Router(tags=["speak"])
ASKED = (IdentityField.NAME, IdentityField.PHONE, IdentityField.EMAIL, IdentityField.ADDRESS)


@router.post(
    "",
    auth=Key(Scope.SPEAK),
    response={201: ReceiptOut},
    operation_id="speak",
    summary=gettext_noop("Say something for somebody"),
)
def speak(request: ApiRequest, voice: VoiceIn, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """Receive one voice; the answer holds the receipt number and the code, which the speaker must be given."""
    caller = request.auth

    def carry_out(event_key: str) -> HttpResponse:
        spoken, files = _spoken(voice.root, caller), files_of(voice.root.files, caller.key)
        receipt = receive_draft(
            draft_id(event_key),
            spoken,
            identity=_identity(voice.root),
            now=caller.now,
            actor=caller.actor,
            files=files,
            accused=_accused(voice.root),
        )
        response = answer(_receipt(request, receipt), status=201)
        response["Location"] = response_address(request)
        return response

    return once(request, "speak", idempotency_key, carry_out)


def response_address(request: ApiRequest) -> str:
    """Where the voice is read from now on, with its receipt."""
    return request.build_absolute_uri(reverse("api:read_receipt"))


def _spoken(voice: Any, caller: Caller) -> Spoken:
    """Raises WordsMissing, WordsTooMany, PlaceUnknown."""
    words = clean_words(voice.words)
    if voice.place is not None and not Place.objects.filter(pk=voice.place, active=True).exists():
        raise PlaceUnknown
    latitude, longitude = voice.point.rounded if voice.point else (None, None)
    anonymous = isinstance(voice, AnonymousVoice)
    return Spoken(
        channel=Channel.API,
        kind=voice.kind,
        naming=voice.naming,
        text=words,
        language=language_of(words),
        received_at=caller.now,
        place_id=voice.place,
        place_words=line(voice.place_words or ""),
        wants=voice.wants or "",
        may_publish=voice.may_publish and voice.kind != Kind.REPORT,
        may_contact=not anonymous and voice.may_contact,
        consents=(ConsentFor.SENSITIVE,) if voice.agrees_sensitive else (),
        by_guardian=not anonymous and voice.guardian,
        latitude=latitude,
        longitude=longitude,
    )


def _accused(voice: Any) -> int | None:
    """Raises AccusedOfReport."""
    if voice.accused is not None and voice.kind != Kind.REPORT:
        raise AccusedOfReport
    accused: int | None = voice.accused
    return accused


def _identity(voice: Any) -> dict[str, str]:
    """What goes into the vault; nothing for a voice without a name."""
    if isinstance(voice, AnonymousVoice):
        return {}
    given = {str(field): line(getattr(voice.contact, field)) for field in ASKED}
    return {field: text for field, text in given.items() if text}


def _receipt(request: ApiRequest, receipt: Receipt) -> ReceiptOut:
    voice = receipt.voice
    return ReceiptOut(
        number=voice.number,
        code=receipt.code,
        follow_url=follow_url(request, voice),
        received_at=voice.received_at,
        promised=promise_of(voice),
    )


def follow_url(request: ApiRequest, voice: Voice) -> str:
    """Where people follow it; the code stands in no address."""
    root = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return f"{root}{reverse('public:follow')}?n={voice.number}"


def promise_of(voice: Voice) -> Promise | None:
    """What the office owes first, as its receipt says it; nothing of a sealed voice."""
    first = owed_first(voice.pk)
    if first is None or first[0].id not in OWED:
        return None
    return Promise(what=say(OWED[first[0].id]), on=first[1])
