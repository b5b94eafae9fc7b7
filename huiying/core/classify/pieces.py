"""The pieces of texts that a model weighs: windows of 1 to 3 characters, words, and pairs of words.

Each piece is a 64-bit hash of its place in one long array of characters, so that thousands of texts are cut in a few
numpy calls, and a model file holds hashes and no words that people wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import rjieba
from numpy.typing import NDArray

Array = NDArray[Any]

WINDOWS = (1, 2, 3)
HEAD = 20
"""Pieces that begin among so many first characters of a message count twice: people say there what it is about."""

_END, _SPACE = ord("\n"), ord(" ")
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_SALT = 0xD1B54A32D192ED03
_WORD, _PAIR = 7, 8


@dataclass(frozen=True, slots=True)
class Pieces:
    """One row for every time a piece occurs: `text` (number of the text), `start` and `stop` (characters from the
    beginning of all texts joined, stop exclusive), `key` (uint64 hash). `words` are the words as (start, stop)."""

    text: Array
    start: Array
    stop: Array
    key: Array
    words: Array


def cut(texts: Sequence[str]) -> Pieces:
    """The pieces of normalised texts (normal.normalise), in no promised order."""
    together = "".join(f"{text}\n" for text in texts)
    codes = np.frombuffer(together.encode("utf-32-le"), dtype="<u4")
    words = _words(together, codes)
    digest = _digester(codes)
    spans = [_windows(codes, size) for size in WINDOWS]
    keys = [_mixed(digest(*span), size) for size, span in zip(WINDOWS, spans, strict=True)]
    of_text = np.concatenate([[0], np.cumsum(codes == _END)])
    singles = _mixed(digest(words[:, 0], words[:, 1]), _WORD)
    first = np.flatnonzero(of_text[words[:-1, 0]] == of_text[words[1:, 0]])
    spans += [(words[:, 0], words[:, 1]), (words[first, 0], words[first + 1, 1])]
    keys += [singles, _mixed(singles[first] * np.uint64(_INVERSE) + singles[first + 1], _PAIR)]
    starts, stops = (np.concatenate([span[side] for span in spans]) for side in (0, 1))
    return Pieces(of_text[starts], starts, stops, np.concatenate(keys), words)


def heads(pieces: Pieces) -> Array:
    """Which pieces begin among the first HEAD characters of their text (booleans)."""
    begins = np.full(int(pieces.text.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(begins, pieces.text, pieces.start)
    return np.asarray(pieces.start - begins[pieces.text] < HEAD)


def _words(together: str, codes: Array) -> Array:
    lengths = np.fromiter(map(len, rjieba.cut(together)), dtype=np.int64)
    stops = np.cumsum(lengths)
    spans = np.stack([stops - lengths, stops], axis=1)
    first = codes[spans[:, 0]]
    return np.asarray(spans[(first != _SPACE) & (first != _END)])


def _windows(codes: Array, size: int) -> tuple[Array, Array]:
    ends = np.concatenate([[0], np.cumsum((codes == _END) | (codes == _SPACE))])
    starts = np.flatnonzero(ends[size:] == ends[:-size]) if size <= len(codes) else np.arange(0)
    return starts, starts + size


def _digester(codes: Array) -> Any:
    """A function from (starts, stops) to the polynomial of the characters between, modulo 2^64."""
    powers = _powers(_BASE, len(codes))
    back = _powers(_INVERSE, len(codes))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(codes * powers, dtype=np.uint64)])
    return lambda starts, stops: (sums[stops] - sums[starts]) * back[starts]


def _powers(base: int, count: int) -> Array:
    factors = np.full(count, base, dtype=np.uint64)
    factors[:1] = 1
    return np.asarray(np.multiply.accumulate(factors))


def _mixed(digests: Array, salt: int) -> Array:
    """Steele, Lea & Flood 2014 (SplitMix64): every bit of the digest reaches every bit of the key."""
    x = digests + np.uint64(salt * _SALT % (1 << 64))
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)))
