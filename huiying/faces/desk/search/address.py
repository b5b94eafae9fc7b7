"""The words of a search in its address, where nobody else can read them.

What staff look for may be a name or a number of somebody (docs/adr/0012). It is posted, never kept on the server, and
stands in the address of the results only sealed (AES-256-GCM) under a key that follows from the log-in session.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from huiying.core.sealing import NONCE_BYTES, WrongKeyOrChanged, aad, open_sealed, seal

_PLACE = aad("address", "search", "q", 1)


def sealed(request: HttpRequest, words: str) -> str:
    """`words` for an address of this session."""
    nonce = os.urandom(NONCE_BYTES)
    return urlsafe_b64encode(nonce + seal(_key(request), words.encode(), _PLACE, nonce)).decode().rstrip("=")


def opened(request: HttpRequest, blob: str) -> str | None:
    """What was sealed in this session; None for what was not."""
    try:
        raw = urlsafe_b64decode(blob + "=" * (-len(blob) % 4))
        return open_sealed(_key(request), raw[NONCE_BYTES:], _PLACE, raw[:NONCE_BYTES]).decode()
    except (ValueError, WrongKeyOrChanged):
        return None


def _key(request: HttpRequest) -> bytes:
    """32 bytes that end with the session."""
    return salted_hmac("huiying.desk.search", request.session.session_key or "", algorithm="sha256").digest()
