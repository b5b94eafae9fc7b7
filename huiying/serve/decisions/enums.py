"""Where decisions stand, what inspectors find, and what circulars are for."""

from enum import StrEnum


class DecisionState(StrEnum):
    """`ENDED`: it is no longer to be carried out, with a reason."""

    OPEN = "open"
    CARRIED_OUT = "carried_out"
    ENDED = "ended"

    @property
    def is_over(self) -> bool:
        return self is not DecisionState.OPEN


class Found(StrEnum):
    """What an inspector found on the spot, beside what had been reported."""

    AS_REPORTED = "as_reported"
    PARTLY = "partly"
    NOT = "not"


class CircularKind(StrEnum):
    """Why a circular 通报 goes out."""

    NOTICE = "notice"
    PRAISE = "praise"
    CRITICISM = "criticism"
