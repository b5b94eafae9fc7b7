"""The worked example on docs/algorithms/early-signs.md is what the code does, and its figures are those measured."""

import random
import re

import pytest

from huiying.core.growth import LEAST_COUNT, find_signs
from huiying.core.growth.past import LEAST_BLOCKS, Usual, _weights, expect, learn_level
from huiying.core.growth.signs import FALSE_SHARE
from huiying.core.growth.streams import LEAST_WEEKS, LONGEST_DELAY_DAYS
from tests.core.growth.offices import CATEGORIES, FIRST, LAST, PLACES, PLAIN, quiet
from tests.house import ROOT

PAGE = (ROOT / "docs" / "algorithms" / "early-signs.md").read_text("utf-8")


def table(header):
    """Rows of the table under this header, without its first two lines."""
    block = PAGE[PAGE.index(header) :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block[2:]]


def test_the_worked_example_is_what_the_code_does():
    counts, weights = ([float(cell) for cell in row[1:]] for row in table("| week before |"))
    level = learn_level([int(count) for count in counts], [7.0] * 12)
    assert [round(weight, 2) for weight in _weights([int(c) for c in counts], [level.rate * 7] * 12)] == weights
    found = expect(level, 7.0, Usual())
    said = [row[1] for row in table("| step |")]
    assert float(said[0]) == pytest.approx(level.heard, abs=0.05)
    assert float(said[1]) == pytest.approx(found.mean, abs=0.005)
    assert float(said[2]) == pytest.approx(found.scatter, abs=5e-5)
    assert tuple(int(number) for number in said[3].split("…")) == found.usual
    assert float(said[4]) == pytest.approx(found.chance(14), abs=5e-6)
    assert "**14** in the last seven days" in PAGE
    loud = Usual(), sum(counts) / 12
    assert round(loud[1], 1) == 5.6


def test_the_limits_are_those_of_the_page():
    assert f"less than **{LEAST_WEEKS} weeks** ago" in PAGE
    assert f"(at most\n  {LONGEST_DELAY_DAYS})" in PAGE
    assert f"less than {LEAST_BLOCKS[7]} weeks before the last 7\n  days, or {LEAST_BLOCKS[28]} times 28 days" in PAGE
    assert f"below **{FALSE_SHARE:.0%}**".replace("%", " %") in PAGE
    assert f"**{LEAST_COUNT} voices**" in PAGE


@pytest.mark.parametrize("row", table("| nothing grows |"), ids=lambda row: row[0])
def test_the_share_of_nights_with_a_false_sign_stays_below_the_share_said(row):
    false, nights = (int(number) for number in row[1].split(" of "))
    assert false / nights <= FALSE_SHARE


@pytest.mark.slow
def test_thirty_quiet_nights_show_hardly_a_sign():
    def night(seed):
        counts = quiet(random.Random(seed), a_week=300, scatter=0.3)
        return find_signs(counts, CATEGORIES, PLACES, first=FIRST, last=LAST, calendar=PLAIN).signs

    assert sum(bool(night(seed)) for seed in range(30)) <= 30 * FALSE_SHARE
    assert re.search(r"300 a week, scatter 0\.3", PAGE)
