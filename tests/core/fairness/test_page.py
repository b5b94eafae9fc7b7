"""The worked example on docs/algorithms/like-cases.md is what the code does."""

from itertools import combinations
from math import comb

import pytest

from huiying.core.fairness import FEWEST, OUTCOMES, Wait, find_later
from huiying.core.fairness.waiting import EXACT_CASES, FALSE_SHARE, chance_of_later, gehan_scores, median_wait
from tests.house import ROOT

PAGE = (ROOT / "docs" / "algorithms" / "like-cases.md").read_text("utf-8")


def table(header):
    """Rows of the table under this header, without its first two lines."""
    block = PAGE[PAGE.index(header) :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block[2:]]


def waits(said):
    return [Wait(int(day.rstrip("+")), not day.endswith("+")) for day in said.split()]


def test_the_worked_example_is_what_the_code_does():
    liuhe, elsewhere = (waits(row[1]) for row in table("| place | days |"))
    said = [row[1] for row in table("| step | value |")]
    scores = gehan_scores([*liuhe, *elsewhere])
    assert [" ".join(map(str, part)) for part in (scores[:6], scores[6:])] == said[:2]
    assert int(said[2]) == sum(scores[:6])
    assert int(said[3]) == comb(12, 6)
    assert int(said[4]) == sum(sum(chosen) >= int(said[2]) for chosen in combinations(scores, 6))
    assert float(said[5]) == pytest.approx(chance_of_later(liuhe, elsewhere), abs=5e-5)
    assert [int(said[6]), int(said[7])] == [median_wait(liuhe), median_wait(elsewhere)]
    assert len(find_later({"water": {"liuhe": liuhe, "elsewhere": elsewhere}})) == 1


def test_the_limits_and_outcomes_are_those_of_the_page():
    assert f"**{FEWEST} answered**" in PAGE
    assert f"**{EXACT_CASES} cases**" in PAGE
    assert f"at most **{FALSE_SHARE:.0%}**".replace("%", " %") in PAGE
    named = " ".join(row[1] for row in table("| decision | outcome |")).replace(",", "").split()
    assert sorted(named) == sorted(outcome.value for outcome in OUTCOMES)
