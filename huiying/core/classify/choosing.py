"""Which pieces are worth keeping, and what each is worth, learnt from sorted messages."""

from collections.abc import Iterator, Sequence

import numpy as np

from huiying.core.classify.errors import TooFewExamples
from huiying.core.classify.pieces import Array, cut
from huiying.core.classify.vocabulary import Vocabulary, batches, slots, tally

LEAST_EXAMPLES = 5
"""A category with fewer can be neither learnt nor measured; its messages are left out."""
LEAST_TEXTS = 3
"""In how many messages a piece must occur to count."""
LARGEST_FILE = 28_000_000
"""Bytes for the pieces in a model file: 12 for each (key and weight) and 2 for each of its categories."""
FOCUS = 20.0
"""How much more a piece weighs that one category alone uses than one that all use alike."""


def choose(texts: Sequence[str], labels: Array) -> Vocabulary:
    """The pieces of normalised texts that occur often enough, weighed by how much they belong to few categories.

    Raises TooFewExamples when no piece recurs.
    """
    categories = int(labels.max()) + 1
    keys, of_label = (np.concatenate(parts) for parts in zip(*_occurrences(texts, labels), strict=True))
    kept = _frequent(*np.unique(keys, return_counts=True), LARGEST_FILE // (12 + 2 * categories))
    if not len(kept):
        raise TooFewExamples(least=LEAST_EXAMPLES)
    columns = Vocabulary(kept, np.ones(len(kept), "<f4")).columns(keys).astype(np.int64)
    cells = (columns * categories + of_label)[columns >= 0]
    counts = np.bincount(cells, minlength=len(kept) * categories).reshape(len(kept), categories)
    return Vocabulary(kept, _weights(counts, np.bincount(labels)))


def _occurrences(texts: Sequence[str], labels: Array) -> Iterator[tuple[Array, Array]]:
    """(keys, labels): each piece once for every text that has it."""
    done = 0
    for batch in batches(texts):
        pieces = cut(batch)
        keys, which = np.unique(pieces.key, return_inverse=True)
        text, key, _ = tally(pieces, which, len(keys))
        yield keys[key], labels[done + text].astype(np.int32)
        done += len(batch)


def _frequent(keys: Array, texts_with: Array, most: int) -> Array:
    """The `most` commonest keys, ascending, one for each slot of the look-up."""
    common = np.flatnonzero(texts_with >= LEAST_TEXTS)
    common = np.sort(common[np.argsort(-texts_with[common], kind="stable")][:most])
    return np.asarray(keys[common][np.unique(slots(keys[common]), return_index=True)[1]])


def _weights(counts: Array, sizes: Array) -> Array:
    """1 + FOCUS × inverse gravity moment (Chen et al. 2016): the largest share of a category's messages that have the
    piece, against the shares of all categories, each multiplied by its rank."""
    shares = -np.sort(-counts / sizes, axis=1)
    gravity = (shares * np.arange(1, shares.shape[1] + 1)).sum(axis=1)
    return np.asarray((1 + FOCUS * shares[:, 0] / gravity).astype("<f4"))
