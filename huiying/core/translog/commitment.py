"""Commitments: an event is bound to its fields without showing them, and one field can be revealed alone.

es = 32 random bytes of the event; salt_f = HMAC(es, "huiying/field-salt/v1\\n" + name);
c_f = HMAC(salt_f, "huiying/field/v1\\n" + canonical([name, value]));
c = SHA256("huiying/event/v1\\n" + canonical([[name, hex c_f], … sorted by name])). Source: our ledger note.
"""

import hashlib
import hmac
from collections.abc import Mapping

from huiying.core.translog.canonical import Value, canonical

SECRET_BYTES = 32


def field_salt(secret: bytes, name: str) -> bytes:
    """The salt of one field; who has it can check that field and no other."""
    return hmac.digest(secret, b"huiying/field-salt/v1\n" + name.encode("ascii"), "sha256")


def field_commitment(salt: bytes, name: str, value: Value) -> bytes:
    """What one field adds to the event's commitment."""
    return hmac.digest(salt, b"huiying/field/v1\n" + canonical([name, value]), "sha256")


def event_commitment(fields: Mapping[str, Value], secret: bytes) -> bytes:
    """32 bytes that bind an event to all its `fields`. Raises ValueError unless `secret` is 32 bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"an event secret is {SECRET_BYTES} bytes")
    rows = [[name, field_commitment(field_salt(secret, name), name, fields[name]).hex()] for name in sorted(fields)]
    return hashlib.sha256(b"huiying/event/v1\n" + canonical(rows)).digest()
