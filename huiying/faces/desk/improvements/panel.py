"""What other pages of the desk say of improvements: the line above a queue."""

from dataclasses import dataclass

from django.core.cache import cache

from huiying.faces.desk.access import Viewer
from huiying.improve.improvements.selectors.improvements import to_answer
from huiying.improve.improvements.selectors.mirror import to_open

KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits for the viewer's units: items without a measure, and mirrors into which nobody has looked."""

    items: int
    mirrors: int


def asked_of(viewer: Viewer) -> Asked:
    """Two counts by index, asked again after a minute; none where the viewer speaks for no unit."""
    key = f"desk.improve:{viewer.staff.pk}"
    found: Asked | None = cache.get(key)
    if found is None:
        found = Asked(to_answer(viewer.grants).count(), to_open(viewer.grants).count())
        cache.set(key, found, KEPT_SECONDS)
    return found
