"""Where an improvement item stands, what became of a contest, and what a mirror shows."""

from enum import StrEnum


class ImprovementState(StrEnum):
    """`CLOSED`: it is not to stand, or is given up, with a reason that stays."""

    OPEN = "open"
    MEASURED = "measured"
    CLOSED = "closed"


class ContestState(StrEnum):
    """A unit said why an item should not stand; an upheld one closes it."""

    ASKED = "asked"
    UPHELD = "upheld"
    REFUSED = "refused"


class Reflected(StrEnum):
    """What a mirror shows of a unit's own quarter."""

    LATE = "late"
    HANDED_BACK = "handed_back"
    COPIED = "copied"
    AGAIN = "again"
    OVERRULED = "overruled"
