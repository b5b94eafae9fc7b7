"""What is stored of very many texts, not opened: for grouping them all."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from huiying.foundation.likeness import numbers
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.keeping import moment, unpacked_keys
from huiying.foundation.likeness.selectors import PROFILES, rows_of


@dataclass(frozen=True, slots=True)
class StoredText:
    """The keys of a text, its packed profile, and when it was written."""

    owner: int
    filed: tuple[int, ...]
    packed: bytes
    written_at: datetime | None


def stored(kind: Kind, owners: Collection[int]) -> Iterator[StoredText]:
    """What is stored of those that were read, in any order."""
    for at, packed, written, keys in rows_of(PROFILES, "id, packed, written, keys", numbers.slots(kind, owners)):
        yield StoredText(numbers.owner_of(at), unpacked_keys(bytes(keys)).filed, bytes(packed), moment(written))
