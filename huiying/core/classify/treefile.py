"""A tree of models as bytes: a line that names the form, a line of JSON (card, branches), then the file of each model.

As in fileform nothing in it is ever run, and every number is covered by the digest of its model.
"""

import json
from dataclasses import asdict

from huiying.core.classify import fileform
from huiying.core.classify.errors import ModelUnreadable
from huiying.core.classify.model import CategoryModel
from huiying.core.classify.tree import CategoryTree, Path, TreeCard

FORM = b"huiying category tree 1\n"


def to_bytes(tree: CategoryTree) -> bytes:
    """The file of a tree; the same tree gives the same bytes."""
    files = [(path, fileform.to_bytes(model)) for path, model in sorted(tree.models.items())]
    branches = [[list(path), len(data)] for path, data in files]
    head = json.dumps({"card": asdict(tree.card), "branches": branches}, ensure_ascii=False, sort_keys=True)
    return FORM + head.encode() + b"\n" + b"".join(data for _, data in files)


def from_bytes(data: bytes) -> CategoryTree:
    """The tree of a file. Raises ModelUnreadable with reason form, head, length, or what fileform finds."""
    line, body = _parted(data)
    card, branches = _head(line)
    models: dict[Path, CategoryModel] = {}
    at = 0
    for path, size in branches:
        models[path] = fileform.from_bytes(body[at : at + size])
        at += size
    if at != len(body):
        raise ModelUnreadable(reason="length")
    return CategoryTree(models, card)


def card_of(data: bytes) -> TreeCard:
    """The card alone, without reading a number. Raises ModelUnreadable with reason form or head."""
    return _head(_parted(data)[0])[0]


def _parted(data: bytes) -> tuple[bytes, bytes]:
    if not data.startswith(FORM):
        raise ModelUnreadable(reason="form")
    line, _, body = data[len(FORM) :].partition(b"\n")
    return line, body


def _head(line: bytes) -> tuple[TreeCard, list[tuple[Path, int]]]:
    """Raises ModelUnreadable unless it names a card and branches that start with the widest categories."""
    try:
        head = json.loads(line)
        card = TreeCard(**head["card"])
        branches = [(tuple(map(str, path)), int(size)) for path, size in head["branches"]]
    except (ValueError, TypeError, KeyError, RecursionError) as err:
        raise ModelUnreadable(reason="head") from err
    paths = [path for path, _ in branches]
    if paths[:1] != [()] or len(set(paths)) < len(paths) or min(size for _, size in branches) < 1:
        raise ModelUnreadable(reason="head")
    return card, branches
