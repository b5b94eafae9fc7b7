"""Learning a tree: the widest categories from all examples, each branch from its own, as far down as there are enough.

The same examples in any order give the same tree but for the seconds on its card.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

import numpy as np

from huiying.core.classify.choosing import LARGEST_FILE, LEAST_EXAMPLES, LEAST_TEXTS
from huiying.core.classify.counting import Counted, count
from huiying.core.classify.errors import TooFewExamples
from huiying.core.classify.figures import accuracy, macro_f1
from huiying.core.classify.linear import probabilities
from huiying.core.classify.model import SURE, CategoryModel
from huiying.core.classify.pieces import Array
from huiying.core.classify.training import ALWAYS, FOLDS, Lesson, enough, learn
from huiying.core.classify.tree import CategoryTree, Path, TreeCard
from huiying.core.similarity.normal import normalise

OFFICE, STARTER, NAMES = "office", "starter", "names"
"""Where examples come from: decided in the office, shipped, or made of the names of categories (never judged)."""
JUDGES = 100
"""From so many examples of the office's own the card tells how those were judged, and no longer the shipped ones."""
SHARES = (0.5, 0.3, 0.2)
"""Of the bytes of a file: the widest categories, all models of the second level together, all of the third."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A message that a person has sorted: into as many levels as they chose. `text`: message.joined."""

    text: str
    path: Path
    origin: str = OFFICE


@dataclass(frozen=True, eq=False)
class Grown:
    """A tree, and for each example in the given order what it suggests, or would call it at least (`first`), unseen."""

    tree: CategoryTree
    suggested: Sequence[Path]
    first: Sequence[str]


@dataclass(frozen=True, eq=False)
class _Taught:
    """All examples, by path: their cut texts, and the part that judges each."""

    counted: Counted
    paths: Sequence[Path]
    parts: Array


@dataclass(frozen=True, eq=False)
class _Branch:
    """A model with the rows of its lesson and their unseen probabilities."""

    model: CategoryModel
    rows: Array
    unseen: Array


def grow(examples: Sequence[Sorted], *, data_date: date, until: str = "", clock: Callable[[], float]) -> Grown:
    """The tree of the examples. `clock`: seconds, for the card. Raises TooFewExamples."""
    if not examples:
        raise TooFewExamples(least=LEAST_EXAMPLES)
    began = clock()
    order = sorted(range(len(examples)), key=lambda at: (examples[at].path, examples[at].origin, examples[at].text))
    ordered = [examples[at] for at in order]
    counted = count([normalise(one.text) for one in ordered], least=LEAST_TEXTS)
    taught = _Taught(counted, [one.path for one in ordered], _parts([one.origin for one in ordered]))
    branches = dict(_branches(taught, data_date))
    paths, first = _judged(branches, counted)
    suggested = [paths[row] for row in range(len(ordered))]
    card = _card(ordered, suggested, first, branches[()].model, data_date, until, round(clock() - began, 1))
    back = np.argsort(order)
    models = {path: branch.model for path, branch in branches.items()}
    return Grown(CategoryTree(models, card), [suggested[at] for at in back], [first[at] for at in back])


def _parts(origins: Sequence[str]) -> Array:
    """Which part judges each example: in turns, and none for names."""
    named = np.array([origin == NAMES for origin in origins])
    return np.where(named, ALWAYS, (np.cumsum(~named) - 1) % FOLDS)


def _branches(taught: _Taught, data_date: date) -> Iterator[tuple[Path, _Branch]]:
    """Every model that can be learnt, by the path above; the widest is there or TooFewExamples is raised."""
    for level, share in enumerate(SHARES):
        deep = [(path[:level], row) for row, path in enumerate(taught.paths) if len(path) > level]
        for above, pairs in groupby(deep, itemgetter(0)):
            chosen = np.array([row for _, row in pairs])
            try:
                most_bytes = int(LARGEST_FILE * share * len(chosen) / len(deep))
                yield above, _branch(taught, chosen, level, data_date, most_bytes)
            except TooFewExamples:
                if not above:
                    raise


def _branch(taught: _Taught, rows: Array, level: int, data_date: date, most_bytes: int) -> _Branch:
    judged = taught.parts[rows] != ALWAYS
    given = [taught.paths[row][level] for row in rows]
    categories, _ = enough([name for name, counts in zip(given, judged, strict=True) if counts])
    number = {category: column for column, category in enumerate(categories)}
    labels = np.array([number.get(name, -1) for name in given])
    kept = rows[labels >= 0]
    lesson = Lesson(taught.counted.take(kept), labels[labels >= 0], taught.parts[kept], categories)
    left_out = int((judged & (labels < 0)).sum())
    model, unseen = learn(lesson, data_date=data_date, left_out=left_out, most_bytes=most_bytes)
    return _Branch(model, kept, unseen)


def _judged(branches: dict[Path, _Branch], counted: Counted) -> tuple[dict[int, Path], list[str]]:
    """(suggested path by row, likeliest widest category of each row), each by machines that had not seen the row."""
    everything = np.arange(len(counted))
    found: dict[int, Path] = {}
    waiting: list[tuple[Path, Array, Array]] = [((), everything, np.ones(len(counted)))]
    first: list[str] = []
    while waiting:
        path, rows, chance = waiting.pop()
        if path not in branches:
            found.update(dict.fromkeys(rows.tolist(), path))
            continue
        branch = branches[path]
        chances = _unseen(branch, counted, rows)
        best, likely = chances.argmax(axis=1), chance * chances.max(axis=1)
        first = first or [branch.model.categories[at] for at in best]
        found.update(dict.fromkeys(rows[likely < SURE].tolist(), path))
        for at, category in enumerate(branch.model.categories):
            goes = (best == at) & (likely >= SURE)
            if goes.any():
                waiting.append(((*path, category), rows[goes], likely[goes]))
    return found, first


def _unseen(branch: _Branch, counted: Counted, rows: Array) -> Array:
    """Rows that the branch has learnt from by its parts' machines, strangers by its own."""
    chances = np.zeros((len(rows), len(branch.model.categories)))
    at = np.minimum(np.searchsorted(branch.rows, rows), len(branch.rows) - 1)
    learnt = branch.rows[at] == rows
    chances[learnt] = branch.unseen[at[learnt]]
    if not learnt.all():
        scores = branch.model.linear.scores_of(counted.take(rows[~learnt]))
        chances[~learnt] = probabilities(scores, branch.model.scale)
    return chances


def _card(
    examples: Sequence[Sorted],
    suggested: Sequence[Path],
    first: Sequence[str],
    widest: CategoryModel,
    data_date: date,
    until: str,
    seconds: float,
) -> TreeCard:
    origins = Counter(one.origin for one in examples)
    origin = OFFICE if origins[OFFICE] >= JUDGES else ""
    judged = [
        (one.path, path, likeliest)
        for one, path, likeliest in zip(examples, suggested, first, strict=True)
        if one.path[0] in widest.categories and one.origin != NAMES and one.origin == (origin or one.origin)
    ]
    truth, likeliest = [path[0] for path, _, _ in judged], [one for _, _, one in judged]
    told = [(path, said) for path, said, _ in judged if said]
    right = [path[: len(said)] == said[: len(path)] for path, said in told]
    return TreeCard(
        data_date=data_date.isoformat(),
        until=until,
        examples=dict(sorted(origins.items())),
        left_out=widest.card.left_out,
        judged=len(judged),
        judged_origin=origin,
        macro_f1=round(macro_f1(truth, likeliest), 4),
        accuracy=round(accuracy(truth, likeliest), 4),
        suggested=_share(len(told), len(judged)),
        right_when_suggested=_share(sum(right), len(right)),
        depths=[_share(sum(len(said) == level for _, said in told), len(told)) for level in (1, 2, 3)],
        seconds=seconds,
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
