"""In how many voices each word stands: a small table that grows with them, and what it says of a word's weight."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from huiying.core.similarity.common import IMAGINED, IMAGINED_COUNTS
from huiying.core.similarity.keys import word_key

_IMAGINED = {word_key(word): count for word, count in IMAGINED_COUNTS.items()}
_ROW = np.dtype([("key", "<i4"), ("count", "<u4")])


@dataclass(slots=True)
class Frequencies:
    """`documents` voices were counted; `counts` tells in how many of them a key (word or place) stands.

    A query needs only the counts of its own keys: a database fills `counts` with those alone.
    """

    documents: int = 0
    counts: dict[int, int] = field(default_factory=dict)

    def weight(self, key: int) -> float:
        """Inverse document frequency, smoothed: ln((1 + documents) / (1 + count)) + 1, at least 1.

        It counts the imagined voices of `common` too. The more voices have the key, the less it weighs.
        """
        return self.weight_of_count(self.counts.get(key, 0) + _IMAGINED.get(key, 0))

    def weight_of_count(self, count: int) -> float:
        """The weight of a key that stands in so many voices, the imagined ones counted."""
        return max(0.0, math.log((1 + self.documents + IMAGINED) / (1 + count))) + 1

    def rarity(self, key: int) -> float:
        """0 (in every voice) to 1 (in none)."""
        return (self.weight(key) - 1) / math.log(1 + self.documents + IMAGINED)

    def add(self, keys: Iterable[int]) -> None:
        """Counts one more voice, which has these keys."""
        self._move(keys, 1)

    def remove(self, keys: Iterable[int]) -> None:
        """Takes a voice out again that was counted with these keys: of an erased one nothing stays."""
        self._move(keys, -1)

    def packed(self) -> bytes:
        """The table as bytes: voices, then 8 bytes a key, in order of key."""
        rows = np.array(sorted(self.counts.items()), dtype=_ROW)
        return self.documents.to_bytes(8, "little") + rows.tobytes()

    @classmethod
    def unpacked(cls, packed: bytes) -> "Frequencies":
        rows = np.frombuffer(packed, dtype=_ROW, offset=8)
        return cls(
            int.from_bytes(packed[:8], "little"), dict(zip(rows["key"].tolist(), rows["count"].tolist(), strict=True))
        )

    def _move(self, keys: Iterable[int], step: int) -> None:
        self.documents += step
        for key in set(keys):
            held = self.counts.pop(key, 0) + step
            if held > 0:
                self.counts[key] = held


def count(voices: Iterable[Iterable[int]]) -> Frequencies:
    """The table of these voices, each given by its keys."""
    table = Frequencies()
    for keys in voices:
        table.add(keys)
    return table
