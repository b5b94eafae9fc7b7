"""Pairs of voices that may be about the same matter, found by the keys that they are filed under and scored as a query
scores them. Never every voice with every other: each is compared with at most 40 that came before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from huiying.core.similarity.evidence import compare_all, score
from huiying.core.similarity.frequencies import Frequencies
from huiying.core.similarity.profiles import RAREST_COUNT, Profile
from huiying.core.similarity.search import NEWEST

LEAST = 100
"""Pairs below 0.100 count as 0: strangers."""
CANDIDATES = 40
"""Of those before it a voice is compared with the ones that share most of its keys."""
LEAST_GAIN = 1.0
"""What is shared must weigh so much, the rarest word weighing 1: one word that many use makes no pair."""
TOGETHER = 200
"""Voices whose candidates are gathered at once, so that little is held at a time."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Filed:
    """A stored voice: its number (numbers grow with time), the keys that lead to it, its packed profile, its moment."""

    id: int
    keys: Sequence[int]
    packed: bytes
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two voices, `a` the lower number. `score` in whole thousandths, so that sums do not depend on any order."""

    a: int
    b: int
    score: int
    same_text: bool = False


def likely_pairs(voices: Iterable[Filed], frequencies: Frequencies) -> Iterator[Pair]:
    """The pairs of `voices` that score at least `LEAST`, by `b`; the same whatever the order they are given in."""
    ordered = sorted(voices, key=lambda voice: voice.id)
    weights = _Weights(frequencies.documents, frequencies.counts)
    for at, others in _candidates(ordered, weights):
        mine = _profile(ordered[at])
        found = compare_all(mine, [_profile(ordered[other]) for other in others], weights)
        for other, evidence in zip(others, found, strict=True):
            thousandths = round(1000 * score(evidence))
            if thousandths >= LEAST:
                yield Pair(ordered[other].id, ordered[at].id, thousandths, evidence.nearly_the_same_text)


class _Weights(Frequencies):
    """The table while it is asked for the same words again and again."""

    __slots__ = ("_known",)

    def __init__(self, documents: int, counts: dict[int, int]) -> None:
        super().__init__(documents, counts)
        self._known: dict[int, float] = {}

    def weight(self, key: int) -> float:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = super().weight(key)
        return known


def _profile(voice: Filed) -> Profile:
    return Profile.unpacked(voice.packed, voice.written_at)


def _candidates(voices: Sequence[Filed], frequencies: Frequencies) -> Iterator[tuple[int, list[int]]]:
    """For each voice, by its place in `voices`, the places of those before it that share most with it."""
    lengths = [len(voice.keys) for voice in voices]
    owner = np.repeat(np.arange(len(voices)), lengths)
    keys = np.fromiter((key for voice in voices for key in voice.keys), dtype=np.int32, count=sum(lengths))
    order = np.lexsort((owner, keys))
    of_key = owner[order]
    first = np.searchsorted(keys[order], keys[order])
    row_of = np.empty(len(order), dtype=np.int64)
    row_of[order] = np.arange(len(order))
    most = frequencies.weight_of_count(RAREST_COUNT)
    gains, least = _gains(keys, frequencies, most), 1000 * LEAST_GAIN * most
    ends = np.searchsorted(owner, np.arange(len(voices) + 1))
    for start in range(0, len(voices), TOGETHER):
        rows = slice(ends[start], ends[min(start + TOGETHER, len(voices))])
        yield from _of_some(row_of[rows], first, of_key, owner[rows], gains[rows], len(voices), least)


def _of_some(
    at: Ints, first: Ints, of_key: Ints, owner: Ints, gains: Ints, voices: int, least: float
) -> Iterator[tuple[int, list[int]]]:
    """`at`: where the keys of some voices stand among all keys in order; the `NEWEST` before each are looked at."""
    counts = np.minimum(at - first[at], NEWEST)
    rows = np.repeat(np.arange(len(at)), counts)
    back = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    codes, inverse = np.unique(owner[rows] * voices + of_key[at[rows] - back], return_inverse=True)
    gained = np.bincount(inverse, gains[rows], minlength=len(codes)).astype(np.int64)
    enough = gained >= least
    gained, (ones, others) = gained[enough], np.divmod(codes[enough], voices)
    best = np.lexsort((-others, -gained, ones))
    ones, others = ones[best], others[best]
    starts = np.flatnonzero(np.diff(ones, prepend=-1))
    for start, found in zip(starts, np.split(others, starts[1:])[: len(starts)], strict=True):
        yield int(ones[start]), found[:CANDIDATES].tolist()


def _gains(keys: npt.NDArray[np.int32], frequencies: Frequencies, most: float) -> Ints:
    """What sharing each key adds, as a query counts it: its weight, at most `most`, in thousandths."""
    distinct, inverse = np.unique(keys, return_inverse=True)
    weights = [round(1000 * min(frequencies.weight(key), most)) for key in distinct.tolist()]
    return np.array(weights, dtype=np.int64)[inverse]
