"""What a meeting costs the people who sit in it."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
LONGEST = 12 * 60
"""Minutes that anybody sits in one meeting at most."""


def minutes_sat(planned: int, seconds: float | None) -> int:
    """By the clock, of which `seconds` passed; as long as `planned` where it was not kept: nobody ended the meeting
    that day, or the clock was set back."""
    minutes = round(seconds / 60) if seconds is not None else planned
    return minutes if 0 <= minutes <= LONGEST else planned


def hours_of_people(minutes: int, people: Iterable[int]) -> Decimal:
    """Hours × people, to a tenth of an hour. `people`: how many came of each unit."""
    return (Decimal(minutes * sum(people)) / 60).quantize(TENTH, rounding=ROUND_HALF_UP)
