"""Every single bit of a log of 300 entries: its entries, proofs, tiles, bundles and checkpoint.

Of hashes, each byte in one of its bits; `make soak` changes every bit. Changed bits of receipts stand in test_receipt,
tiles of a large log in test_tile.
"""

from functools import lru_cache

import pytest

from huiying.core.translog import proof, tile
from huiying.core.translog.checkpoint import open_checkpoint
from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.proof import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from huiying.core.translog.tile import Tile, TrustedTiles, all_tiles, pack_entries, unpack_entries
from huiying.core.translog.tree import leaf_hash, node_hash
from tests.core.translog.logs import LOG_KEY, Log, flips
from tests.soak import SOAK

SIZE = 300
OLD_SIZES = [1, 2, 3, 44, 128, 255, 256, 257, 299]


@pytest.fixture(name="log", scope="module")
def small_log():
    return Log(SIZE)


@pytest.fixture(name="_known_nodes", autouse=True)
def remember_nodes(monkeypatch):
    """Remembers what pairs of hashes make, so that one changed bit costs only the nodes above it."""
    for module in (proof, tile):
        monkeypatch.setattr(module, "node_hash", lru_cache(2048)(node_hash))


def hash_flips(data):
    """Ways to change one bit of hashes."""
    changes = enumerate(flips(data))
    return (changed for number, changed in changes if SOAK or number % 8 == number // 8 % 8)


def accepted(verify, *args):
    try:
        verify(*args)
    except NotProved:
        return False
    return True


def test_every_changed_bit_of_an_entry_is_noticed(log):
    root = log.root(SIZE)
    for index, entry in enumerate(log.entries):
        path = inclusion_proof(index, SIZE, log.read)
        assert accepted(verify_inclusion, leaf_hash(entry), index, SIZE, path, root)
        leaf = log.leaves[index]
        assert all(leaf_hash(changed) != leaf for changed in flips(entry))
        changed = next(flips(entry))
        assert not accepted(verify_inclusion, leaf_hash(changed), index, SIZE, path, root)


def test_every_changed_bit_of_a_leaf_is_noticed(log):
    root = log.root(SIZE)
    for index, leaf in enumerate(log.leaves):
        path = inclusion_proof(index, SIZE, log.read)
        for changed in hash_flips(leaf):
            assert not accepted(verify_inclusion, changed, index, SIZE, path, root)


def test_every_changed_bit_of_an_inclusion_proof_is_noticed(log):
    """Each hash that occurs in any of the 300 proofs, in the first of them."""
    root, seen = log.root(SIZE), set()
    for index, leaf in enumerate(log.leaves):
        path = inclusion_proof(index, SIZE, log.read)
        for at, one in enumerate(path):
            if one not in seen:
                seen.add(one)
                for changed in hash_flips(one):
                    wrong = [*path[:at], changed, *path[at + 1 :]]
                    assert not accepted(verify_inclusion, leaf, index, SIZE, wrong, root)
    assert len(seen) == 2 * SIZE - 2, "every node below the root"


@pytest.mark.parametrize("old", OLD_SIZES)
def test_every_changed_bit_of_a_consistency_proof_is_noticed(log, old):
    path, before, after = consistency_proof(old, SIZE, log.read), log.root(old), log.root(SIZE)
    assert accepted(verify_consistency, old, SIZE, before, after, path)
    for at, one in enumerate(path):
        for changed in hash_flips(one):
            wrong = [*path[:at], changed, *path[at + 1 :]]
            assert not accepted(verify_consistency, old, SIZE, before, after, wrong)
    for changed in hash_flips(before):
        assert not accepted(verify_consistency, old, SIZE, changed, after, path)
    for changed in hash_flips(after):
        assert not accepted(verify_consistency, old, SIZE, before, changed, path)


@pytest.mark.parametrize("where", [one for one in all_tiles(SIZE) if one.level >= 0], ids=lambda one: one.path)
def test_every_changed_bit_of_a_tile_is_noticed(log, where):
    root, blob = log.root(SIZE), log.tile(where.level, where.n, where.width)

    def read(fetch):
        return TrustedTiles(fetch, SIZE, root).hashes(where.level, where.n)

    def as_it_is(one):
        return log.tile(one.level, one.n, one.width)

    assert read(as_it_is)
    for changed in hash_flips(blob):
        assert not accepted(read, lambda one, bits=changed: bits if one == where else as_it_is(one))


def test_every_changed_bit_of_a_bundle_is_noticed(log):
    where, entries = Tile(-1, 1, SIZE - 256), log.entries[256:]
    blob = pack_entries(entries)
    assert unpack_entries(where, blob) == entries
    for changed in flips(blob):
        try:
            found = unpack_entries(where, changed)
        except Malformed:
            continue
        assert [leaf_hash(one) for one in found] != log.leaves[256:]


def test_every_changed_bit_of_the_checkpoint_is_noticed(log):
    data = log.checkpoint(SIZE)
    assert open_checkpoint(data, [LOG_KEY.verifier])[0].root == log.root(SIZE)
    for changed in flips(data):
        with pytest.raises(LogFault):
            open_checkpoint(changed, [LOG_KEY.verifier])
