"""What the map says to people: keys and figures, from which a page makes sentences in its language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from huiying.core.opinion.mapping import Cell, OpinionMap, Told
from huiying.core.opinion.shape import FAIRLY_STEADY, STEADY
from huiying.core.opinion.verdicts import Verdict
from huiying.core.rates.intervals import Share

MOST = 5
HALF = 0.5


class Key(StrEnum):
    """One sentence each. The figures of every key stand beside it."""

    TOO_FEW = "too_few"
    """Nothing is told: fewer than five people."""
    ONE_GROUP = "one_group"
    """No groups can be told apart. people"""
    GROUPS = "groups"
    """groups, people"""
    GROUP_SIZE = "group_size"
    """group, people, percent"""
    STEADY = "steady"
    FAIRLY_STEADY = "fairly_steady"
    UNSTEADY = "unsteady"
    """How sure the groups are. percent: mean adjusted Rand index of ten samples of four fifths, × 100"""
    ALL_AGREE = "all_agree"
    ALL_DISAGREE = "all_disagree"
    """What unites. statement, people, percent (of all voters), least_percent (in the group that goes along least)"""
    DIVIDES = "divides"
    """statement, people, for_group, for_percent (agree), against_group, against_percent (disagree)"""
    GROUP_AGREES = "group_agrees"
    GROUP_DISAGREES = "group_disagrees"
    """What a group says more than others. group, statement, people, percent"""
    ONE_ANSWER = "one_answer"
    """So many gave one answer to all. people, likeness_percent, changed: statements that would read otherwise"""


@dataclass(frozen=True, slots=True)
class Saying:
    """A key and its figures: numbers of statements and groups, counts of people, whole percents."""

    key: Key
    figures: Mapping[str, int]


def sayings(found: OpinionMap) -> tuple[Saying, ...]:
    """What there is to say, in the order of the page."""
    return tuple(_all(found))


def _all(found: OpinionMap) -> Iterator[Saying]:
    if found.voters is None or found.placed is None:
        yield Saying(Key.TOO_FEW, {})
        return
    yield from _about_groups(found)
    for way in (Verdict.ALL_AGREE, Verdict.ALL_DISAGREE):
        united = [one for one in found.statements if one.verdict is way and one.unites]
        for one in sorted(united, key=lambda one: one.unites.rank if one.unites else 0)[:MOST]:
            yield from _united(one, Key(way.value))
    split = [one for one in found.statements if one.verdict is Verdict.DIVIDES and one.divides]
    for one in sorted(split, key=lambda one: one.divides.rank if one.divides else 0)[:MOST]:
        yield from _divided(one)
    yield from _group_by_group(found)
    if found.flagged is not None and found.without_flagged is not None:
        apart = found.without_flagged
        figures = {"likeness_percent": round(apart.likeness * 100), "changed": len(apart.changed)}
        yield Saying(Key.ONE_ANSWER, {"people": found.flagged, **figures})


def _about_groups(found: OpinionMap) -> Iterator[Saying]:
    placed = found.placed or 0
    if not found.groups or found.stability is None:
        yield Saying(Key.ONE_GROUP, {"people": placed})
        return
    yield Saying(Key.GROUPS, {"groups": len(found.groups), "people": placed})
    for group in found.groups:
        percent = Share(group.people, placed).percent
        yield Saying(Key.GROUP_SIZE, {"group": group.number, "people": group.people, "percent": percent})
    yield Saying(steadiness(found.stability), {"percent": round(found.stability * 100)})


def steadiness(stability: float) -> Key:
    """In words: 0.8 is steady, 0.65 fairly so."""
    if stability >= STEADY:
        return Key.STEADY
    return Key.FAIRLY_STEADY if stability >= FAIRLY_STEADY else Key.UNSTEADY


def _united(one: Told, key: Key) -> Iterator[Saying]:
    assert one.counts is not None  # else the verdict would be "few"
    agrees = key is Key.ALL_AGREE
    cells = one.cells or (one.counts,)
    least = min(_percent(cell, agrees=agrees) for cell in cells if cell is not None)
    figures = {"percent": _percent(one.counts, agrees=agrees), "least_percent": least}
    yield Saying(key, {"statement": one.number, "people": one.counts.voted, **figures})


def _divided(one: Told) -> Iterator[Saying]:
    assert one.divides is not None  # else the verdict would be "few"
    assert one.counts is not None
    most, least = one.cells[one.divides.most], one.cells[one.divides.least]
    assert most is not None
    assert least is not None
    for_it = {"for_group": one.divides.most, "for_percent": _percent(most, agrees=True)}
    against = {"against_group": one.divides.least, "against_percent": _percent(least, agrees=False)}
    yield Saying(Key.DIVIDES, {"statement": one.number, "people": one.counts.voted, **for_it, **against})


def _group_by_group(found: OpinionMap) -> Iterator[Saying]:
    for group in found.groups:
        for number, speaks in group.speaks_for:
            if speaks.share <= HALF:
                continue  # Polis's list may name what a group only agrees on more often than others do
            key = Key.GROUP_AGREES if speaks.agrees else Key.GROUP_DISAGREES
            share = Share(speaks.successes, speaks.trials)
            figures = {"statement": number, "people": share.n, "percent": share.percent}
            yield Saying(key, {"group": group.number, **figures})


def _percent(cell: Cell, *, agrees: bool) -> int:
    return Share(cell.agree if agrees else cell.disagree, cell.voted).percent
