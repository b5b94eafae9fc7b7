"""Why a category: the words of a message that speak for it."""

from collections import defaultdict

import numpy as np

from huiying.core.classify.linear import Linear
from huiying.core.classify.pieces import Array, cut, heads

MOST = 5
_SHORTEST = 2


def words_for(linear: Linear, normal: str, category: int) -> tuple[str, ...]:
    """At most MOST words of two letters or more, the strongest first, that speak for column `category`.

    What a window of characters or a pair of words adds is shared out among its characters; a word has what its
    characters have. `normal`: the normalised text.
    """
    credit = np.append(0.0, np.cumsum(_credit(linear, normal, category)))
    worth: dict[str, float] = defaultdict(float)
    for start, stop in cut([normal]).words.tolist():
        worth[normal[start:stop]] += credit[stop] - credit[start]
    ranked = sorted(worth, key=lambda word: -worth[word])
    return tuple(word for word in ranked if worth[word] > 0 and _readable(word))[:MOST]


def _readable(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _credit(linear: Linear, normal: str, category: int) -> Array:
    """What each character of the normalised text adds to the category beyond what it adds to all on average."""
    pieces = cut([normal])
    columns = linear.vocabulary.columns(pieces.key)
    known = columns >= 0
    columns, start, stop = columns[known], pieces.start[known], pieces.stop[known]
    weight = 1.0 + heads(pieces)[known]
    table = linear.vocabulary.table([normal])
    value = table.values[np.searchsorted(table.columns, columns)]
    times = np.bincount(columns, weights=weight, minlength=len(linear.vocabulary.keys))[columns]
    push = linear.coefficients[columns].astype(np.float64)
    share = value * weight / times * (push[:, category] - push.mean(axis=1)) / (stop - start)
    slopes = np.zeros(len(normal) + 2)
    np.add.at(slopes, start, share)
    np.add.at(slopes, stop, -share)
    return np.asarray(np.cumsum(slopes)[: len(normal)])
