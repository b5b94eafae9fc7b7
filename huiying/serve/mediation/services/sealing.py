"""Sealing what was said in a mediation, each value to its own row."""

from huiying.core.translog.canonical import Value
from huiying.foundation.keys.box import seal_json
from huiying.serve.mediation.selectors.sealed import Sealed, place_of


def write(row: Sealed, value: Value) -> None:
    """Seal it into a row that has its number, in the caller's transaction."""
    row.sealed, row.key_version = seal_json(place_of(row), value)
    row.save(update_fields=["sealed", "key_version"])


def empty(row: Sealed) -> None:
    """Nobody reads it any more."""
    row.sealed, row.key_version = b"", 0
    row.save(update_fields=["sealed", "key_version"])
