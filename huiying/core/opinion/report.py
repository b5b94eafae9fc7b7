"""The map as JSON: the same votes give the same bytes.

Keys stand in the order of their letters. Fractions are rounded to six digits that count, so that machines which add in
another order still write the same.
"""

import json
from typing import Any

from huiying.core.opinion.consensus import Shared
from huiying.core.opinion.mapping import Apart, Cell, Group, OpinionMap, Told
from huiying.core.opinion.representativeness import Speaks
from huiying.core.opinion.sayings import sayings

DIGITS = 6


def to_json(found: OpinionMap) -> bytes:
    """The canonical bytes: UTF-8, one line, without an end of line."""
    return json.dumps(to_data(found), ensure_ascii=False).encode()


def to_data(found: OpinionMap) -> dict[str, Any]:
    """The same as plain values, already in order and rounded."""
    whole: dict[str, Any] = _canonical(
        {
            "version": 1,
            "votes_sha256": found.votes_sha256,
            "votes": found.votes,
            "voters": found.voters,
            "placed": found.placed,
            "left_out": {why: list(numbers) for why, numbers in found.left_out.items()},
            "groups": [_group(one) for one in found.groups],
            "bases": [{"group": one.group, "people": one.people, "place": one.place} for one in found.bases],
            "stability": found.stability,
            "choices": [
                {"k": one.k, "silhouette": one.silhouette, "stability": one.stability, "large_enough": one.large_enough}
                for one in found.choices
            ],
            "statements": [_statement(one) for one in found.statements],
            "consensus": {"agree": list(map(_shared, found.agreed)), "disagree": list(map(_shared, found.disagreed))},
            "one_answer": {"people": found.flagged, "without": _apart(found.without_flagged)},
            "sayings": [{"says": one.key, **one.figures} for one in sayings(found)],
        }
    )
    return whole


def _group(one: Group) -> dict[str, Any]:
    return {
        "group": one.number,
        "people": one.people,
        "place": one.centre,
        "speaks_for": [_speaks(number, speaks) for number, speaks in one.speaks_for],
    }


def _speaks(number: int, one: Speaks) -> dict[str, Any]:
    return {
        "statement": number,
        "agrees": one.agrees,
        "says_so": one.successes,
        "voted": one.trials,
        "share": one.share,
        "share_z": one.share_z,
        "ratio": one.ratio,
        "ratio_z": one.ratio_z,
        "best_agreed": one.best_agreed,
    }


def _shared(pair: tuple[int, Shared]) -> dict[str, Any]:
    number, one = pair
    figures = {"says_so": one.successes, "voted": one.trials, "share": one.share, "share_z": one.share_z}
    return {"statement": number, **figures}


def _statement(one: Told) -> dict[str, Any]:
    unites, divides = one.unites, one.divides
    return {
        "statement": one.number,
        "verdict": one.verdict,
        "votes": _cell(one.counts),
        "interval": one.interval,
        "place": one.place,
        "extremity": one.extremity,
        "groups": [_cell(cell) for cell in one.cells],
        "unites": unites
        and {
            "rank": unites.rank,
            "agreed": unites.agreed,
            "score": unites.score,
            "group_aware_consensus": unites.product,
            "least_agree": unites.least,
            "q": unites.q,
        },
        "divides": divides
        and {
            "rank": divides.rank,
            "most": divides.most,
            "least": divides.least,
            "gap": divides.gap,
            "interval": divides.interval,
            "q": divides.q,
        },
    }


def _cell(one: Cell | None) -> dict[str, int] | None:
    if one is None:
        return None
    return {"agree": one.agree, "disagree": one.disagree, "voted": one.voted}


def _apart(one: Apart | None) -> dict[str, Any] | None:
    if one is None:
        return None
    changed = [{"statement": number, "with": now, "without": then} for number, now, then in one.changed]
    return {"people": one.people, "likeness": one.likeness, "changed": changed}


def _canonical(value: Any) -> Any:
    """Keys in order, fractions rounded, minus zero as zero."""
    if isinstance(value, dict):
        return {key: _canonical(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_canonical(one) for one in value]
    return float(f"{value:.{DIGITS}g}") + 0.0 if isinstance(value, float) else value
