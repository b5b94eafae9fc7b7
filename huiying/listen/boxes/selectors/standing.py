"""How a box stands: when it was last emptied, how many papers were in it, and by when it is to be opened again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from huiying.core.disclosure import FEWEST
from huiying.core.workdays import Calendar
from huiying.listen.boxes.enums import DAYS, Rhythm
from huiying.listen.boxes.models import Batch, Box


@dataclass(frozen=True, slots=True)
class BoxStanding:
    """`last`: the newest batch that two people signed. `begun`: one that is being written down.

    `due_on`: the last day, inclusive, on which it is to be opened by its rhythm; `days`: since it was opened or hung.
    """

    box: Box
    last: Batch | None
    begun: Batch | None
    due_on: date
    days: int
    overdue: bool

    @property
    def few(self) -> bool:
        """Whether the public is told only that there were fewer than FEWEST papers: of a single one, whoever saw
        somebody at the box would know whose it was.
        """
        return self.last is not None and 0 < self.last.counted < FEWEST


def standings(boxes: Iterable[Box], *, today: date, days: Calendar) -> list[BoxStanding]:
    """The boxes as they stand, those that should have been opened first, the longest ago on top."""
    boxes = list(boxes)
    batches: dict[int, list[Batch]] = {}
    for batch in Batch.objects.filter(box__in=boxes).order_by("-opened_at", "-pk"):
        batches.setdefault(batch.box_id, []).append(batch)
    found = [_standing(box, batches.get(box.pk, []), today, days) for box in boxes]
    return sorted(found, key=lambda one: (not one.box.active, not one.overdue, one.due_on, one.box.pk))


def standing_of(box: Box, *, today: date, days: Calendar) -> BoxStanding:
    """The one box."""
    return standings([box], today=today, days=days)[0]


def _standing(box: Box, batches: list[Batch], today: date, days: Calendar) -> BoxStanding:
    opened = [days.local_date(batch.opened_at) for batch in batches]
    since = max([box.hung_on, *opened])
    due_on = next_opening(since, Rhythm(box.rhythm), days)
    return BoxStanding(
        box=box,
        last=next((batch for batch in batches if batch.is_closed), None),
        begun=next((batch for batch in batches if not batch.is_closed), None),
        due_on=due_on,
        days=(today - since).days,
        overdue=box.active and today > due_on,
    )


def next_opening(since: date, rhythm: Rhythm, days: Calendar) -> date:
    """The last day to open a box that was opened on `since`; a day of rest moves it to the next working day."""
    if rhythm is Rhythm.WORKDAY:
        return days.add_workdays(since, 1)
    return days.next_workday(since + timedelta(days=DAYS[rhythm]))
