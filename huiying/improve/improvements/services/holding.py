"""An item or a mirror held for a change, and what every change of it asks for."""

from collections.abc import Collection
from datetime import datetime

from huiying.improve.improvements.errors import (
    ImprovementNamesSomebody,
    ImprovementNeedsWords,
    ImprovementNotFound,
    ImprovementOver,
    MirrorNotFound,
    MirrorSettled,
)
from huiying.improve.improvements.models import Improvement, Mirror
from huiying.serve.coordination.services.holding import LEAST_WORDS, somebody_named

MOST_WORDS = 2_000


def held(improvement_id: int) -> Improvement:
    """The item, locked until the transaction ends. Raises ImprovementNotFound."""
    rows = Improvement.objects.select_for_update(of=("self",)).select_related("unit", "office", "commitment")
    if (found := rows.filter(pk=improvement_id).first()) is None:
        raise ImprovementNotFound
    return found


def still_open(improvement: Improvement) -> Improvement:
    """Raises ImprovementOver."""
    if not improvement.is_open:
        raise ImprovementOver
    return improvement


def held_mirror(mirror_id: int) -> Mirror:
    """The mirror, locked until the transaction ends. Raises MirrorNotFound."""
    rows = Mirror.objects.select_for_update(of=("self",)).select_related("unit")
    if (found := rows.filter(pk=mirror_id).first()) is None:
        raise MirrorNotFound
    return found


def unsettled(mirror: Mirror) -> Mirror:
    """Raises MirrorSettled."""
    if mirror.settled_at is not None:
        raise MirrorSettled
    return mirror


def needed_words(text: str) -> str:
    """Raises ImprovementNeedsWords."""
    words = text.strip()[:MOST_WORDS]
    if len(words) < LEAST_WORDS:
        raise ImprovementNeedsWords(least=LEAST_WORDS)
    return words


def refuse_names(texts: Collection[str], case_ids: Collection[int], *, now: datetime) -> None:
    """Raises ImprovementNamesSomebody where a text names a person, or who spoke in one of these cases."""
    if (what := somebody_named([text for text in texts if text], case_ids, now=now)) is not None:
        raise ImprovementNamesSomebody(what=what)


def cases_of(improvement: Improvement) -> list[int]:
    """Ids of the cases whose answers were counted."""
    return list(improvement.cases.values_list("case_id", flat=True))
