"""Kind, owner and key in one number: back again, apart, in order, and within 64 bits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.foundation.likeness import numbers
from huiying.foundation.likeness.enums import Kind

KEYS = st.integers(-(2**31), 2**31 - 1)
OWNERS = st.integers(1, numbers.MOST_OWNERS - 1)
KINDS = st.sampled_from(Kind)


@given(KEYS, OWNERS, KINDS)
def test_what_was_packed_comes_out_again(key: int, owner: int, kind: Kind) -> None:
    at = numbers.slot(kind, owner)
    row = numbers.filed(key, at)
    low, high = numbers.filed_range(key, kind)
    assert (numbers.owner_of(at), numbers.kind_of(at)) == (owner, kind)
    assert (row >> numbers.KEY_BITS, numbers.owner_of(row)) == (key, owner)
    assert low < row <= high
    assert numbers.key_of_counted(numbers.counted(kind, key)) == key
    assert all(-(2**63) <= one < 2**63 for one in (low, row, high, numbers.counted(kind, key)))


@given(KEYS, KEYS, OWNERS, KINDS, KINDS)
def test_kinds_and_keys_do_not_mix(key: int, other: int, owner: int, kind: Kind, another: Kind) -> None:
    low, high = numbers.filed_range(key, kind)
    inside = low <= numbers.filed(other, numbers.slot(another, owner)) <= high
    assert inside == ((key, kind) == (other, another))
    assert (numbers.counted(kind, key) == numbers.counted(another, other)) == ((key, kind) == (other, another))
    assert numbers.documents(kind) < 0 < numbers.counted(kind, key)


@given(KEYS, OWNERS, OWNERS)
def test_of_one_key_the_newer_owner_stands_higher(key: int, one: int, other: int) -> None:
    rows = [numbers.filed(key, numbers.slot(Kind.VOICE, owner)) for owner in (one, other)]
    assert (rows[0] < rows[1]) == (one < other)


@pytest.mark.parametrize("owner", [0, -1, numbers.MOST_OWNERS])
def test_an_owner_out_of_bounds_is_refused(owner: int) -> None:
    with pytest.raises(OverflowError):
        numbers.slot(Kind.VOICE, owner)
