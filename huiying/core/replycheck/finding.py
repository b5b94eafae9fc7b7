"""What the gate is told and what it says."""

import re
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


_STOP = re.compile(r"[。！？；;!?\n]|\. ")
_NEAR = 200


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which [start, end) lies, at most 200 characters each way; a point between digits ends none."""
    before = _STOP.split(text[max(0, start - _NEAR) : start])[-1]
    return before + text[start:end] + _STOP.split(text[end : end + _NEAR])[0]
