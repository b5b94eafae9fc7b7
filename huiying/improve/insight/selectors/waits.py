"""How long people waited for their answer: by category, kind, procedure and place of the last half year."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Min, Q

from huiying.core.fairness import Wait
from huiying.core.growth import Tree
from huiying.core.procedures.model import StateKind
from huiying.core.workdays import Calendar
from huiying.improve.insight.selectors.heard import countable
from huiying.serve.casework.enums import ReplyKind

SINCE = timedelta(days=182)
PLACE_DEPTH = 2
"""Places are compared at this level of their tree: the towns and streets of a county."""
_ANSWERS = [kind for kind in ReplyKind if kind not in (ReplyKind.INTERIM, ReplyKind.FOLLOW_UP)]
_RUNNING = (StateKind.OPEN.value, StateKind.WAITING.value)


class Matter(NamedTuple):
    """What makes two cases comparable. `category`: with all beneath it."""

    category: int
    kind: str
    procedure: str


@dataclass(frozen=True)
class Waits:
    """Waits by matter and place, and how many cases each unit has of them."""

    waits: Mapping[Matter, Mapping[int, list[Wait]]]
    units: Mapping[tuple[Matter, int], "Counter[int]"] = field(default_factory=dict)

    def unit_of(self, matter: Matter, place: int) -> int:
        """The unit with most of the cases; of equals the one with the lowest number."""
        return min(self.units[matter, place].items(), key=lambda unit: (-unit[1], unit[0]))[0]


def waits_until(now: datetime, categories: Tree, places: Tree, calendar: Calendar) -> Waits:
    """Cases of the last half year with a category and a place; what ended without an answer waits for none."""
    waits: defaultdict[Matter, defaultdict[int, list[Wait]]] = defaultdict(lambda: defaultdict(list))
    units: defaultdict[tuple[Matter, int], Counter[int]] = defaultdict(Counter)
    rows = (
        countable()
        .filter(voice__received_at__gte=now - SINCE, category__isnull=False, voice__place__isnull=False)
        .annotate(answered=Min("replies__given_at", filter=Q(replies__kind__in=_ANSWERS)))
        .filter(Q(answered__isnull=False) | Q(standing__in=_RUNNING))
        .order_by("pk")
        .values_list(
            "category_id", "voice__place_id", "voice__kind", "procedure", "unit_id", "voice__received_at", "answered"
        )
    )
    for category, place, kind, procedure, unit, received, answered in rows.iterator():
        days = (calendar.local_date(answered or now) - calendar.local_date(received)).days
        town = places.above(place)[: PLACE_DEPTH + 1][-1]
        for topic in categories.above(category)[1:]:
            matter = Matter(topic, kind, procedure)
            waits[matter][town].append(Wait(max(0, days), answered is not None))
            units[matter, town][unit] += 1
    return Waits(waits, units)
