"""What a model of categories learns from: decisions of people in this office, names of categories, shipped messages."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from huiying.core.classify.growing import Sorted
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.loop.understanding.messages import AT_ONCE
from huiying.loop.understanding.starter import beginnings
from huiying.serve.casework.events import CASE_CATEGORISED
from huiying.serve.casework.models import Case

MOST_OF_ONE = 300
"""The newest decisions of one category that are learnt from."""
MOST = 12_000
LOOKED_AT = 150_000
"""Cases that are looked through for them, the newest first."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: of which case, and when it was made (None: the case came with it from elsewhere)."""

    case_id: int
    at: datetime | None


def paths() -> dict[int, tuple[str, ...]]:
    """Of each category in use its line of ids from the widest down, as text."""
    rows = Category.objects.filter(active=True).values_list("pk", "path")
    return {pk: tuple(path.strip("/").split("/")) for pk, path in rows}


def decisions(known: Mapping[int, tuple[str, ...]]) -> list[tuple[Decided, tuple[str, ...]]]:
    """The newest decisions, at most MOST_OF_ONE of a category; what is sealed, erased or a test teaches nothing."""
    cases = Case.objects.filter(
        category__isnull=False, sealed=False, voice__erased_at=None, voice__revealed_at=None
    ).order_by("-pk")
    times: Counter[int] = Counter()
    found: list[tuple[int, int]] = []
    for case_id, category in cases.values_list("pk", "category")[:LOOKED_AT]:
        if category in known and times[category] < MOST_OF_ONE and len(found) < MOST:
            times[category] += 1
            found.append((case_id, category))
    when = _decided_at([case_id for case_id, _ in found])
    return [(Decided(case_id, when.get(case_id)), known[category]) for case_id, category in found]


def _decided_at(cases: Sequence[int]) -> dict[int, datetime]:
    """By case, when its category was last set by a person."""
    found: dict[int, datetime] = {}
    for start in range(0, len(cases), AT_ONCE):
        part = cases[start : start + AT_ONCE]
        events = Event.objects.filter(subject_kind="case", subject_id__in=part, type=CASE_CATEGORISED.name)
        found.update(events.order_by("pk").values_list("subject_id", "at"))
    return found


def shipped(known: Mapping[int, tuple[str, ...]], own: Counter[tuple[str, ...]]) -> Iterator[Sorted]:
    """What the office begins with, by its own ids; what it has renamed keeps its decisions and loses the messages.

    `own`: how many decisions each line of ids of two levels has.
    """
    names = dict(Category.objects.values_list("pk", "name"))
    lines = {tuple(names[int(number)] for number in path): path for path in known.values()}
    return beginnings(lines, own)
