"""A model as bytes: a line that names the form, a line of JSON (card, categories, digest), then plain numbers.

Nothing in a file is ever run, and no number in it decides how much memory is taken: the bytes are the arrays.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import numpy as np

from huiying.core.classify.errors import ModelUnreadable
from huiying.core.classify.linear import Linear
from huiying.core.classify.model import Card, CategoryModel
from huiying.core.classify.pieces import Array
from huiying.core.classify.vocabulary import Vocabulary, slots

FORM = b"huiying category model 1\n"
"""Another number whenever texts are cut or weighed in another way: an old model would misread them."""


def to_bytes(model: CategoryModel) -> bytes:
    """The file of a model; the same model gives the same bytes."""
    vocabulary, linear = model.linear.vocabulary, model.linear
    arrays = (vocabulary.keys, vocabulary.weights, linear.coefficients, linear.intercepts)
    body = b"".join(np.ascontiguousarray(array).tobytes() for array in arrays)
    head = {
        "card": asdict(model.card),
        "categories": list(model.categories),
        "scale": model.scale,
        "sha256": sha256(body).hexdigest(),
    }
    return FORM + json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n" + body


def from_bytes(data: bytes) -> CategoryModel:
    """The model of a file. Raises ModelUnreadable with reason form, head, digest, length or numbers."""
    if not data.startswith(FORM):
        raise ModelUnreadable(reason="form")
    head_bytes, _, body = data[len(FORM) :].partition(b"\n")
    categories, scale, card, digest = _head(head_bytes)
    if sha256(body).hexdigest() != digest:
        raise ModelUnreadable(reason="digest")
    linear = _linear(body, len(categories))
    if not _sound(linear):
        raise ModelUnreadable(reason="numbers")
    return CategoryModel(categories, linear, scale, card)


def _head(line: bytes) -> tuple[tuple[str, ...], float, Card, str]:
    try:
        head: Mapping[str, Any] = json.loads(line)
        categories = tuple(map(str, head["categories"]))
        scale, card, digest = float(head["scale"]), Card(**head["card"]), str(head["sha256"])
    except (ValueError, TypeError, KeyError, RecursionError) as err:
        raise ModelUnreadable(reason="head") from err
    if len(set(categories)) < 2 or len(set(categories)) < len(categories) or not 0 < scale < float("inf"):
        raise ModelUnreadable(reason="head")
    return categories, scale, card, digest


def _linear(body: bytes, categories: int) -> Linear:
    pieces, rest = divmod(len(body) - 4 * categories, 8 + 4 + 2 * categories)
    if pieces < 1 or rest:
        raise ModelUnreadable(reason="length")
    keys, at = _take(body, 0, "<u8", pieces)
    weights, at = _take(body, at, "<f4", pieces)
    coefficients, at = _take(body, at, "<f2", pieces * categories)
    intercepts, _ = _take(body, at, "<f4", categories)
    return Linear(Vocabulary(keys, weights), coefficients.reshape(pieces, categories), intercepts)


def _take(body: bytes, at: int, kind: str, count: int) -> tuple[Array, int]:
    array = np.frombuffer(body, dtype=kind, count=count, offset=at)
    return array, at + array.nbytes


def _sound(linear: Linear) -> bool:
    """Whether every number can be reckoned with and the look-up finds every piece."""
    keys, weights = linear.vocabulary.keys, linear.vocabulary.weights
    numbers = (weights, linear.coefficients, linear.intercepts)
    ascending = bool((keys[1:] > keys[:-1]).all()) and len(np.unique(slots(keys))) == len(keys)
    return ascending and bool((weights > 0).all()) and all(bool(np.isfinite(array).all()) for array in numbers)
