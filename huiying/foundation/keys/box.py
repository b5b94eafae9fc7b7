"""Sealing values for the database: one format for every sealed column, nonce ‖ AES-256-GCM."""

import json
import os
from typing import Any

from huiying.core.sealing import aad, open_sealed, seal
from huiying.core.translog.canonical import Value, canonical
from huiying.foundation.keys.ring import newest_vault_version, vault_key

NONCE_BYTES = 12
Place = tuple[str, str, int | str]
"""Table, column and row (its number, or another value that is unique and never changes)."""


def seal_json(place: Place, value: Value, version: int | None = None) -> tuple[bytes, int]:
    """`value` sealed for exactly one place of the database, and the version of the key that seals it.

    `version`: the newest, for a batch that has looked it up once.
    """
    version = version or newest_vault_version()
    nonce = os.urandom(NONCE_BYTES)
    return nonce + seal(vault_key(version), canonical(value), aad(*place, version), nonce), version


def open_json(place: Place, blob: bytes, version: int) -> Any:
    """What was sealed there. Raises WrongKeyOrChanged when key, place or bytes are not the same."""
    opened = open_sealed(vault_key(version), blob[NONCE_BYTES:], aad(*place, version), blob[:NONCE_BYTES])
    return json.loads(opened)


def reseal(place: Place, blob: bytes, version: int, newest: int) -> bytes:
    """The same bytes, sealed under the key `newest`. Raises WrongKeyOrChanged, KeyMissing."""
    opened = open_sealed(vault_key(version), blob[NONCE_BYTES:], aad(*place, version), blob[:NONCE_BYTES])
    nonce = os.urandom(NONCE_BYTES)
    return nonce + seal(vault_key(newest), opened, aad(*place, newest), nonce)
