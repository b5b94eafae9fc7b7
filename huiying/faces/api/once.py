"""Idempotency-Key: the same call twice is carried out once and answered alike (draft-ietf-httpapi-idempotency-key)."""

import hmac
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Header
from pydantic import BaseModel

from huiying.faces.api.caller import ApiRequest, moment
from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.people.services.api_answers import answer_before, call_digest, forget_call, keep_answer

IdempotencyKey = Annotated[
    str,
    Header(
        "",
        alias="Idempotency-Key",
        max_length=128,
        description=gettext_noop("The same key with the same contents within a day: carried out once, answered alike."),
    ),
]
JSON = "application/json; charset=utf-8"
_DOMAIN = b"huiying api call v1\n"
Carry = Callable[[str], HttpResponse]


def once(request: ApiRequest, name: str, idempotency_key: str, carry_out: Carry) -> HttpResponse:
    """Call `carry_out(event key)`, or give the answer that this call got before. `name`: of the operation.

    The event key stays for ever; what was sent is in it, so that a number used again on another day loses nothing.
    Raises SameKeyOtherCall and what `carry_out` raises.
    """
    if not idempotency_key:
        return carry_out(f"api:{request.auth.key.pk}:{uuid4().hex}")
    digest = call_digest(str(request.auth.key.pk), name, idempotency_key)
    asked = sha256(f"{request.path}\n".encode() + request.body).digest()
    before = answer_before(digest, asked, now=moment(request))
    if before is not None:
        return _again(before)
    try:
        response = carry_out(f"api:{request.auth.key.pk}:{_mark(digest + asked)}")
    except Exception:
        forget_call(digest)
        raise
    keep_answer(digest, _kept(response))
    return response


def _mark(call: bytes) -> str:
    """64 hex digits, keyed, because the event keeps it when the words are erased."""
    return hmac.digest(receipt_key(), _DOMAIN + call, sha256).hex()


def _kept(response: HttpResponse) -> dict[str, Any]:
    location = {"location": response["Location"]} if "Location" in response else {}
    return {"status": response.status_code, "body": response.content.decode(), **location}


def _again(before: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(before["body"], content_type=JSON, status=before["status"])
    if "location" in before:
        response["Location"] = before["location"]
    return response


def answer(body: BaseModel, *, status: int = 200) -> HttpResponse:
    """`body` as JSON."""
    said = json.dumps(body.model_dump(mode="json", by_alias=True), ensure_ascii=False)
    return HttpResponse(said, content_type=JSON, status=status)


def draft_id(event_key: str) -> UUID:
    """The id under which a voice is received: the same for the same call."""
    return UUID(bytes=sha256(event_key.encode()).digest()[:16])
