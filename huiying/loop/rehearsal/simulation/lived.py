"""What one simulated voice lives through, as plain dates: the oracle of the tests reads this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Did:
    """One act at its time. `role` of who does it; `to`: key of the unit it leads to; `data`: what else is filled in."""

    act: str
    at: datetime
    role: str
    to: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Promised:
    """What the answer of a case promises: by when, and when it was kept, None if it never was."""

    made_at: datetime
    due_on: date
    kept_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A supervision order or an advice: from when, by which inclusive day, and when it was answered, None if never."""

    given_at: datetime
    by: date
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Vow:
    """A promise that comes of no answer: a pledge of a unit, or a task of a decision (`source`)."""

    number: int
    source: str
    unit: str
    made_at: datetime
    due_on: date
    kept_at: datetime | None
    ordered: Asked | None = None


@dataclass(frozen=True, slots=True)
class Lived:
    """One voice and its year. `number` counts from 1; `unit` is the key of the unit that it goes to first.

    `answer`: the words of its reply; `copies`: the voice whose reply those are, 0 for its own. `leads`: the voice
    under which it is joined, 0 for none. `looks`: when the petition department looked at who spoke. `unhappy_at`: when
    the speaker said that nothing is resolved, None where nobody judged; `happy_at` likewise.
    """

    number: int
    plot: str
    procedure: str
    kind: str
    channel: str
    unit: str
    came_at: datetime
    did: tuple[Did, ...]
    named: bool = False
    answer: str = ""
    copies: int = 0
    leads: int = 0
    looks: tuple[datetime, ...] = ()
    happy_at: datetime | None = None
    unhappy_at: datetime | None = None
    promised: Promised | None = None
    ordered: Asked | None = None
    advised: Asked | None = None
