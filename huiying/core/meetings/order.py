"""The order of an agenda: how many care, how urgent, how easily effect shows (最关心、最迫切、最易见成效).

All three are shown and people choose: there is no mark made of the three.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """By what an agenda is put in order."""

    CARE = "care"
    URGENT = "urgent"
    EFFECT = "effect"


LEVELS = range(4)
"""Of urgency and of effect: 1 to 3 as people judge it, 0: nobody said."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item: `care` voices are behind it; `standing`: it comes first whatever the order."""

    id: int
    position: int
    care: int = 0
    urgent: int = 0
    effect: int = 0
    standing: bool = False


def ordered(items: Iterable[Weighed], by: By) -> list[int]:
    """The ids in that order, the highest first; equals stay as they stood, and what nobody judged comes last."""
    return [item.id for item in sorted(items, key=lambda item: (not item.standing, -_value(item, by), item.position))]


def _value(item: Weighed, by: By) -> int:
    return {By.CARE: item.care, By.URGENT: item.urgent, By.EFFECT: item.effect}[by]
