"""The worked examples of docs/algorithms/scorecards.md are what the code does."""

import re
from pathlib import Path

from huiying.core.rates.intervals import Share
from tests.core.rates.test_tables import hidden_of

PAGE = (Path(__file__).parents[3] / "docs" / "algorithms" / "scorecards.md").read_text("utf-8")
SHARES = re.findall(r"^\| (\d+) of (\d+) \| (\d+) \| (\d+)–(\d+) \|$", PAGE, re.MULTILINE)
TABLES = re.findall(r"^\| ([\d /]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)


def test_shares_and_intervals():
    assert len(SHARES) == 4
    for k, n, percent, low, high in SHARES:
        share = Share(int(k), int(n))
        assert (share.percent, *share.interval_percent) == (int(percent), int(low), int(high))


def test_what_is_hidden():
    said = {words: [[int(n) for n in row.split()] for row in cells.split("/")] for cells, words in TABLES}
    (cross, none, margin) = (hidden_of(table) for table in said.values())
    assert cross == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert none == set()
    assert margin is None
