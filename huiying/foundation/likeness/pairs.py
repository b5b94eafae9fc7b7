"""The likeliest of all that is stored, for some of what is stored: what a night compares.

No text is read here, so no reason in words is known; who has both texts says why (casework.selectors.alike.why).
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from huiying.core.similarity import SAME_MATTER, Evidence, Frequencies, Profile, score
from huiying.core.similarity.evidence import compare_all
from huiying.core.similarity.search import CANDIDATES, NEWEST
from huiying.foundation.likeness import numbers
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import frequencies, profiles
from huiying.foundation.likeness.store import LikenessStore


@dataclass(frozen=True, slots=True)
class Pair:
    """An owner that was asked about and another, and how probably (0..1) both are about the same matter."""

    one: int
    other: int
    score: float
    evidence: Evidence


def neighbours(
    kind: Kind, owners: Collection[int], *, limit: int = 20, least: float = SAME_MATTER, candidates: int = CANDIDATES
) -> dict[int, list[Pair]]:
    """Of each of `owners` that was read the likeliest others, of equals the newer first.

    `candidates`: how many of those that lie under most of the same keys are compared.
    """
    store, asked = LikenessStore(kind), dict(profiles(kind, owners))
    lying = _lying(store, asked.values())
    near = {owner: _near(lying, owner, kept, candidates) for owner, kept in asked.items()}
    others = dict(store.profiles(sorted(set().union(*near.values()))))
    table = _table(kind, asked.values())
    return {
        owner: _likeliest(owner, kept, {one: others[one] for one in near[owner] if one in others}, table, least)[:limit]
        for owner, kept in asked.items()
    }


def _lying(store: LikenessStore, asked: Iterable[Profile]) -> "dict[int, array[int]]":
    """The newest 150 under each key of all that is asked about: texts of a night share most of their keys."""
    return store.lying_under(sorted({key for one in asked for key in one.filed_under}), NEWEST)


def _near(lying: "Mapping[int, array[int]]", owner: int, kept: Profile, most: int) -> list[int]:
    """At most so many that lie under most of the same keys, of equals the newer."""
    shared = Counter[int]()
    for key in set(kept.filed_under):
        shared.update(lying[key])
    del shared[owner]
    best = nlargest(most, [count << numbers.OWNER_BITS | other for other, count in shared.items()])
    return [ranked & numbers.OWNER for ranked in best]


def _likeliest(owner: int, kept: Profile, others: dict[int, Profile], table: Frequencies, least: float) -> list[Pair]:
    evidence = compare_all(kept, list(others.values()), table)
    pairs = [Pair(owner, other, score(shared), shared) for other, shared in zip(others, evidence, strict=True)]
    return sorted((pair for pair in pairs if pair.score >= least), key=lambda pair: (-pair.score, -pair.other))


def _table(kind: Kind, kept: Iterable[Profile]) -> Frequencies:
    return frequencies(kind, frozenset[int]().union(*(one.keys() for one in kept)))
