from hashlib import sha256

import pytest

from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.proof import (
    consistency_proof,
    inclusion_proof,
    range_hash,
    verify_consistency,
    verify_inclusion,
)
from tests.core.translog import slow

MOST = 130
LEAVES = [sha256(b"leaf %d" % n).digest() for n in range(MOST)]
ROOTS = [slow.mth(LEAVES[:size]) for size in range(MOST + 1)]
OTHER = sha256(b"other").digest()


def read(level, index):
    width = 1 << level
    assert (index + 1) * width <= MOST, "only full subtrees are read"
    return slow.mth(LEAVES[index * width : (index + 1) * width])


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_leaf_of_every_tree_is_proved_as_rfc_6962_says(size):
    for index in range(size):
        path = inclusion_proof(index, size, read)
        assert path == slow.path(index, LEAVES[:size])
        verify_inclusion(LEAVES[index], index, size, path, ROOTS[size])


@pytest.mark.parametrize("new", range(1, MOST + 1))
def test_every_tree_is_proved_to_begin_with_every_older_one_as_rfc_6962_says(new):
    for old in range(1, new + 1):
        path = consistency_proof(old, new, read)
        assert path == slow.proof(old, LEAVES[:new])
        verify_consistency(old, new, ROOTS[old], ROOTS[new], path)


@pytest.mark.parametrize("size", range(1, 40))
def test_a_proof_of_one_leaf_proves_no_other(size):
    for index in range(size):
        path = inclusion_proof(index, size, read)
        for other in range(size):
            if other != index:
                with pytest.raises(NotProved):
                    verify_inclusion(LEAVES[index], other, size, path, ROOTS[size])
                with pytest.raises(NotProved):
                    verify_inclusion(LEAVES[other], index, size, path, ROOTS[size])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 100, 128])
def test_an_inclusion_proof_that_is_too_long_or_too_short_proves_nothing(size):
    for index in range(size):
        path = inclusion_proof(index, size, read)
        for wrong in [[OTHER, *path], [*path, OTHER], path[:-1], path[1:]]:
            if wrong != path:
                with pytest.raises(NotProved) as fault:
                    verify_inclusion(LEAVES[index], index, size, wrong, ROOTS[size])
                assert fault.value.reason == "proof_length"


@pytest.mark.parametrize("new", [2, 3, 7, 8, 9, 100, 128])
def test_a_consistency_proof_that_is_too_long_or_too_short_proves_nothing(new):
    for old in range(1, new):
        path = consistency_proof(old, new, read)
        for wrong in [[OTHER, *path], [*path, OTHER], path[:-1], path[1:], []]:
            with pytest.raises(NotProved):
                verify_consistency(old, new, ROOTS[old], ROOTS[new], wrong)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (3, 7), (4, 8), (6, 8), (100, 128)])
def test_a_consistency_proof_is_refused_for_its_length_before_its_hashes(old, new):
    path = consistency_proof(old, new, read)
    for wrong in [[*path, OTHER], path[:-1], []]:
        with pytest.raises(NotProved) as fault:
            verify_consistency(old, new, ROOTS[old], ROOTS[new], wrong)
        assert fault.value.reason == "proof_length"


@pytest.mark.parametrize("new", range(2, 40))
def test_neither_root_of_a_consistency_proof_may_be_another(new):
    for old in range(1, new):
        path = consistency_proof(old, new, read)
        for before, after in [(OTHER, ROOTS[new]), (ROOTS[old], OTHER), (ROOTS[new], ROOTS[old])]:
            with pytest.raises(NotProved) as fault:
                verify_consistency(old, new, before, after, path)
            assert fault.value.reason == "not_consistent"


def test_the_same_tree_needs_no_proof_and_takes_none():
    verify_consistency(5, 5, ROOTS[5], ROOTS[5], [])
    assert consistency_proof(5, 5, read) == []
    with pytest.raises(NotProved, match=r"^proof_length$"):
        verify_consistency(5, 5, ROOTS[5], ROOTS[5], [OTHER])
    with pytest.raises(NotProved, match=r"^not_consistent$"):
        verify_consistency(5, 5, ROOTS[5], ROOTS[6], [])


def test_another_root_includes_nothing():
    with pytest.raises(NotProved, match=r"^not_included$"):
        verify_inclusion(LEAVES[0], 0, 5, inclusion_proof(0, 5, read), ROOTS[6])


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (6, 5), (0, 0), (0, -1)])
def test_a_leaf_outside_the_tree_has_no_proof(index, size):
    with pytest.raises(Malformed) as fault:
        inclusion_proof(index, size, read)
    assert fault.value.reason == "index"
    with pytest.raises(Malformed) as fault:
        verify_inclusion(LEAVES[0], index, size, [], ROOTS[1])
    assert fault.value.reason == "index"


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 5), (-1, 5), (6, 5), (5, 0)])
def test_nothing_is_proved_about_an_empty_tree_or_a_later_one(old, new):
    with pytest.raises(Malformed) as fault:
        consistency_proof(old, new, read)
    assert fault.value.reason == "size"
    with pytest.raises(Malformed) as fault:
        verify_consistency(old, new, ROOTS[1], ROOTS[1], [])
    assert fault.value.reason == "size"


@pytest.mark.parametrize("wrong", [b"", b"x" * 31, b"x" * 33])
def test_every_hash_of_a_proof_is_32_bytes(wrong):
    path, proof = inclusion_proof(2, 7, read), consistency_proof(3, 7, read)
    refused = [
        lambda: verify_inclusion(wrong, 2, 7, path, ROOTS[7]),
        lambda: verify_inclusion(LEAVES[2], 2, 7, [wrong, *path[1:]], ROOTS[7]),
        lambda: verify_inclusion(LEAVES[2], 2, 7, path, wrong),
        lambda: verify_inclusion(wrong, 0, 1, [], ROOTS[1]),
        lambda: verify_inclusion(LEAVES[0], 0, 1, [wrong], ROOTS[1]),
        lambda: verify_consistency(3, 7, wrong, ROOTS[7], proof),
        lambda: verify_consistency(3, 3, ROOTS[3], ROOTS[3], [wrong]),
        lambda: verify_consistency(3, 7, ROOTS[3], wrong, proof),
        lambda: verify_consistency(3, 7, ROOTS[3], ROOTS[7], [*proof[:-1], wrong]),
    ]
    for one in refused:
        with pytest.raises(Malformed) as fault:
            one()
        assert fault.value.reason == "hash_length"


def test_the_hash_of_any_range_that_begins_at_a_power_of_two_is_read_from_full_subtrees():
    for level in range(7):
        for start in range(0, MOST, 1 << level):
            for end in range(start + 1, min(start + (1 << level), MOST) + 1):
                assert range_hash(start, end, read) == slow.mth(LEAVES[start:end])


def test_sizes_near_the_largest_are_walked_without_leaves():
    size = (1 << 63) - 1
    path = inclusion_proof(size - 1, size, lambda level, index: sha256(b"%d %d" % (level, index)).digest())
    assert len(path) == 62
    with pytest.raises(LogFault, match=r"^not_included$"):
        verify_inclusion(LEAVES[0], size - 1, size, path, ROOTS[1])
