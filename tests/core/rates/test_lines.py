"""The lines of a month add up, table by table."""

from collections import Counter

from hypothesis import given, settings

from huiying.core.rates.lines import By, told_lines
from huiying.core.rates.tables import NOTHING, Cell, suppress
from tests.core.rates.test_tables import CUBES


@settings(max_examples=150, deadline=None)
@given(CUBES)
def test_every_table_adds_up_to_what_stands_above_it(people):
    yes = {cell: n // 2 for cell, n in people.items()}
    lines = list(told_lines(suppress(people), people, yes))
    tables, wholes = Counter(), {}
    for line in lines:
        for name, n in (("all", line.all), ("yes", line.yes)):
            tables[line.by, line.unit if line.by in (By.UNIT_KIND, By.UNIT_PLACE) else None, name] += n
            if not line.rest:
                wholes[line.by, line.unit if line.by is By.UNIT else None, name] = n
    for (by, unit, name), total in tables.items():
        above = By.UNIT if by in (By.UNIT_KIND, By.UNIT_PLACE) else By.ALL
        assert total == wholes[above, unit, name]


def test_nothing_told_is_no_line():
    assert list(told_lines(NOTHING, {Cell("A", "x", "p"): 3}, {})) == []
