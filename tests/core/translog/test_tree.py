from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.errors import Malformed
from huiying.core.translog.tree import EMPTY_ROOT, Frontier, fold, leaf_hash, node_hash, split_hashes
from tests.core.translog import slow

LEAVES = [sha256(b"%d" % n).digest() for n in range(130)]
HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=70)


def test_leaves_and_nodes_are_hashed_apart():
    assert leaf_hash(b"voice") == sha256(b"\x00voice").digest()
    assert node_hash(LEAVES[0], LEAVES[1]) == sha256(b"\x01" + LEAVES[0] + LEAVES[1]).digest()


@pytest.mark.parametrize("wrong", [b"", b"x" * 31, b"x" * 33, b"x" * 64])
def test_a_hash_that_is_not_32_bytes_is_refused_on_either_side(wrong):
    for left, right in [(wrong, LEAVES[0]), (LEAVES[0], wrong)]:
        with pytest.raises(Malformed) as fault:
            node_hash(left, right)
        assert fault.value.reason == "hash_length"


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert Frontier().root() == fold([]) == EMPTY_ROOT == sha256(b"").digest()


def test_the_frontier_gives_the_root_of_every_size():
    frontier = Frontier()
    for size, leaf in enumerate(LEAVES, 1):
        frontier = frontier.grown([leaf])
        assert (frontier.size, frontier.root()) == (size, slow.mth(LEAVES[:size]))


@pytest.mark.parametrize("size", range(131))
def test_the_frontier_holds_one_subtree_for_each_bit_of_the_size_the_largest_first(size):
    frontier, start, expected = Frontier().grown(LEAVES[:size]), 0, []
    for bit in reversed(range(8)):
        if size >> bit & 1:
            expected.append(slow.mth(LEAVES[start : start + (1 << bit)]))
            start += 1 << bit
    assert frontier.hashes == tuple(expected)


@given(HASHES, st.integers(0, 70))
def test_growing_at_once_or_in_two_steps_is_the_same(leaves, at):
    at_once = Frontier().grown(leaves)
    assert Frontier().grown(leaves[:at]).grown(leaves[at:]) == at_once
    assert at_once.root() == slow.mth(leaves)


@given(HASHES)
def test_a_packed_frontier_is_unpacked_as_it_was(leaves):
    frontier = Frontier().grown(leaves)
    assert Frontier.unpacked(len(leaves), frontier.packed()) == frontier


@pytest.mark.parametrize(
    ("size", "hashes", "reason"),
    [
        (-1, LEAVES[:1], "frontier"),
        (1, [], "frontier"),
        (0, LEAVES[:1], "frontier"),
        (2, LEAVES[:2], "frontier"),
        (3, LEAVES[:1], "frontier"),
        (1, [b"short"], "hash_length"),
        (3, [LEAVES[0], b"short"], "hash_length"),
    ],
)
def test_a_frontier_that_does_not_fit_its_size_is_refused(size, hashes, reason):
    with pytest.raises(Malformed) as fault:
        Frontier(size, tuple(hashes))
    assert fault.value.reason == reason


def test_hashes_are_split_only_when_they_are_whole():
    assert split_hashes(b"".join(LEAVES[:3])) == tuple(LEAVES[:3])
    assert split_hashes(b"") == ()
    with pytest.raises(Malformed, match=r"^hash_length$"):
        split_hashes(b"x" * 33)
