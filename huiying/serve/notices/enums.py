"""Where a notice stands, what a change of it is, and how it ends."""

from enum import StrEnum


class NoticeState(StrEnum):
    """Read from its rows and the day, never stored. `ENDED`: its days are over, the result is still to come."""

    DRAFT = "draft"
    ASKED = "asked"
    OPEN = "open"
    ENDED = "ended"
    RESULT = "result"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """What became of that which was announced."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    CALLED_OFF = "called_off"
