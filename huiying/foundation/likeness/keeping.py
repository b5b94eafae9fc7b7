"""The keys that a profile leaves behind in other tables, as bytes beside it: forgetting needs no text.

Little-endian numbers of 32 bits: how many lead to the text, these, then what was counted of it beyond what it keeps.
"""

import struct
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class KeptKeys(NamedTuple):
    """`filed`: lead to the text; `beyond`: words and places of a long text that were counted and are not kept."""

    filed: tuple[int, ...]
    beyond: tuple[int, ...]


def packed_keys(filed: Collection[int], beyond: Collection[int]) -> bytes:
    numbers: Sequence[int] = (len(filed), *filed, *sorted(beyond))
    return struct.pack(f"<{len(numbers)}i", *numbers)


def unpacked_keys(packed: bytes) -> KeptKeys:
    many, *numbers = struct.unpack(f"<{len(packed) // 4}i", packed)
    return KeptKeys(tuple(numbers[:many]), tuple(numbers[many:]))


def filed_keys(packed: bytes) -> tuple[int, ...]:
    """Those that lead to the text, without the others."""
    return struct.unpack_from(f"<{int.from_bytes(packed[:4], 'little')}i", packed, 4)


def micros(at: datetime | None) -> int | None:
    """Microseconds since 1970."""
    return None if at is None else (at - EPOCH) // MICROSECOND


def moment(micros: int | None) -> datetime | None:
    return None if micros is None else EPOCH + micros * MICROSECOND
