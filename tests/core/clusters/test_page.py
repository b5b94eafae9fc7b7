"""The worked example on docs/algorithms/issues.md is what the code does."""

import pytest

from huiying.core.clusters import average_link, describe, likely_pairs, linking, pairs, propose, proposing
from tests.core.clusters.test_proposing import MANY, NOW, office
from tests.house import ROOT

PAGE = (ROOT / "docs" / "algorithms" / "issues.md").read_text("utf-8")


def table(header):
    block = PAGE[PAGE.index(header) :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block[2:]]


def test_the_pairs_of_the_page_are_those_of_the_engine():
    stored, _, frequencies = office(MANY)
    found = sorted((pair.a, pair.b, pair.score) for pair in likely_pairs(stored, frequencies))
    assert [(int(a), int(b), round(1000 * float(score))) for a, b, score in table("| a | b | score |")] == found


def test_groups_are_joined_as_the_page_says(monkeypatch):
    joined = []
    real = linking._Linking._join

    def watched(self, one, other):
        groups = sorted((sorted(self.members[group]) for group in (one, other)), key=lambda group: (-len(group), group))
        joined.append([*groups, self._link(one, other) / 1000])
        real(self, one, other)

    monkeypatch.setattr(linking._Linking, "_join", watched)
    stored, _, frequencies = office(MANY)
    average_link(likely_pairs(stored, frequencies))
    said = [
        [*([int(n) for n in cell.split()] for cell in row[:2]), float(row[2])] for row in table("| joined | with |")
    ]
    assert sorted(said, key=lambda row: -row[2]) == [
        [one, other, pytest.approx(mean, abs=5e-5)] for one, other, mean in sorted(joined, key=lambda row: -row[2])
    ]


def test_the_proposal_of_the_page_comes_out():
    stored, readings, frequencies = office(MANY)
    (found,) = propose(stored, frequencies, now=NOW)
    shared = describe({at: readings[at] for at in found.members}, frequencies)
    assert f"`{' '.join(map(str, found.members))}`" in PAGE
    assert f"(of 6: {found.closeness[6]})" in PAGE
    assert f"(`{' '.join(shared.places)}`; `{' '.join(shared.words)}`)" in PAGE


def test_the_bounds_of_the_page_are_those_of_the_code():
    assert f"**{pairs.LEAST / 1000:.3f}**" in PAGE
    assert f"**{linking.LEAST_LINK / 1000:.3f}**" in PAGE
    assert f"the {pairs.CANDIDATES} that share most" in PAGE
    assert f"{linking.KNOWN} × the smaller" in PAGE
    assert f"in days / {proposing.HALF_DAYS}" in PAGE
