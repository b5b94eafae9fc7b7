"""No few people are told, nor can they be worked out from everything that is told together."""

from collections import Counter
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.disclosure import FEWEST
from huiying.core.rates.protection import hidden_lines
from huiying.core.rates.tables import NOTHING, Cell, shown_lines, suppress

CUBES = st.dictionaries(
    st.builds(Cell, st.sampled_from("ABCD"), st.sampled_from("xyz"), st.sampled_from("pqr")),
    st.one_of(st.integers(1, 6), st.integers(5, 60)),
    max_size=24,
)


def margins(people):
    """Everything that could be told of a cube: (of what, its keys) → people."""
    found = Counter()
    for (unit, kind, place), n in people.items():
        for line in ("all",), ("unit", unit), ("kind", kind), ("place", place), ("uk", unit, kind), ("up", unit, place):
            found[line] += n
    return found


def told_lines(told):
    return {
        *([("all",)] if told.whole else []),
        *(("unit", one) for one in told.units),
        *(("kind", one) for one in told.kinds),
        *(("place", one) for one in told.places),
        *(("uk", *one) for one in told.unit_kinds),
        *(("up", *one) for one in told.unit_places),
    }


def greatest(people, told):
    """Hidden line → how many it may hold at most for whoever knows all that is told and which lines hold nobody.

    Each unknown is a hidden line of any table; each equation says that a line is the sum of the lines below it.
    """
    from scipy.optimize import linprog

    lines, shown = margins(people), told_lines(told)
    unknown = [line for line in lines if line not in shown]
    rows, sums = [], []
    for whole in lines:
        for part in ("unit", "kind", "place", "uk", "up"):
            below = [line for line in lines if line[0] == part and below_of(line, whole)]
            if below:
                rows.append([(line in below) - (line == whole) for line in unknown])
                sums.append(sum(((line == whole) - (line in below)) * lines[line] for line in shown))
    known, totals = np.array(rows, float), np.array(sums, float)
    for at, line in enumerate(unknown):
        if lines[line] < FEWEST:
            found = linprog(-np.eye(len(unknown))[at], A_eq=known, b_eq=totals, bounds=(0, None))
            yield line, float("inf") if found.status == 3 else -found.fun


@settings(max_examples=100, deadline=None)
@given(CUBES)
def test_no_few_people_can_be_worked_out_from_everything_together(people):
    told = suppress(people)
    lines, shown = margins(people), told_lines(told)
    assert all(lines[line] >= FEWEST for line in shown)
    if shown:
        assert not [(line, most) for line, most in greatest(people, told) if most < FEWEST - 1e-6]


@settings(max_examples=300, deadline=None)
@given(CUBES)
def test_no_difference_of_two_told_tables_leaves_few(people):
    told = suppress(people)
    lines, shown = margins(people), told_lines(told)
    for whole in shown:
        for part in ("unit", "kind", "place", "uk", "up"):
            below = [line for line in lines if line[0] == part and below_of(line, whole)]
            if below and sum(lines[line] for line in below) == lines[whole]:
                rest = lines[whole] - sum(lines[line] for line in below if line in shown)
                assert rest == 0 or rest >= FEWEST, (whole, part)


def below_of(line, whole):
    return {
        "all": line[0] in ("unit", "kind", "place"),
        "unit": line[0] in ("uk", "up") and line[1] == whole[-1],
        "kind": line[0] == "uk" and line[-1] == whole[-1],
        "place": line[0] == "up" and line[-1] == whole[-1],
    }.get(whole[0], False)


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ([40, 30, 20], {0, 1, 2}),
        ([40, 30, 3], {0}),  # the 30 go with the 3
        ([40, 3, 2], {0}),  # the two together are five
        ([40, 7, 7, 1], {0}),  # which of two equal ones went would tell
        ([4, 0], set()),
        ([40, 0, 0], {0}),  # the rest is nobody
        ([9, 3], set()),
    ],
)
def test_lines_go_until_the_rest_is_nobody_or_five(people, shown):
    assert shown_lines(dict(enumerate(people))) == shown


def test_fewer_than_five_in_all_tell_nothing():
    assert suppress({Cell("A", "x", "p"): 4}) == NOTHING
    assert suppress({}) == NOTHING


def test_large_cells_are_all_told():
    told = suppress({Cell(*cell): 10 for cell in product("AB", "xy", "pq")})
    assert len(told.unit_kinds) == len(told.unit_places) == 4
    assert (told.units, told.kinds, told.places) == ({"A", "B"}, {"x", "y"}, {"p", "q"})


def test_a_margin_goes_where_no_cell_can_help():
    """Only A has y and x: who knows both kinds and all units knows the three."""
    told = suppress({Cell("A", "x", "p"): 20, Cell("A", "y", "p"): 3, Cell("B", "y", "p"): 30})
    assert (told.whole, told.units, told.kinds) == (True, {"A", "B"}, frozenset())


def edges(table):
    return {(f"row {r}", f"column {c}"): n for r, row in enumerate(table) for c, n in enumerate(row) if n}


def hidden_of(table):
    hidden = hidden_lines(edges(table))
    return hidden if hidden is None else {(int(row[4:]), int(column[7:])) for row, column in hidden}


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        ([[3, 20, 90], [30, 40, 90], [90, 90, 90]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[10, 10], [10, 10]], set()),
        ([[3, 20], [0, 30]], None),  # column 0 holds nobody in the second row, so its sum is the cell
    ],
)
def test_a_small_cell_takes_others_with_it(table, hidden):
    assert hidden_of(table) == hidden


def sums_over_cuts(table, hidden):
    """Every sum of hidden cells that the margins give: over rows R and columns C that no hidden cell enters."""
    height, width = len(table), len(table[0])
    for picked in product((0, 1), repeat=height + width):
        rows, columns = picked[:height], picked[height:]
        if any(table[r][c] and columns[c] and not rows[r] for r, c in hidden):
            continue
        yield sum(table[r][c] for r, c in hidden if rows[r] and not columns[c])


@pytest.mark.parametrize("seed", range(60))
def test_every_sum_that_the_margins_give_is_nobody_or_five(seed):
    chance = Random(seed)
    table = [[chance.choice((0, 1, 3, 4, 6, 9, 20)) for _ in range(4)] for _ in range(4)]
    hidden = hidden_of(table)
    if hidden is not None:
        assert all(total == 0 or total >= FEWEST for total in sums_over_cuts(table, hidden))
        assert {(r, c) for r, c in product(range(4), repeat=2) if 0 < table[r][c] < FEWEST} <= hidden
    else:
        filled = {(r, c) for r, c in product(range(4), repeat=2) if table[r][c]}
        assert any(0 < total < FEWEST for total in sums_over_cuts(table, filled))
