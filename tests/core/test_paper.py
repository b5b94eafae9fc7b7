"""What a scanner reads on our paper, and what somebody types from it."""

import random

import pytest

from huiying.core.codes import NumberIncompleteError, NumberMistypedError, grouped_number, make_number
from huiying.core.paper import number_on_paper, paper_address

FOLLOW = "https://huiying.example/follow"


@pytest.mark.parametrize("seed", range(20))
def test_the_number_comes_back_from_paper_however_it_is_written(seed):
    number = make_number(random.Random(seed).randrange)
    for text in (
        paper_address(FOLLOW, number),
        f" {grouped_number(number)}\r\n",
        number,
        f"/follow?lang=en&n={number}",
    ):
        assert number_on_paper(text) == number


def test_an_address_without_a_right_number_is_no_paper_of_ours():
    for text in (
        "https://huiying.example/follow?n=7304291650",
        "https://other.example/pay?x=1",
        "http://[",
        "?n=" * 300,
    ):
        with pytest.raises((NumberIncompleteError, NumberMistypedError)):
            number_on_paper(text)


def test_the_address_on_paper_holds_no_code():
    assert paper_address(FOLLOW, "7304291658") == f"{FOLLOW}?n=7304291658"
