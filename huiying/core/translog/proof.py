"""Proofs about the tree: that a leaf is in it, and that a later tree only appends to an earlier one.

Built after RFC 6962 §2.1.1 and §2.1.2, verified after RFC 9162 §2.1.3.2 and §2.1.4.2.
"""

from collections.abc import Callable, Sequence

from huiying.core.translog.errors import Malformed, NotProved
from huiying.core.translog.tree import HASH_BYTES, fold, node_hash

Read = Callable[[int, int], bytes]
"""The hash of the full subtree `index` of 2**level leaves: read(level, index)."""


def inclusion_proof(index: int, size: int, read: Read) -> list[bytes]:
    """PATH(index, D[size]), the leaf's sibling first. Raises Malformed unless 0 <= index < size."""
    if not 0 <= index < size:
        raise Malformed("index")
    return [range_hash(start, end, read) for start, end in _path(index, 0, size)]


def consistency_proof(old: int, new: int, read: Read) -> list[bytes]:
    """PROOF(old, D[new]); empty when both are the same. Raises Malformed unless 1 <= old <= new."""
    if not 1 <= old <= new:
        raise Malformed("size")
    return [range_hash(start, end, read) for start, end in _older(old, 0, new, whole=True)]


def range_hash(start: int, end: int, read: Read) -> bytes:
    """The hash of the leaves start..end-1, where `start` is a multiple of the largest power of two that fits."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append(read(level, start >> level))
        start += 1 << level
    return fold(parts)


def _split(start: int, end: int) -> int:
    return start + (1 << ((end - start - 1).bit_length() - 1))


def _path(index: int, start: int, end: int) -> list[tuple[int, int]]:
    path: list[tuple[int, int]] = []
    while end - start > 1:
        middle = _split(start, end)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def _older(old: int, start: int, end: int, *, whole: bool) -> list[tuple[int, int]]:
    path: list[tuple[int, int]] = []
    while old != end:
        middle = _split(start, end)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, whole = middle, False
    if not whole:
        path.append((start, end))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Returns when `path` proves that `leaf` (a hash) is number `index` of the tree. Raises Malformed, NotProved."""
    _hashes(leaf, root, *path)
    if not 0 <= index < size:
        raise Malformed("index")
    number, last, top = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise NotProved("proof_length")
        if number & 1 or number == last:
            top = node_hash(sibling, top)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            top = node_hash(top, sibling)
        number, last = number >> 1, last >> 1
    if last:
        raise NotProved("proof_length")
    if top != root:
        raise NotProved("not_included")


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Returns when `path` proves that the tree of `new` leaves begins with the tree of `old` leaves.

    Raises Malformed, NotProved. An empty old tree is the caller's case: nothing can be proved about it.
    """
    _hashes(old_root, new_root, *path)
    if not 1 <= old <= new:
        raise Malformed("size")
    if old == new:
        if path:
            raise NotProved("proof_length")
        if old_root != new_root:
            raise NotProved("not_consistent")
        return
    if not path:
        raise NotProved("proof_length")
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise NotProved("proof_length")
        if number & 1 or number == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        number, last = number >> 1, last >> 1
    if last:
        raise NotProved("proof_length")
    if before != old_root or after != new_root:
        raise NotProved("not_consistent")


def _hashes(*values: bytes) -> None:
    if any(len(value) != HASH_BYTES for value in values):
        raise Malformed("hash_length")
