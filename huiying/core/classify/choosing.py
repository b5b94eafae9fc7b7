"""Which pieces are worth keeping, and what each is worth, learnt from sorted messages."""

import numpy as np

from huiying.core.classify.counting import Counted
from huiying.core.classify.errors import TooFewExamples
from huiying.core.classify.pieces import Array
from huiying.core.classify.vocabulary import Vocabulary, slots

LEAST_EXAMPLES = 5
"""A category with fewer can be neither learnt nor measured; its messages are left out."""
LEAST_TEXTS = 3
"""In how many messages a piece must occur to count."""
LARGEST_FILE = 28_000_000
"""Bytes for the pieces in a model file: 12 for each (key and weight) and 2 for each of its categories."""
FOCUS = 20.0
"""How much more a piece weighs that one category alone uses than one that all use alike."""


def choose(counted: Counted, labels: Array, most_bytes: int = LARGEST_FILE) -> Vocabulary:
    """The pieces that occur often enough, weighed by how much they belong to few categories.

    Raises TooFewExamples when no piece recurs.
    """
    categories = int(labels.max()) + 1
    kept = _frequent(counted, most_bytes // (12 + 2 * categories))
    if not len(kept):
        raise TooFewExamples(least=LEAST_EXAMPLES)
    place = np.full(len(counted.keys), -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    columns = place[counted.columns]
    cells = (columns * categories + labels[counted.rows])[columns >= 0]
    counts = np.bincount(cells, minlength=len(kept) * categories).reshape(len(kept), categories)
    return Vocabulary(counted.keys[kept], _weights(counts, np.bincount(labels)))


def _frequent(counted: Counted, most: int) -> Array:
    """The columns of the `most` commonest keys, ascending, one for each slot of the look-up."""
    texts_with = np.bincount(counted.columns, minlength=len(counted.keys))
    common = np.flatnonzero(texts_with >= LEAST_TEXTS)
    common = np.sort(common[np.argsort(-texts_with[common], kind="stable")][:most])
    return np.asarray(common[np.unique(slots(counted.keys[common]), return_index=True)[1]])


def _weights(counts: Array, sizes: Array) -> Array:
    """1 + FOCUS × inverse gravity moment (Chen et al. 2016): the largest share of a category's messages that have the
    piece, against the shares of all categories, each multiplied by its rank."""
    shares = -np.sort(-counts / sizes, axis=1)
    gravity = (shares * np.arange(1, shares.shape[1] + 1)).sum(axis=1)
    return np.asarray((1 + FOCUS * shares[:, 0] / gravity).astype("<f4"))
