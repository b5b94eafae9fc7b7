"""No few people are told, nor can they be worked out from everything that is told together."""

from collections import Counter
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.disclosure import FEWEST
from huiying.core.rates.protection import Unprotected, hidden_cells
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


def equations(people, told):
    """What is known: rows over the unknown cells (unit × kind, unit × place), and their sums. Empty cells are known."""
    lines = margins(people)
    cells = [line for line in lines if line[0] in ("uk", "up")]
    shown, rows = told_lines(told), []

    def knows(cells_in, total):
        rows.append(([int(cell in cells_in) for cell in cells], total))

    for line in shown:
        if line[0] in ("uk", "up"):
            knows({line}, lines[line])
        elif line[0] == "kind":
            knows({cell for cell in cells if cell[0] == "uk" and cell[2] == line[1]}, lines[line])
        elif line[0] == "place":
            knows({cell for cell in cells if cell[0] == "up" and cell[2] == line[1]}, lines[line])
        else:
            for part in ("uk", "up"):
                knows({c for c in cells if c[0] == part and line in (("all",), ("unit", c[1]))}, lines[line])
    for unit in {cell[1] for cell in cells}:
        rows.append(([int(c[1] == unit) * (1 if c[0] == "uk" else -1) for c in cells], 0))
    return cells, [lines[cell] for cell in cells], rows


@settings(max_examples=120, deadline=None)
@given(CUBES)
def test_no_few_people_can_be_worked_out_from_everything_together(people):
    from scipy.optimize import linprog

    told = suppress(people)
    lines, shown = margins(people), told_lines(told)
    assert all(lines[line] >= FEWEST for line in shown)
    if not shown:
        return
    cells, numbers, rows = equations(people, told)
    known, sums = np.array([row for row, _ in rows], float), np.array([total for _, total in rows], float)
    for at, (cell, n) in enumerate(zip(cells, numbers, strict=True)):
        if cell in shown or n >= FEWEST:
            continue
        ends = [
            linprog(sign * np.eye(len(cells))[at], A_eq=known, b_eq=sums, bounds=(0, None)).fun * sign
            for sign in (1, -1)
        ]
        assert ends[1] - ends[0] > 0.5, f"{cell} must be {n}"


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
        "all": True,
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


def test_a_line_that_must_go_goes():
    assert shown_lines({"a": 40, "b": 30}, gone={"b"}) == {"a"}


def test_fewer_than_five_in_all_tell_nothing():
    assert suppress({Cell("A", "x", "p"): 4}) == NOTHING
    assert suppress({}) == NOTHING


def test_large_cells_are_all_told():
    told = suppress({Cell(*cell): 10 for cell in product("AB", "xy", "pq")})
    assert len(told.unit_kinds) == len(told.unit_places) == 4
    assert (told.units, told.kinds, told.places) == ({"A", "B"}, {"x", "y"}, {"p", "q"})


def test_one_small_cell_takes_three_others_with_it():
    assert hidden_cells([[3, 20, 90], [30, 40, 90], [90, 90, 90]]) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_what_the_margins_give_away_is_said():
    """Column 0 holds nobody in the second row, so its sum is the cell."""
    assert hidden_cells([[3, 20], [0, 30]]) == Unprotected(0, 0)


def test_a_margin_goes_where_no_cell_can_help():
    """Only A has y and x: who knows both kinds and all units knows the three."""
    told = suppress({Cell("A", "x", "p"): 20, Cell("A", "y", "p"): 3, Cell("B", "y", "p"): 30})
    assert (told.whole, told.units, told.kinds) == (True, {"A", "B"}, frozenset())


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
    hidden = hidden_cells(table)
    if not isinstance(hidden, Unprotected):
        assert all(total == 0 or total >= FEWEST for total in sums_over_cuts(table, hidden))
        assert {(r, c) for r, c in product(range(4), repeat=2) if 0 < table[r][c] < FEWEST} <= hidden
    else:
        filled = {(r, c) for r, c in product(range(4), repeat=2) if table[r][c]}
        assert any(0 < total < FEWEST for total in sums_over_cuts(table, filled))
