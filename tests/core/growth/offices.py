"""Imagined offices: so many voices a week of each topic at each street, drawn with a seed."""

from collections import defaultdict
from datetime import date, timedelta
from math import exp

from huiying.core.growth import Cell, Tree
from huiying.core.workdays import Calendar

LAST = date(2026, 11, 22)
"""A Sunday."""
FIRST = LAST - timedelta(days=2 * 364 - 1)
PLAIN = Calendar({}, date(2027, 12, 31))
COUNTY = 1
STREETS = tuple(range(11, 19))
ROOTS = tuple(range(1, 7))
LEAVES = tuple(root * 100 + leaf for root in ROOTS for leaf in (1, 2, 3))
CATEGORIES = Tree({root: (root,) for root in ROOTS} | {leaf: (leaf // 100, leaf) for leaf in LEAVES})
PLACES = Tree({COUNTY: (COUNTY,)} | {street: (COUNTY, street) for street in STREETS})


def draw(chance, mean, scatter=0.0):
    """One count; `chance`: a seeded random.Random. Poisson by multiplication (Knuth), means are small here."""
    mean = chance.gammavariate(1 / scatter, mean * scatter) if scatter and mean else mean
    limit, count, product = exp(-mean), 0, chance.random()
    while product > limit:
        count += 1
        product *= chance.random()
    return count


def quiet(chance, *, a_week=100, scatter=0.0, first=FIRST, last=LAST, rate=None):
    """Two years in which nothing changes: `a_week` voices over 18 topics × 8 streets, some much commoner than others.

    `scatter`: of the weekly count of each pair. `rate(leaf, street, ordinal)`: times the usual.
    """
    weights = {
        Cell(leaf, street): 1 / (1 + i % 7) / (1 + j)
        for i, leaf in enumerate(LEAVES)
        for j, street in enumerate(STREETS)
    }
    whole = sum(weights.values())
    counts = defaultdict(dict)
    for cell, weight in weights.items():
        for day in range(first.toordinal(), last.toordinal() + 1):
            if (day - first.toordinal()) % 7 == 0:
                shock = chance.gammavariate(1 / scatter, scatter) if scatter else 1.0
            times = rate(cell.category, cell.place, day) if rate else 1.0
            if heard := draw(chance, a_week / 7 * weight / whole * shock * times):
                counts[cell][day] = heard
    return dict(counts)
