"""The signature of what is sent (standardwebhooks.com): HMAC-SHA256 of id, time and body, in Base64, behind "v1,"."""

import base64
import hmac
import secrets
from hashlib import sha256

from huiying.foundation.keys.box import open_json, seal_json
from huiying.foundation.outbox.models import Webhook

PREFIX = "whsec_"
SECRET_BYTES = 32
TABLE, COLUMN = "outbox_webhook", "sealed"


def new_secret() -> str:
    """Random bytes in Base64 behind whsec_."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def sealed_secret(handle: str, secret: str) -> tuple[bytes, int]:
    """The secret as it is stored, and the version of the key that seals it."""
    return seal_json((TABLE, COLUMN, handle), secret)


def secret_of(webhook: Webhook) -> str:
    """The secret of a webhook. Raises WrongKeyOrChanged, KeyMissing."""
    return str(open_json((TABLE, COLUMN, webhook.handle), bytes(webhook.sealed), webhook.key_version))


def signature(secret: str, id_: str, timestamp: int, body: bytes) -> str:
    """What stands in the header webhook-signature."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(key, f"{id_}.{timestamp}.".encode() + body, sha256)
    return f"v1,{base64.b64encode(digest).decode('ascii')}"
