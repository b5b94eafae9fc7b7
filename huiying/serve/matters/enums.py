"""Where a year of the list stands, where a nomination came from, and what became of it."""

from enum import StrEnum


class Stage(StrEnum):
    """`LISTING`: the votes are counted, the list is being drawn up. `LISTED`: it is published and carried out."""

    NOMINATING = "nominating"
    SCREENING = "screening"
    VOTING = "voting"
    LISTING = "listing"
    LISTED = "listed"
    CLOSED = "closed"

    @property
    def place(self) -> int:
        """How far the year has come, from 0."""
        return list(Stage).index(self)


class Source(StrEnum):
    """Who brought it. `VOICE`: staff, from a case or an issue that people spoke of."""

    VOICE = "voice"
    PUBLIC = "public"
    UNIT = "unit"


class Standing(StrEnum):
    """`WAITING`: nobody but the office reads it. `JOINED`: it is the same as another one."""

    WAITING = "waiting"
    SHOWN = "shown"
    REFUSED = "refused"
    JOINED = "joined"
