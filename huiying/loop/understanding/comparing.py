"""Each night: like cases that were decided differently, and places where people wait much longer (公道)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from huiying.core.fairness import differ, find_later
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.office.selectors import calendar
from huiying.improve.insight.selectors.decided import Decided, cases_decided_since, decisions_of
from huiying.improve.insight.selectors.heard import trees
from huiying.improve.insight.selectors.waits import waits_until
from huiying.improve.insight.services.differences import keep_pairs, keep_slow

LOOK_BACK = timedelta(days=8)
"""Decisions of the last days are compared with all before: a worker that was away for a week misses none."""
APART_AT_MOST = timedelta(days=2 * 365)
"""What was decided longer ago was decided under other circumstances."""
SAME_MATTER, SAME_CATEGORY = 0.5, 0.3
"""Least scores: of cases about the same matter, and of cases of one category in similar words."""
AT_ONCE = 100


def compare_decisions(*, now: datetime) -> int:
    """Write down each late decision beside the likest case that was decided differently; how many pairs are new."""
    recent = cases_decided_since(now - LOOK_BACK)
    lots = (recent[start : start + AT_ONCE] for start in range(0, len(recent), AT_ONCE))
    return keep_pairs([pair for lot in lots for pair in _unlike(lot)], now=now)


def _unlike(case_ids: Sequence[int]) -> Iterator[tuple[Decided, Decided, float]]:
    from huiying.foundation.likeness.pairs import neighbours

    days, near = calendar(), neighbours(Kind.VOICE, case_ids, least=SAME_CATEGORY)
    ids = {id_ for pairs in near.values() for pair in pairs for id_ in (pair.one, pair.other)}
    decided = decisions_of(ids, days)
    for one, pairs in near.items():
        others = ((decided.get(pair.other), pair.score) for pair in pairs)
        mine = decided.get(one)
        likest = next((one for one in others if mine and one[0] and _treated_unlike(mine, one[0], one[1])), None)
        if mine and likest and likest[0]:
            yield mine, likest[0], likest[1]


def _treated_unlike(one: Decided, other: Decided, score: float) -> bool:
    comparable = (one.procedure, one.kind) == (other.procedure, other.kind) and one.matter != other.matter
    like = score >= SAME_MATTER or (one.category_id is not None and one.category_id == other.category_id)
    return comparable and like and abs(one.on - other.on) <= APART_AT_MOST and differ(one.outcome, other.outcome)


def compare_waits(*, now: datetime) -> int:
    """Write down where people wait much longer for the same; how many places."""
    categories, places = trees()
    waits = waits_until(now, categories, places, calendar())
    return keep_slow(find_later(waits.waits), waits, categories, now=now)
