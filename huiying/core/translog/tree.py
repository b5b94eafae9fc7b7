"""The Merkle tree of RFC 6962: hashes of leaves and nodes, and the frontier that grows it.

Every hash is 32 bytes of SHA-256. A range of leaves is split at the largest power of two below its length.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from huiying.core.translog.errors import Malformed

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The leaf of an entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node above two hashes. Raises Malformed unless both are 32 bytes."""
    if len(left) != HASH_BYTES or len(right) != HASH_BYTES:
        raise Malformed("hash_length")
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """What a tree needs to grow: one hash for each 1-bit of its size, of the largest subtree first.

    Raises Malformed when the hashes do not fit the size.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise Malformed("frontier")
        if any(len(one) != HASH_BYTES for one in self.hashes):
            raise Malformed("hash_length")

    def grown(self, leaves: Iterable[bytes]) -> "Frontier":
        """The frontier after `leaves` (hashes) were appended in order."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaves:
            rest, top = size, leaf
            while rest & 1:
                top = node_hash(hashes.pop(), top)
                rest >>= 1
            hashes.append(top)
            size += 1
        return Frontier(size, tuple(hashes))

    def root(self) -> bytes:
        """The hash of the whole tree."""
        return fold(self.hashes)

    def packed(self) -> bytes:
        """The hashes one after the other."""
        return b"".join(self.hashes)

    @classmethod
    def unpacked(cls, size: int, blob: bytes) -> "Frontier":
        """From `packed`. Raises Malformed."""
        return cls(size, split_hashes(blob))


def fold(hashes: Iterable[bytes]) -> bytes:
    """The hash above subtrees of falling size, from the right; of none the root of the empty tree."""
    parts = list(hashes)
    if not parts:
        return EMPTY_ROOT
    top = parts.pop()
    while parts:
        top = node_hash(parts.pop(), top)
    return top


def split_hashes(blob: bytes) -> tuple[bytes, ...]:
    """The hashes of which `blob` consists. Raises Malformed when its length is no multiple of 32."""
    if len(blob) % HASH_BYTES:
        raise Malformed("hash_length")
    return tuple(blob[at : at + HASH_BYTES] for at in range(0, len(blob), HASH_BYTES))
