"""A grade instead of a rank: a share against a target that the office has published beforehand."""

from enum import StrEnum

from huiying.core.rates.intervals import Share
from huiying.core.words import Text

FEW = 30
"""Below so many people a share is marked "few" and gets no grade (quality note: 5 to 29 marked "few")."""


class Grade(StrEnum):
    """What can be said of a share and its target."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    UNCLEAR = "unclear"
    FEW = "few"


WORDS = {
    Grade.REACHED: Text("达到目标", "reached"),
    Grade.NOT_REACHED: Text("没达到", "not reached"),
    Grade.UNCLEAR: Text("说不准", "cannot be told"),
    Grade.FEW: Text("份数少", "few"),
}


def grade(share: Share, target_percent: int) -> Grade:
    """Reached: the whole 95 % interval is at or above the target; not reached: all of it is below; else unclear."""
    if share.n < FEW:
        return Grade.FEW
    low, high = share.interval
    if low * 100 >= target_percent:
        return Grade.REACHED
    return Grade.NOT_REACHED if high * 100 < target_percent else Grade.UNCLEAR
