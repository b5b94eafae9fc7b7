"""What the gate is told and what it says."""

from dataclasses import dataclass
from datetime import date
from re import Match
from typing import Literal

from huiying.core.words import Text

Level = Literal["block", "look"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters [start, end) of the text that stop the reply ("block") or that somebody looks at again ("look")."""

    code: str
    level: Level
    start: int
    end: int
    quote: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class ReplyContext:
    """What the gate may know. Names and numbers of persons are passed in memory only and never kept.

    `last_day` is the last day (inclusive) on which something promised in this case may lie; `wants` are what would
    put it right in the speaker's eyes (explanation, fair_look, respect, action, money, unknown); `put_right` is the
    reply's own answer to that; `asked_numbers` are amounts and numbers as the speaker wrote them; `office_contacts`
    are phones and addresses of offices that may stand in a reply.
    """

    today: date
    received_on: date | None = None
    last_day: date | None = None
    unit_names: frozenset[str] = frozenset()
    known_places: frozenset[str] = frozenset()
    person_names: tuple[str, ...] = ()
    office_contacts: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    put_right: str = ""
    asked_numbers: tuple[str, ...] = ()


def finding(code: str, level: Level, match: Match[str], sentence: Text, group: int | str = 0) -> Finding:
    """A finding on (a group of) a match."""
    return Finding(code, level, match.start(group), match.end(group), match[group], sentence)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which [start, end) lies; a full stop between digits ends none."""
    stops = "。！？；;!?\n"
    first = max(text.rfind(stop, 0, start) for stop in stops) + 1
    last = min((at for stop in stops if (at := text.find(stop, end)) >= 0), default=len(text))
    return _english(text, first, last, start, end)


def _english(text: str, first: int, last: int, start: int, end: int) -> str:
    before, after = text.rfind(". ", first, start), text.find(". ", end, last)
    return text[before + 2 if before >= 0 else first : after if after >= 0 else last]
