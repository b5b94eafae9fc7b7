"""What a rule may look at, and what a guard is.

`early` guards need nothing of what is filled in, so a page can say why an act is not possible before it is tried.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from huiying.core.procedures.facts import ActorFacts, Facts, Other
from huiying.core.words import Text
from huiying.core.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a rule may look at. `data` is cleaned; empty for early guards.

    `others`: the cases that `data` names and that exist, by field; None: whoever plays the act vouches for them.
    """

    facts: Facts
    data: Mapping[str, Any]
    actor: ActorFacts
    now: datetime
    calendar: Calendar
    settings: Mapping[str, Any]
    others: Mapping[str, Other] | None = None

    @property
    def today(self) -> date:
        """The local day."""
        return self.calendar.local_date(self.now)


Check = Callable[[Context], Text | None]


@dataclass(frozen=True, slots=True)
class Guard:
    """`check` gives None, or the sentence that says why not and what to do. `field`: what it is about, if one alone.

    `silent`: what it forbids is not offered at all, because it is for other cases.
    """

    check: Check
    early: bool = True
    field: str = ""
    silent: bool = False
