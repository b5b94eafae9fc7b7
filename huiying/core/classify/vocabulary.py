"""Which pieces count, how much, and the weighed pieces of each text as a sparse table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from huiying.core.classify.pieces import Array, Pieces, cut, heads

if TYPE_CHECKING:
    from huiying.core.classify.counting import Counted

_SLOT_BITS = 22
_FEW = 50_000
"""Fewer keys are found by halving: a look-up of 16 MB for each of a hundred small branches would fill the memory."""
_CHARACTERS_AT_ONCE = 100_000
FAINT = 20.0
"""A text whose pieces weigh less together is not raised to length 1: it says too little to be sure about."""


@dataclass(frozen=True, slots=True)
class Table:
    """texts × pieces, sparse by rows: row i has `columns[starts[i]:starts[i + 1]]`, ascending, and `values` there."""

    starts: Array
    columns: Array
    values: Array

    def times(self, matrix: Array) -> Array:
        """This table times a dense matrix (pieces × anything): texts × anything, float32."""
        sums = np.zeros((len(self.starts) - 1, matrix.shape[1]), dtype=np.float32)
        filled = self.starts[:-1] < self.starts[1:]
        if filled.any():
            product = matrix[self.columns] * self.values[:, None]
            sums[filled] = np.add.reduceat(product, self.starts[:-1][filled], axis=0)
        return sums


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """`keys`: hashes of the pieces that count (uint64, ascending, no two in one slot); `weights`: float32."""

    keys: Array
    weights: Array

    def columns(self, keys: Array) -> Array:
        """The column of each key, -1 where the piece does not count."""
        columns = self._slots[slots(keys)] if len(self.keys) > _FEW else np.searchsorted(self.keys, keys)
        columns[self.keys.take(columns, mode="clip") != keys] = -1
        return columns

    def table(self, texts: Sequence[str]) -> Table:
        """Rows for normalised texts in which a piece counts (1 + ln(times)) × its weight.

        A row is brought to length 1; that of a FAINT text stays shorter, that of an empty one is 0.
        """
        return _stacked([self._cut(batch) for batch in batches(texts)])

    def table_of(self, counted: "Counted") -> Table:
        """The same of texts that have been cut."""
        columns = self.columns(counted.keys)[counted.columns]
        known = columns >= 0
        return self._weighed(counted.rows[known], columns[known], counted.times[known], len(counted))

    def _cut(self, texts: Sequence[str]) -> Table:
        return self._weighed(*tally(pieces := cut(texts), self.columns(pieces.key), len(self.keys)), len(texts))

    def _weighed(self, text: Array, column: Array, times: Array, count: int) -> Table:
        values = (1 + np.log(times)).astype(np.float32) * self.weights[column]
        starts = np.searchsorted(text, np.arange(count + 1))
        lengths = np.maximum(np.sqrt(np.bincount(text, weights=values * values, minlength=count)), FAINT)
        return Table(starts, column, (values / lengths[text]).astype(np.float32))

    @cached_property
    def _slots(self) -> Array:
        found = np.full(1 << _SLOT_BITS, -1, dtype=np.int32)
        found[slots(self.keys)] = np.arange(len(self.keys), dtype=np.int32)
        return found


def slots(keys: Array) -> Array:
    """Where in the look-up of 2^22 places a key belongs."""
    return np.asarray(keys >> np.uint64(64 - _SLOT_BITS))


def batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Portions that keep memory small however many texts there are."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size > _CHARACTERS_AT_ONCE:
            yield batch
            batch, size = [], 0
    yield batch


def tally(pieces: Pieces, columns: Array, width: int) -> tuple[Array, Array, Array]:
    """(text, column, times) in ascending order; a piece at the head of its text counts twice, column -1 not at all."""
    known = columns >= 0
    places = pieces.text.astype(np.int64) * width + columns
    places = np.sort(np.concatenate([places[known], places[known & heads(pieces)]]))
    first = np.flatnonzero(np.concatenate([[True], places[1:] != places[:-1]])) if len(places) else np.arange(0)
    times = np.diff(np.append(first, len(places)))
    text, column = np.divmod(places[first], width)
    return text, column, times


def _stacked(tables: Sequence[Table]) -> Table:
    starts = [np.zeros(1, dtype=np.int64)]
    for table in tables:
        starts.append(table.starts[1:] + starts[-1][-1])
    return Table(
        np.concatenate(starts),
        np.concatenate([table.columns for table in tables]),
        np.concatenate([table.values for table in tables]),
    )
