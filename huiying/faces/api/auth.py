"""The way in: a key with the scope that the operation wants, within its limit; for receipts also their token."""

from typing import Any

from django.core import signing
from django.http import HttpRequest
from ninja.security import HttpBearer

from huiying.faces.api.caller import Caller, moment
from huiying.faces.api.errors import KeyNeeded, ReceiptNeeded, ScopeNeeded, TooManyCalls
from huiying.faces.look.gate.door import call_stranger
from huiying.foundation.people.enums import Scope
from huiying.foundation.people.models import ApiKey
from huiying.foundation.people.selectors import key_of, opens
from huiying.foundation.people.services.key_use import count_call
from huiying.listen.voices.models import Voice

RECEIPT_HEADER = "Huiying-Receipt"
RECEIPT_SECONDS = 30 * 60
_SALT = "huiying.api.receipt"
_SCHEME = "bearer"


class Key(HttpBearer):
    """A key in `Authorization: Bearer` with one of `scopes`; without `scopes` any key. Cookies open nothing."""

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def __call__(self, request: HttpRequest) -> Caller:
        """Raises KeyNeeded, ScopeNeeded, TooManyCalls."""
        scheme, _, clear = request.headers.get(self.header, "").partition(" ")
        key = key_of(clear.strip(), now=moment(request)) if scheme.lower() == _SCHEME else None
        if key is None:
            call_stranger(request.META)
            raise KeyNeeded
        self._count(request, key)
        if self.scopes and not any(opens(key, scope) for scope in self.scopes):
            raise ScopeNeeded(scope=" / ".join(self.scopes))
        return self.caller(request, key)

    def caller(self, request: HttpRequest, key: ApiKey) -> Caller:
        """Who calls with `key`."""
        return Caller(key, moment(request))

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Not asked: the call above does it."""
        raise KeyNeeded

    def _count(self, request: HttpRequest, key: ApiKey) -> None:
        allowance = count_call(key, now=moment(request))
        request.allowance = allowance  # type: ignore[attr-defined]  # of ApiRequest
        if not allowance.allowed:
            raise TooManyCalls(limit=allowance.limit, seconds=allowance.seconds)


class Receipt(Key):
    """A key that follows voices, and the token of the receipt that this very key has opened."""

    def __init__(self) -> None:
        super().__init__(Scope.FOLLOW)

    def caller(self, request: HttpRequest, key: ApiKey) -> Caller:
        """Raises ReceiptNeeded."""
        voice = voice_of(request.headers.get(RECEIPT_HEADER, ""), key)
        if voice is None:
            raise ReceiptNeeded
        return Caller(key, moment(request), voice)


def token_of(voice: Voice, key: ApiKey) -> str:
    """A token that opens `voice` for `key` alone, for half an hour; a receipt that is issued again ends it."""
    return signing.dumps([voice.pk, key.pk, _code_of(voice)], salt=_SALT)


def voice_of(token: str, key: ApiKey) -> Voice | None:
    """The voice that `token` opens for `key`; None for any other text."""
    try:
        voice_id, key_id, digest = signing.loads(token, salt=_SALT, max_age=RECEIPT_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    found = Voice.objects.select_related("split_from", "person").filter(pk=voice_id)
    voice = found.first() if key_id == key.pk else None
    return voice if voice is not None and _code_of(voice) == digest else None


def _code_of(voice: Voice) -> str:
    """The beginning of the digest of the code that opens it; a new code has another. Opens nothing by itself."""
    return bytes((voice.split_from or voice).code_digest)[:6].hex()
