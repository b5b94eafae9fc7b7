"""What lies sealed in a mediation: each value bound to its own row."""

from typing import Any

from huiying.foundation.keys.box import Place, open_json
from huiying.serve.mediation.models import Agreement, Offer, Party, Session

Sealed = Party | Session | Offer | Agreement


def place_of(row: Sealed) -> Place:
    """Where it is sealed: this table, this row."""
    return (row._meta.db_table, "sealed", row.pk)


def read(row: Sealed) -> Any:
    """What was sealed there; None where nothing was, or it is gone. Raises WrongKeyOrChanged, KeyMissing."""
    return open_json(place_of(row), bytes(row.sealed), row.key_version) if row.sealed else None
