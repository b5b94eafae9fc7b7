import hmac
from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.draws.drawing import draw, frame_digest, key_of, normal_number
from huiying.core.draws.errors import NumberTooShort

SEED = bytes(range(32))
KEY = key_of(SEED, "0511222330317")
FRAME = [f"{n:032x}" for n in range(200)]


def test_the_key_takes_seed_and_number_together():
    assert hmac.new(SEED, b"0511222330317", sha256).digest() == KEY
    assert len({KEY, key_of(SEED, "0511222330318"), key_of(bytes(32), "0511222330317")}) == 3


def test_names_come_in_the_order_of_their_hmac():
    by_hand = sorted((hmac.new(KEY, name.encode(), sha256).hexdigest(), name) for name in FRAME)
    assert draw(KEY, FRAME, 7) == [name for _, name in by_hand[:7]]


names = st.lists(st.text(max_size=8), unique=True, max_size=30)


@given(names, st.integers(-3, 40), st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(frame, wanted, chance):
    mixed = [*frame]
    chance.shuffle(mixed)
    drawn = draw(KEY, frame, wanted)
    assert draw(KEY, mixed, wanted) == drawn
    assert len(drawn) == len(set(drawn)) == min(max(wanted, 0), len(frame))
    assert set(drawn) <= set(frame)


@given(names, st.integers(0, 30))
def test_who_draws_more_draws_the_same_first(frame, wanted):
    assert draw(KEY, frame, wanted + 1)[:wanted] == draw(KEY, frame, wanted)


def test_every_name_is_drawn_about_as_often_as_another():
    """2,000 draws of 20 of 200: each name is expected 200 times, with a deviation near 13."""
    often = Counter(name for n in range(2_000) for name in draw(key_of(SEED, f"{n:08d}"), FRAME, 20))
    assert min(often[name] for name in FRAME) > 140
    assert max(often.values()) < 260


def test_a_name_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        draw(KEY, ["a", "a"], 1)


def test_the_fingerprint_of_a_list_does_not_know_its_order():
    assert frame_digest(["b", "a"]) == frame_digest(["a", "b"]) == sha256(b"a\nb\n").hexdigest()
    assert frame_digest(["a"]) != frame_digest(["a", "b"])


@pytest.mark.parametrize("typed", ["05 11 22 23 30 31 + 07", "05-11-22-23-30-31-07", "０５１１２２２３３０３１０７"])
def test_a_public_number_is_written_in_one_way_alone(typed):
    assert normal_number(typed) == "05112223303107"


@pytest.mark.parametrize("typed", ["", "12345", "一二三四五六", "1 2 3 4 5"])
def test_a_number_that_could_be_tried_out_is_refused(typed):
    with pytest.raises(NumberTooShort):
        normal_number(typed)
