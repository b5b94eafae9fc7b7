"""Finding stored voices about the same matter: candidates by rare words and shared bands, then compared.

The cost of a query does not grow with the number of stored voices: it reads at most `NEWEST` rows for each of its 32
keys and at most `CANDIDATES` profiles; for who sees little, what its store gives once more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from huiying.core.similarity.evidence import Evidence, compare_all, score
from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.profiles import ASKED_WORDS, RAREST_COUNT, Profile, profile, telling_keys
from huiying.core.similarity.reading import Reading

CANDIDATES = 120
NEWEST = 150
"""Voices read for one key, the newest: what everybody writes about is found by its other words."""


FEW = 60
"""Where a viewer may see fewer of those, the store is asked for more."""


class Store(Protocol):
    """Where profiles are kept. Ids grow with time. A store for one viewer tells what that viewer may see."""

    def filed_under(self, keys: Sequence[int], newest: int) -> Iterable[tuple[int, int]]:
        """(key, id) of the voices filed under each of the keys, for each key the `newest` highest ids."""

    def seen(self, ids: Sequence[int], most: int) -> list[int]:
        """The first `most` of the ids, in their order, that the viewer may see."""

    def deeper(self, keys: Sequence[int]) -> Iterable[tuple[int, int]]:
        """(key, id) of more that the viewer may see, below the newest of a key; nothing where nobody is held back."""

    def profiles(self, ids: Sequence[int]) -> Iterable[tuple[int, Profile]]:
        """(id, profile) of those of the ids that are there, in any order."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stored voice that may be about the same matter."""

    id: int
    score: float
    evidence: Evidence
    profile: Profile


def asked_keys(reading: Reading, frequencies: Frequencies) -> dict[int, int]:
    """The keys that a query looks up, rare words and the bands of its text, and what a voice found under each gains.

    Gains are weights in thousandths: sums of whole numbers do not depend on the order of rows.
    """
    most = frequencies.weight_of_count(RAREST_COUNT)
    weights = {key: min(frequencies.weight(key), most) for key in telling_keys(reading, frequencies, ASKED_WORDS)}
    return {key: round(1000 * weight) for key, weight in (dict.fromkeys(reading.bands, most) | weights).items()}


def candidates(asked: dict[int, int], store: Store, skip: Collection[int] = ()) -> list[int]:
    """At most 120 ids of voices that share most with the query by its asked keys; of equals the newer first."""
    found = store.seen(_ranked(store.filed_under(tuple(asked), NEWEST), asked, skip), CANDIDATES)
    if len(found) >= FEW:
        return found
    more = _ranked(store.deeper(tuple(asked)), asked, {*skip, *found})
    return [*found, *more[: CANDIDATES - len(found)]]


def _ranked(rows: Iterable[tuple[int, int]], asked: dict[int, int], skip: Collection[int]) -> list[int]:
    gains: defaultdict[int, int] = defaultdict(int)
    for key, found in rows:
        gains[found] += asked[key]
    for one in skip:
        gains.pop(one, None)
    return [found for _, found in sorted(((gain, found) for found, gain in gains.items()), reverse=True)]


def find_similar(
    reading: Reading, store: Store, frequencies: Frequencies, *, limit: int = 20, skip: Collection[int] = ()
) -> list[Match]:
    """Stored voices that share most with this one, the likeliest first, of equals the newer; `skip` are left out."""
    asked = profile(reading, frequencies)
    ids = candidates(asked_keys(reading, frequencies), store, skip)
    found = sorted(store.profiles(ids), key=lambda row: row[0])
    evidence = compare_all(asked, [kept for _, kept in found], frequencies)
    scores = [score(shared) for shared in evidence]
    best = sorted(range(len(found)), key=lambda at: (-scores[at], -found[at][0]))[:limit]
    return [Match(found[at][0], scores[at], evidence[at], found[at][1]) for at in best if scores[at]]
