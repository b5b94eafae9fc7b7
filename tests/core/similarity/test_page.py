"""The worked example on docs/algorithms/same-matter.md is what the engine does."""

import math
import re

import pytest

from huiying.core.similarity import compare, find_similar, profile, reasons, score
from huiying.core.similarity.minhash import BANDS, ROWS
from tests.core.similarity.voices import KITCHEN, KITCHEN_TOO, office, readings
from tests.house import ROOT

PAGE = (ROOT / "docs" / "algorithms" / "same-matter.md").read_text("utf-8")


def table(header):
    """Rows of the table under this header, without its first two lines."""
    block = PAGE[PAGE.index(header) :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block[2:]]


def test_the_worked_example_adds_up():
    found = readings()
    frequencies = office()[1]
    one, other = (profile(reading, frequencies) for reading in found[:2])
    evidence = compare(one, other, frequencies)
    rows = table("| evidence |")
    days = math.log1p(evidence.days_apart) / math.log1p(365)
    in_sum = [1, math.sqrt(evidence.words), evidence.rare, evidence.place, evidence.text, days]
    assert [float(row[1]) for row in rows] == pytest.approx(
        [1, evidence.words, evidence.rare, evidence.place, evidence.text, evidence.days_apart], abs=5e-5
    )
    assert [float(row[4]) for row in rows] == pytest.approx(
        [float(row[3]) * value for row, value in zip(rows, in_sum, strict=True)], abs=1e-4
    )
    said = float(re.search(r"the score \*\*([\d.]+)\*\*", PAGE)[1])
    assert said == pytest.approx(score(evidence), abs=5e-5)
    total = float(re.search(r"The sum is ([\d.]+)", PAGE)[1])
    assert total == pytest.approx(sum(float(row[4]) for row in rows), abs=2e-4)
    assert KITCHEN in PAGE
    assert KITCHEN_TOO in PAGE


def test_the_reasons_of_the_worked_example_are_those_of_the_page():
    shelf, frequencies = office()
    found = find_similar(readings()[0], shelf, frequencies, skip=(0,))
    assert f"`{reasons(readings()[0], found[0], frequencies).say().zh}`" in PAGE


def test_the_chance_of_sharing_a_band_is_the_one_of_the_page():
    for _, share, chance in table("| texts | r |"):
        assert float(chance) == pytest.approx(1 - (1 - float(share) ** ROWS) ** BANDS, abs=6e-3)
