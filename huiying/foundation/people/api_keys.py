"""How a key of the programming interface is looked up: by an HMAC, so that whoever reads the table has no key."""

import hmac
from hashlib import sha256

from huiying.foundation.keys.ring import receipt_key

MOST_LETTERS = 100
_DOMAIN = b"huiying api key v1\n"


def key_digest(clear: str) -> bytes:
    """HMAC-SHA256 (RFC 2104) of the key under the receipt key, in a domain of its own: 32 bytes."""
    return hmac.digest(receipt_key(), _DOMAIN + clear.encode("utf-8", "replace"), sha256)
