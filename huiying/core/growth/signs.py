"""Which topics grow where: every cell against its own past, what chance explains set aside, the most specific named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from huiying.core.growth.cells import Cell, Counts, Tree, lay_out, totals_by_day
from huiying.core.growth.days import learn_days
from huiying.core.growth.discovery import believed
from huiying.core.growth.looking import LEAST_COUNT, Found, Looking
from huiying.core.growth.naming import Naming, Sign
from huiying.core.growth.past import PAST_DAYS, frame
from huiying.core.workdays import Calendar

SPANS = (7, 28)
FALSE_SHARE = 0.10
"""Of the signs shown at most this share is expected to be chance; where nothing grows, as many nights show one."""
SAFETY = 2
"""The past tells its scatter too low as often as too high: what is believed keeps to half of the share."""
RARE = 1.0
"""Cells of which less than this is expected in a window stand apart: there are many, and few can ever grow to 5."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What one night found over the days `first` to `last`, both inclusive. `tried`: comparisons made."""

    signs: tuple[Sign, ...]
    tried: int
    first: date
    last: date


F = TypeVar("F", Found, Sign)
Tried = tuple[Cell, int]
"""A comparison: a cell over a span."""


def find_signs(counts: Counts, categories: Tree, places: Tree, *, first: date, last: date, calendar: Calendar) -> Watch:
    """What grows beyond chance in the 7 and the 28 days that end with `last` inclusive; `first`: where the past begins.

    The same counts give the same signs, in the order of their chance.
    """
    begin, end = first.toordinal(), last.toordinal()
    counts = {cell: kept for cell, days in counts.items() if (kept := _until(days, begin, end))}
    grid = lay_out(counts, categories, places)
    days = learn_days(totals_by_day(counts, counts), max(begin, end - PAST_DAYS), end, calendar)
    looking = Looking(counts, grid, [frame(span, end, days) for span in SPANS], begin, end)
    found, families = _found(looking)
    return Watch(_believed(looking, found, families), sum(len(each) for each in families), first, last)


def _until(days: Mapping[int, int], first: int, last: int) -> Mapping[int, int]:
    """The days from `first` to `last`; what lies within them already is not copied."""
    if days and first <= min(days) and max(days) <= last and all(days.values()):
        return days
    return {day: heard for day, heard in days.items() if first <= day <= last and heard}


def _found(looking: Looking) -> tuple[list[Found], list[set[Tried]]]:
    """(what was judged, the families of comparisons: cells of which something is expected, and rare ones)."""
    common: set[Tried] = set()
    rare: set[Tried] = set()
    found = []
    for span in looking.frames:
        now, before = _sizes(looking, span)
        for cell in looking.grid.members:
            (rare if before[cell] < RARE else common).add((cell, span))
        large = [cell for cell in looking.grid.members if now[cell] >= LEAST_COUNT]
        looking.usual[span] = looking.usual_of(large, span)
        judged = (looking.judge(cell, span) for cell in large)
        found += [each for each in judged if each is not None]
    return found, [common, rare]


def _sizes(looking: Looking, span: int) -> tuple[dict[Cell, int], dict[Cell, float]]:
    """Voices in the window, and what the plain mean of the past lets expect there, by cell."""
    window = looking.frames[span].window
    atoms = looking.grid.atoms
    past_days = max(1, window.first - max(looking.first, window.first - PAST_DAYS))
    now, before = [0] * len(atoms), [0] * len(atoms)
    for at, atom in enumerate(atoms):
        for day, heard in looking.counts[atom].items():
            if day >= window.first:
                now[at] += heard
            elif day >= window.first - PAST_DAYS:
                before[at] += heard
    members = looking.grid.members.items()
    return (
        {cell: sum(now[at] for at in inside) for cell, inside in members},
        {cell: sum(before[at] for at in inside) * span / past_days for cell, inside in members},
    )


def _believed(looking: Looking, found: Sequence[Found], families: Sequence[set[Tried]]) -> tuple[Sign, ...]:
    """Each family has an equal part of the false share; what is named has to be believable among what is named, too.

    Without the second condition the many ancestors of one great growth would let in a chance or two beside it
    (self-consistency: Blanchard and Roquain 2008).
    """
    believable = [each for each in _sure(found, families) if each.grows]
    while True:
        signs = Naming(looking, believable).signs()
        unsure = {sign.cell for sign in signs} - {sign.cell for sign in _sure(signs, families)}
        if not unsure:
            return signs
        believable = [each for each in believable if each.cell not in unsure]


def _sure(found: Iterable[F], families: Sequence[set[Tried]]) -> list[F]:
    sure = []
    for family in families:
        inside = [each for each in found if (each.cell, each.span) in family]
        limit = believed([each.chance for each in inside], len(family), FALSE_SHARE / SAFETY / len(families))
        sure += [each for each in inside if each.chance <= limit]
    return sure
