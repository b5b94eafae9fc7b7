"""The model of categories in the data folder: `models/categories.model`, the one before beside it.

A new one takes its place in one step, so whoever reads sees a whole one. Reading costs memory: a process keeps the last
one that it read until the file changes.
"""

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from huiying.core.classify.errors import ModelUnreadable

if TYPE_CHECKING:
    from huiying.core.classify.tree import CategoryTree, TreeCard

FOLDER, FILE, BEFORE = "models", "categories.model", "categories.before.model"
log = logging.getLogger("huiying.model")
Stamp = tuple[int, int]


def path(name: str = FILE) -> Path:
    """Where the model, or the one before, lies or will lie."""
    return Path(settings.DATA) / FOLDER / name


_kept: "dict[str, tuple[Stamp, CategoryTree | None]]" = {}


def current() -> "CategoryTree | None":
    """The model in use; None where there is none yet, or where its file is damaged (that is logged once)."""
    stamp = _stamp(path())
    if stamp is None:
        return None
    known = _kept.get(FILE)
    if known is None or known[0] != stamp:
        _kept[FILE] = known = (stamp, _read(path()))
    return known[1]


def card(name: str = FILE) -> "TreeCard | None":
    """What the card of the model, or of the one before, tells; None where there is none to be read."""
    from huiying.core.classify.treefile import card_of

    try:
        with path(name).open("rb") as file:
            return card_of(file.readline() + file.readline())
    except (FileNotFoundError, ModelUnreadable):
        return None


def replace(data: bytes) -> None:
    """Put a new model in place; the old one is kept as the one before."""
    folder = path().parent
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path(f"{FILE}.new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path().exists():
        path(BEFORE).unlink(missing_ok=True)
        os.link(path(), path(BEFORE))
    fresh.replace(path())


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


def _read(file: Path) -> "CategoryTree | None":
    from huiying.core.classify.treefile import from_bytes

    try:
        return from_bytes(file.read_bytes())
    except (FileNotFoundError, ModelUnreadable) as err:
        log.error("the model of categories cannot be used: %s", type(err).__name__)
        return None
