"""Moments as GeoReport writes them (W3C date and time, in UTC), and the windows between two of them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from huiying.core.open311.errors import ParameterWrong, WindowBackwards, WindowTooLong
from huiying.core.words import Text

LONGEST = timedelta(days=90)
WANTED = Text("带时区的 ISO 8601 时间，如 2026-11-23T01:40:00Z", "an ISO 8601 time such as 2026-11-23T01:40:00Z")
_PLUS_LOST = re.compile(r" (\d\d:?\d\d)$")
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` on, up to and with `end`."""

    start: datetime
    end: datetime


def say_moment(at: datetime) -> str:
    """`at` to the second: 2026-11-23T01:40:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: str, name: str) -> datetime:
    """The moment that a parameter gives; without a zone it is UTC. A plus that became a blank is mended.

    Raises ParameterWrong for what is none, or lies outside the years 1900 to 2199.
    """
    try:
        at = datetime.fromisoformat(_PLUS_LOST.sub(r"+\1", text.strip()))
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as err:
        raise ParameterWrong(name=name, wanted=WANTED) from err
    if not _EARLIEST <= at < _LATEST:
        raise ParameterWrong(name=name, wanted=WANTED)
    return at


def window(start: datetime | None, end: datetime | None, *, now: datetime) -> Window:
    """What lies between two dates, at most 90 days; with one of them 90 days from or up to it, with none the last 90.

    Raises WindowBackwards, WindowTooLong.
    """
    if start is None:
        end = end or now
        return Window(end - LONGEST, end)
    end = start + LONGEST if end is None else end
    if end < start:
        raise WindowBackwards
    if end - start > LONGEST:
        raise WindowTooLong(days=LONGEST.days)
    return Window(start, end)
