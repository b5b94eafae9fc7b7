"""What is told of answers never lets a number below five be worked out."""

import re
from itertools import product

from django.utils.translation import override

from huiying.core.disclosure import FEWEST
from huiying.faces.look.found import found_told
from huiying.judge.ratings.selectors import AcceptanceCounts

MOST = 16


def _counts(there, others, works):
    return AcceptanceCounts(there + others, there, others, 0, works, there - works, 0)


def _told():
    """By what is told, every way of answering that tells so: (is there, is not, works, does not)."""
    ways: dict[tuple[str, str], set[tuple[int, ...]]] = {}
    for there, others in product(range(MOST), repeat=2):
        if there + others >= FEWEST:
            for works in range(there + 1):
                told = found_told(_counts(there, others, works))
                ways.setdefault(told, set()).add((there, others, works, there - works))
    return ways


def test_no_number_below_five_stands_there_or_can_be_worked_out():
    with override("en"):
        for told, ways in _told().items():
            said = " ".join(told).replace("fewer than 5", "")
            assert all(int(number) >= FEWEST for number in re.findall(r"\d+", said)), told
            for cell in zip(*ways, strict=True):
                assert len(set(cell)) > 1 or min(cell) >= FEWEST, (told, ways)


def test_large_numbers_are_told_whole():
    with override("en"):
        assert found_told(_counts(20, 7, 14)) == ("20 of 27 say yes", "14 of 20 say yes")
        assert found_told(None) == ("fewer than 5 have said", "fewer than 5 have said")
