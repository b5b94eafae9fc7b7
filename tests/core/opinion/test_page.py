"""The worked example of docs/algorithms/opinion-map.md is what the code does."""

import hashlib
import struct

import pytest

from huiying.core.opinion import bases, groups, shape, stability, votes_sha256
from tests.core.opinion.conversations import map_of, of_rows
from tests.house import ROOT

PAGE = (ROOT / "docs" / "algorithms" / "opinion-map.md").read_text("utf-8")
VIEWS = [(1, -1, 1, 0)] * 12 + [(-1, 1, 1, 0)] * 12
ROWS = [(1 + i, 1 + j, vote, 0) for i, view in enumerate(VIEWS) for j, vote in enumerate(view)]


def table():
    block = PAGE[PAGE.index("| statement | says |") :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block[2:]]


def test_the_statements_of_the_page_come_out():
    said = []
    for one in map_of(ROWS).statements:
        figures = (one.unites.product, one.unites.score, one.divides.gap)
        said.append([str(one.number), one.verdict, str(one.counts.agree), *(f"{figure:.3f}" for figure in figures)])
    assert table() == said


def test_the_groups_of_the_page_come_out():
    found = map_of(ROWS)
    assert [group.people for group in found.groups] == [12, 12]
    assert found.stability == pytest.approx(1)
    assert [shared.share_z for number, shared in found.agreed if number == 3] == [pytest.approx(5)]


def test_the_recipe_of_the_page_gives_the_fingerprint():
    latest = {(voter, statement): vote for voter, statement, vote, _ in ROWS}
    rows = sorted((voter, statement, vote) for (voter, statement), vote in latest.items())
    mine = hashlib.sha256(b"".join(struct.pack("<qqb", *row) for row in rows)).hexdigest()
    assert mine == votes_sha256(of_rows(ROWS))
    assert f"`{mine}`" in PAGE
    assert 'struct.pack("<qqb", *row)' in PAGE


def test_the_bounds_of_the_page_are_those_of_the_code():
    assert f"At most {bases.MOST_BASES} knots" in PAGE
    assert f"more than {bases.MOST_POINTS:,} people being counted in {bases.CELLS} × {bases.CELLS} cells" in PAGE
    assert f"⌊knots/{groups.BASES_FOR_ONE_MORE}⌋" in PAGE
    assert f"from {shape.STEADY:.2f} steady, from {shape.FAIRLY_STEADY:.2f}" in PAGE
    assert (stability.SAMPLES, stability.PART) == (10, 0.8)
