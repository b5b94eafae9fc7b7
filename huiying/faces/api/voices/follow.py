"""Following a voice by its receipt through another system: open it, read it, and what its holder may do."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router

from huiying.core.spoken import clean_words
from huiying.faces.api.auth import RECEIPT_SECONDS, Key, Receipt, token_of
from huiying.faces.api.caller import ApiRequest
from huiying.faces.api.files import files_of
from huiying.faces.api.once import IdempotencyKey, answer, once
from huiying.faces.api.voices.following import (
    AddIn,
    AgainIn,
    DoneOut,
    OpenedOut,
    OpenIn,
    RateIn,
    ReviewIn,
    VoiceOut,
    WithdrawIn,
)
from huiying.faces.api.voices.standing import done_out, voice_out
from huiying.foundation.ledger.log.figures import event_of_voice
from huiying.foundation.ledger.log.reading import receipt_of
from huiying.foundation.people.enums import Scope
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import open_receipt
from huiying.loop import speaker_acts
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.ladder import above_of

router = Router(tags=["follow"])
PROOF = "text/plain; charset=utf-8"


@router.post(
    "/open",
    auth=Key(Scope.FOLLOW),
    response={200: OpenedOut},
    operation_id="open_receipt",
    summary=gettext_noop("Open a receipt with its number and code"),
)
def open_(request: ApiRequest, receipt: OpenIn) -> OpenedOut:
    """The token goes into the header Huiying-Receipt of what follows. After wrong codes the next try waits."""
    voice = open_receipt(number=receipt.number, code=receipt.code, now=request.auth.now)
    return OpenedOut(token=token_of(voice, request.auth.key), expires_in=RECEIPT_SECONDS)


def _voice(request: ApiRequest) -> Voice:
    voice = request.auth.voice
    assert voice is not None  # Receipt lets nobody in without
    return voice


@router.get(
    "/me",
    auth=Receipt(),
    response={200: VoiceOut},
    operation_id="read_receipt",
    summary=gettext_noop("Read how the voice stands"),
)
def read(request: ApiRequest) -> VoiceOut:
    """State, time limits, answers, steps, who looked at the identity, and what the holder may do now."""
    return voice_out(request.auth, _voice(request))


@router.get(
    "/me/proof",
    auth=Receipt(),
    operation_id="read_proof",
    summary=gettext_noop("Take the proof from the public log"),
    openapi_extra={
        "responses": {
            200: {"description": "c2sp.org/tlog-proof@v1", "content": {"text/plain": {"schema": {"type": "string"}}}}
        }
    },
)
def proof(request: ApiRequest) -> HttpResponse:
    """A file that shows that the voice stands in the log, without its words; `huiying verify` checks it."""
    receipt = receipt_of(event_of_voice(_voice(request).pk))
    return HttpResponse(receipt.data, content_type=PROOF)


def _act(request: ApiRequest, name: str, key: str, act: Callable[[Voice, str], object]) -> HttpResponse:
    """Carry `act` out once, and say how the voice stands after it."""
    voice = _voice(request)

    def carry_out(event_key: str) -> HttpResponse:
        act(voice, event_key)
        return answer(done_out(request.auth, Voice.objects.get(pk=voice.pk)))

    return once(request, f"{name}:{voice.pk}", key, carry_out)


@router.post(
    "/me/additions",
    auth=Receipt(),
    response={200: DoneOut},
    operation_id="add_words",
    summary=gettext_noop("Add words or files"),
)
def add(request: ApiRequest, addition: AddIn, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """Add to what was said; the unit sees it."""
    words, files = addition.words and clean_words(addition.words), files_of(addition.files, request.auth.key)
    return _act(
        request,
        "add",
        idempotency_key,
        lambda voice, key: speaker_acts.add_words(voice, text=words, now=request.auth.now, key=key, files=files),
    )


@router.post(
    "/me/ratings",
    auth=Receipt(),
    response={200: DoneOut},
    operation_id="rate",
    summary=gettext_noop("Judge the answer"),
)
def rate(request: ApiRequest, rating: RateIn, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """Judge the answer of this round, once; "not resolved" sends it back to be done again."""
    given = rating.model_dump(warnings=False)
    return _act(
        request,
        "rate",
        idempotency_key,
        lambda voice, key: speaker_acts.rate(voice, **given, now=request.auth.now, key=key),
    )


@router.post(
    "/me/follow-ups",
    auth=Receipt(),
    response={200: DoneOut},
    operation_id="ask_follow_up",
    summary=gettext_noop("Ask for it to be done again"),
)
def again(request: ApiRequest, asked: AgainIn, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """Say that it is not resolved."""
    words = clean_words(asked.words)
    return _act(
        request,
        "again",
        idempotency_key,
        lambda voice, key: speaker_acts.ask_follow_up(voice, words=words, now=request.auth.now, key=key),
    )


@router.post(
    "/me/reviews",
    auth=Receipt(),
    response={200: DoneOut},
    operation_id="ask_review",
    summary=gettext_noop("Ask for a review or the final review"),
)
def review(request: ApiRequest, asked: ReviewIn, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """The body above decides on it; `may` says which of the two can be asked now, and `limits` until when."""
    words, files = clean_words(asked.words), files_of(asked.files, request.auth.key)

    def ask(voice: Voice, key: str) -> object:
        above = above_of(Case.objects.select_related("unit").get(pk=voice.pk)) or ()
        body = asked.body or next(iter(above), 0)
        return speaker_acts.ask_review(voice, body_id=body, words=words, files=files, now=request.auth.now, key=key)

    return _act(request, "review", idempotency_key, ask)


@router.post(
    "/me/withdrawal",
    auth=Receipt(),
    response={200: DoneOut},
    operation_id="withdraw",
    summary=gettext_noop("Take the voice back"),
)
def withdraw(request: ApiRequest, why: WithdrawIn, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """Take the matter back; that can be undone within 30 days."""
    return _act(
        request,
        "withdraw",
        idempotency_key,
        lambda voice, key: speaker_acts.withdraw(voice, reason=why.reason, now=request.auth.now, key=key),
    )


@router.post(
    "/me/withdrawal/undo",
    auth=Receipt(),
    response={200: DoneOut},
    operation_id="undo_withdrawal",
    summary=gettext_noop("Let it go on after all"),
)
def undo(request: ApiRequest, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """Take the withdrawal back, with the days that were left."""
    return _act(
        request,
        "undo",
        idempotency_key,
        lambda voice, key: speaker_acts.undo_withdraw(voice, now=request.auth.now, key=key),
    )


@router.post(
    "/me/opinion",
    auth=Receipt(),
    response={200: DoneOut},
    operation_id="open_opinion",
    summary=gettext_noop("Open the written opinion"),
)
def opinion(request: ApiRequest, idempotency_key: IdempotencyKey = "") -> HttpResponse:
    """That is its delivery: the time to ask for a review begins."""
    return _act(
        request,
        "opinion",
        idempotency_key,
        lambda voice, key: speaker_acts.read_opinion(voice, now=request.auth.now, key=key),
    )
