"""Learning anew what messages are about. It needs minutes of a core and much memory: always in a process of its own.

A model that is clearly worse than the one in use does not replace it.
"""

import fcntl
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Any

from django.db import transaction

from huiying.core.classify import treefile
from huiying.core.classify.growing import OFFICE, Grown, Sorted, grow
from huiying.core.classify.tree import CategoryTree, TreeCard
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.selectors import calendar
from huiying.loop.events import MODEL_TRAINED
from huiying.loop.understanding import kept_model
from huiying.loop.understanding.errors import TrainingGoesOn
from huiying.loop.understanding.examples import Decided, decisions, paths, shipped
from huiying.loop.understanding.messages import texts
from huiying.loop.understanding.suggesting import suggest_open
from huiying.serve.casework.services.usual_units import count_handled

MODEL = About("model", 0)
LEAST_FRESH = 30
"""Decisions that neither model had seen, before the two are compared by them."""
CLEARLY = 2.0
"""How many standard deviations of a fair coin count as clearly worse."""
DROP = 0.05
"""How much less of the macro-F1 on their cards counts as clearly worse, where both were judged by the office's own."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training: the card of the new model, of the one in use before, and whether the new one is in use.

    `fresh`: decisions made since, by which both were compared; `right_new` and `right_old` of them were told rightly.
    """

    card: TreeCard
    before: TreeCard | None
    kept: bool
    model_bytes: int
    fresh: int
    right_new: int
    right_old: int


def train(*, now: datetime, anyway: bool = False) -> Trained:
    """Count who handles what, learn a model, put it in use unless it is clearly worse, and suggest anew by it.

    `anyway`: also when it is worse. Raises TrainingGoesOn, TooFewExamples.
    """
    with _alone():
        count_handled(now=now)
        examples, decided = _examples()
        until = max((one.at for one in decided if one.at), default=None)
        grown = grow(
            examples,
            data_date=calendar().local_date(now),
            until=until.isoformat() if until else "",
            clock=time.monotonic,
        )
        data = treefile.to_bytes(grown.tree)
        trained = _compared(grown, examples, decided, len(data), anyway=anyway)
        with transaction.atomic(durable=True):
            record(MODEL_TRAINED.name, MODEL, actor=SYSTEM, now=now, public=_plain(figures(trained)))
            if trained.kept:
                kept_model.replace(data)
        suggest_open()
    return trained


def _examples() -> tuple[list[Sorted], list[Decided]]:
    """Own examples first, with their decisions in the same order; then what is shipped."""
    known = paths()
    found = decisions(known)
    said = texts([decided.case_id for decided, _ in found])
    found = [(decided, path) for decided, path in found if said.get(decided.case_id)]
    own = Counter(path[:2] for _, path in found)
    examples = [Sorted(said[decided.case_id], path, OFFICE) for decided, path in found]
    return examples + list(shipped(known, own)), [decided for decided, _ in found]


def _compared(
    grown: Grown, examples: Sequence[Sorted], decided: Sequence[Decided], size: int, *, anyway: bool
) -> Trained:
    old = kept_model.current()
    fresh, right_new, right_old = _by_fresh(grown, old, examples, decided) if old else (0, 0, 0)
    worse = old is not None and (
        (fresh >= LEAST_FRESH and is_clearly_worse(right_new, right_old, fresh))
        or _is_worse_card(grown.tree.card, old.card)
    )
    before = old.card if old else None
    return Trained(grown.tree.card, before, anyway or not worse, size, fresh, right_new, right_old)


def _by_fresh(
    grown: Grown, old: CategoryTree, examples: Sequence[Sorted], decided: Sequence[Decided]
) -> tuple[int, int, int]:
    """(how many decisions are newer than the old model, told rightly by the new one unseen, by the old one).

    Rightly: the widest category. Those told alike by both say nothing about which is better and are counted all the
    same."""
    since = datetime.fromisoformat(old.card.until) if old.card.until else None
    rows = [at for at, one in enumerate(decided) if one.at is not None and (since is None or one.at > since)]
    truth = [examples[row].path[0] for row in rows]
    told_old = old.root.predict([examples[row].text for row in rows]) if rows else []
    right_new = sum(grown.first[row] == category for row, category in zip(rows, truth, strict=True))
    return len(rows), right_new, sum(one == category for one, category in zip(told_old, truth, strict=True))


def is_clearly_worse(right_new: int, right_old: int, judged: int) -> bool:
    """Whether so many fewer right ones of `judged` are hardly chance, were both models alike."""
    rate = (right_new + right_old) / (2 * judged) if judged else 0.0
    return right_old - right_new > CLEARLY * sqrt(2 * judged * rate * (1 - rate))


def _is_worse_card(new: TreeCard, old: TreeCard) -> bool:
    return new.judged_origin == old.judged_origin == OFFICE and new.macro_f1 < old.macro_f1 - DROP


def figures(trained: Trained) -> Mapping[str, Any]:
    """What is recorded and shown: figures and days alone."""
    card = trained.card
    return {
        "data_date": card.data_date,
        "examples": dict(card.examples),
        "judged": card.judged,
        "judged_origin": card.judged_origin,
        "macro_f1": card.macro_f1,
        "accuracy": card.accuracy,
        "suggested": card.suggested,
        "right_when_suggested": card.right_when_suggested,
        "macro_f1_before": trained.before.macro_f1 if trained.before else None,
        "fresh": trained.fresh,
        "right_new": trained.right_new,
        "right_old": trained.right_old,
        "seconds": card.seconds,
        "model_bytes": trained.model_bytes,
        "kept": trained.kept,
    }


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """Rates as text: the ledger keeps no floating numbers."""
    return {name: str(value) if isinstance(value, float) else value for name, value in said.items()}


@contextmanager
def _alone() -> Iterator[None]:
    """One training at a time in a data folder. Raises TrainingGoesOn."""
    lock = kept_model.path("training.lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as err:
            raise TrainingGoesOn from err
        yield
