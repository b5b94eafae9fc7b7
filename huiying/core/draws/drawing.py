"""The draw itself: a key from the seed and a public number, and the order that HMAC-SHA-256 gives the names.

The seed is fixed before anybody knows the number, the list of names before the number is published: whoever knew the
seed alone, the office included, could not tell which names come first, nor choose names that do.
HMAC: RFC 2104, with SHA-256 of FIPS 180-4.
"""

import hmac
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256

from huiying.core.draws.errors import NumberTooShort

LEAST_DIGITS = 6


def normal_number(typed: str) -> str:
    """The digits of a public number, in their order and nothing else, so that it is written in one way alone.

    Full-width digits are understood. Raises NumberTooShort below 6 digits: so few could be tried beforehand.
    """
    digits = "".join(letter for letter in unicodedata.normalize("NFKC", typed) if letter in "0123456789")
    if len(digits) < LEAST_DIGITS:
        raise NumberTooShort(least=LEAST_DIGITS)
    return digits


def key_of(seed: bytes, number: str) -> bytes:
    """What the names are ordered by: HMAC-SHA-256 of the number's digits under the seed."""
    return hmac.digest(seed, number.encode("ascii"), "sha256")


def draw(key: bytes, frame: Sequence[str], wanted: int) -> list[str]:
    """The first `wanted` names of `frame` by HMAC-SHA-256 under `key`, each as likely as any other.

    Fewer where there are fewer. The order of `frame` does not matter. Raises ValueError for a name that stands twice.
    """
    if len(set(frame)) < len(frame):
        raise ValueError("a name stands twice")
    return sorted(frame, key=lambda name: hmac.digest(key, name.encode(), "sha256"))[: max(wanted, 0)]


def frame_digest(frame: Iterable[str]) -> str:
    """The SHA-256 of the names in the order of their letters, each ended by LF, as hexadecimal digits."""
    return sha256("".join(f"{name}\n" for name in sorted(frame)).encode()).hexdigest()
