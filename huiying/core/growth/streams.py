"""Which channels and imports can be compared with their past, since when, and how late they are written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

LEAST_WEEKS = 13
"""A channel or an import that began later than this before the last day says nothing about growth yet."""
SMALL_SHARE = 0.02
"""A channel that brought less of the last quarter's voices than this does not shorten the past of the others."""
KEPT_SHARE = 0.9
LONGEST_DELAY_DAYS = 14
HISTORY_DAYS = 28
"""What is written down later than this is history brought over from another system, not a delay."""


class Stream(NamedTuple):
    """A way by which voices come: a channel, of imported ones with the name of the source."""

    channel: str
    source: str


@dataclass(frozen=True)
class Streams:
    """`last`: the last day of which enough has been written down. `first`: from when on all `watched` ran."""

    watched: frozenset[Stream]
    left_out: frozenset[Stream]
    first: date
    last: date


def choose_streams(
    began: Mapping[Stream, date], quarter: Mapping[Stream, Sequence[int]], *, yesterday: date
) -> Streams:
    """From the day each stream brought its first voice, and for each its voices of the last 13 weeks by days of delay.

    `quarter`: how many were written down on the day itself, one day later …; what is missing counts 0. A stream that
    began lately is left out, so that a new channel is not taken for growth; one that brings much begins the past.
    """
    last = yesterday - timedelta(days=_delay(quarter))
    oldest = last - timedelta(weeks=LEAST_WEEKS)
    watched = frozenset(stream for stream, day in began.items() if day <= oldest)
    heard = {stream: sum(quarter.get(stream, ())) for stream in watched}
    all_heard = sum(heard.values())
    large = [began[stream] for stream in watched if heard[stream] >= SMALL_SHARE * all_heard]
    return Streams(watched, frozenset(began) - watched, max(large, default=last), last)


def _delay(quarter: Mapping[Stream, Sequence[int]]) -> int:
    """Days after which nine in ten of the voices have been written down, at most 14; old stock brought over aside."""
    by_delay = [sum(column) for column in zip(*(_padded(delays) for delays in quarter.values()), strict=True)]
    wanted, done = KEPT_SHARE * sum(by_delay), 0
    for days, heard in enumerate(by_delay):
        done += heard
        if done >= wanted:
            return min(days, LONGEST_DELAY_DAYS)
    return 0


def _padded(delays: Sequence[int]) -> list[int]:
    return [*delays, *[0] * HISTORY_DAYS][:HISTORY_DAYS]
