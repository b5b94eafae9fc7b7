"""Comparing what is stored with what is stored: pairs among some, the neighbours of some, texts nearly copied.

No text is read here, so no reason in words is known; who has both texts says why (core.similarity.reasons).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huiying.core.similarity import SAME_MATTER, Evidence, Frequencies, Profile, score
from huiying.core.similarity.evidence import NEARLY_THE_SAME_TEXT, compare_all
from huiying.core.similarity.minhash import resemblances
from huiying.core.similarity.reading import Reading
from huiying.core.similarity.search import CANDIDATES, NEWEST
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import frequencies, profiles
from huiying.foundation.likeness.store import LikenessStore


@dataclass(frozen=True, slots=True)
class Pair:
    """Two owners, the lower first, and how probably (0..1) both are about the same matter."""

    one: int
    other: int
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Copy:
    """A stored text and how much of the asked one it has (0..1, share of common character triples)."""

    owner: int
    resemblance: float


def pairs_among(kind: Kind, owners: Collection[int], *, least: float = SAME_MATTER) -> list[Pair]:
    """Pairs of `owners` that score `least` or more, by their numbers; each is compared with the 120 that share most."""
    kept = dict(profiles(kind, owners))
    lying: defaultdict[int, list[int]] = defaultdict(list)
    for owner in sorted(kept):
        for key in set(kept[owner].filed_under):
            lying[key].append(owner)
    near = {owner: _sharing(owner, one.filed_under, lying) for owner, one in kept.items()}
    found = _compared(kind, kept, near, kept)
    best = {(min(one, other), max(one, other)): (points, shared) for one, other, points, shared in found}
    return [Pair(*both, *best[both]) for both in sorted(best) if best[both][0] >= least]


def neighbours(
    kind: Kind, owners: Collection[int], *, limit: int = 20, least: float = SAME_MATTER
) -> dict[int, list[Pair]]:
    """Of each of `owners` the likeliest of all that is stored, itself left out; `one` is the asked owner here."""
    store, asked = LikenessStore(kind), dict(profiles(kind, owners))
    near = {}
    for owner, kept in asked.items():
        keys = tuple(set(kept.filed_under))
        near[owner] = _most(Counter(found for _, found in store.filed_under(keys, NEWEST) if found != owner))
    others = dict(store.profiles(sorted(set().union(*near.values()))))
    lists: dict[int, list[Pair]] = {owner: [] for owner in asked}
    for one, other, points, shared in _compared(kind, asked, near, others):
        if points >= least:
            lists[one].append(Pair(one, other, points, shared))
    return {owner: sorted(found, key=lambda pair: (-pair.score, -pair.other))[:limit] for owner, found in lists.items()}


def nearly_copied(
    kind: Kind, reading: Reading, *, least: float = NEARLY_THE_SAME_TEXT, skip: Collection[int] = (), limit: int = 5
) -> list[Copy]:
    """Stored texts that are nearly the text that was read, the likest first, of equals the newer."""
    store = LikenessStore(kind)
    shared = Counter(found for _, found in store.filed_under(reading.bands, NEWEST) if found not in skip)
    found = sorted(store.profiles(_most(shared)), key=lambda row: -row[0])
    alike = resemblances(reading.signature, [kept.signature for _, kept in found])
    copies = [Copy(owner, share) for (owner, _), share in zip(found, alike, strict=True) if share >= least]
    return sorted(copies, key=lambda copy: (-copy.resemblance, -copy.owner))[:limit]


def _sharing(owner: int, keys: Iterable[int], lying: Mapping[int, Sequence[int]]) -> list[int]:
    """Who lies under the same keys; of a key that more than 150 share, the newest."""
    return _most(Counter(other for key in set(keys) for other in lying[key][-NEWEST:] if other != owner))


def _most(shared: "Counter[int]") -> list[int]:
    """Those that share most keys, of equals the newer."""
    return sorted(shared, key=lambda other: (-shared[other], -other))[:CANDIDATES]


def _compared(
    kind: Kind, asked: Mapping[int, Profile], near: Mapping[int, Sequence[int]], others: Mapping[int, Profile]
) -> Iterator[tuple[int, int, float, Evidence]]:
    """(asked, other, score, evidence) of all that were found near."""
    table = _table(kind, asked.values())
    for owner, kept in asked.items():
        there = [other for other in near[owner] if other in others]
        for other, shared in zip(there, compare_all(kept, [others[one] for one in there], table), strict=True):
            yield owner, other, score(shared), shared


def _table(kind: Kind, kept: Iterable[Profile]) -> Frequencies:
    return frequencies(kind, frozenset[int]().union(*(one.keys() for one in kept)))
