"""Words as numbers of 32 bits, so that a table of them is small and shows no words."""

from hashlib import blake2b
from typing import Literal

Kind = Literal["word", "place", "band"]


def key_of(kind: Kind, value: bytes) -> int:
    """A signed 32-bit number (a database's `integer`) for the value, the same for ever; kinds do not mix."""
    return int.from_bytes(blake2b(value, digest_size=4, person=kind.encode()).digest(), "big", signed=True)


def word_key(word: str) -> int:
    return key_of("word", word.encode())


def place_key(place: str) -> int:
    return key_of("place", place.encode())
