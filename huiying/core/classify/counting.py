"""How often each piece occurs in each text: cut once, however many machines then learn from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from huiying.core.classify.pieces import Array, cut
from huiying.core.classify.vocabulary import batches, tally


@dataclass(frozen=True, eq=False)
class Counted:
    """texts × pieces, sparse by rows: row i has `columns[starts[i]:starts[i + 1]]` (ascending; their keys are
    `keys[columns]`) and there `times` (float32; what begins at the head of a text counts twice)."""

    keys: Array
    starts: Array
    columns: Array
    times: Array

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def rows(self) -> Array:
        """The number of the text of each entry."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))

    def take(self, chosen: Array) -> "Counted":
        """The texts with these numbers, in this order."""
        sizes = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        at = np.repeat(self.starts[chosen] - starts[:-1], sizes) + np.arange(starts[-1])
        return Counted(self.keys, starts, self.columns[at], self.times[at])


def count(texts: Sequence[str], *, least: int) -> Counted:
    """The pieces of normalised texts that occur in at least `least` of them."""
    keys, sizes, times = (np.concatenate(parts) for parts in zip(*map(_counted, batches(texts)), strict=True))
    found, columns, texts_with = np.unique(keys, return_inverse=True, return_counts=True)
    often = texts_with >= least
    new = np.cumsum(often, dtype=np.int32) - 1
    kept = often[columns]
    before = np.concatenate([[0], np.cumsum(kept)])
    starts = before[np.concatenate([[0], np.cumsum(sizes)])]
    return Counted(found[often], starts, new[columns[kept]], times[kept])


def _counted(texts: Sequence[str]) -> tuple[Array, Array, Array]:
    """(keys, how many of each text, times) of one portion, text by text, keys ascending."""
    pieces = cut(texts)
    keys, which = np.unique(pieces.key, return_inverse=True)
    text, key, times = tally(pieces, which, len(keys))
    return keys[key], np.bincount(text, minlength=len(texts)), times.astype(np.float32)
