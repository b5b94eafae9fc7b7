"""How much is taken at once from one place before a little work or a little waiting is asked; never a closed door.

A level fills with everything that is let in and leaks with time. Above what is free the work of a browser grows
gently, and so does the wait of those without JavaScript; both have an end, whatever happened before. What is turned
back fills nothing: who floods without doing the work makes it no harder for their neighbours.
Our choice; the limits that a whole village behind one address must not feel are in docs/adr/0014.
"""

import math
from dataclasses import dataclass

MOST_WAIT_SECONDS = 60
LEAST_WAIT_SECONDS = 3
LEAST_WORK, MOST_WORK, WORK_STEP = 20_000, 300_000, 5_000
"""Tries at most; half of them on average. A middling phone does about 100,000 a second."""
MOST_OVER = 60.0
"""How far a level may stand above what is free: it bounds how long an office feels what is over."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """`free`: taken at once. `per_minute`: how fast the level sinks again. `weight` of each one above it."""

    free: int
    per_minute: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Level:
    """`amount` at `at`, in seconds of a clock that may be set."""

    amount: float = 0.0
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the next one does first: find a number among `work`, or wait `wait_seconds`."""

    work: int
    wait_seconds: int


def amount_at(level: Level, allowance: Allowance, at: float) -> float:
    """What is left of the level; where the clock was set back nothing has leaked."""
    return max(0.0, level.amount - max(0.0, at - level.at) * allowance.per_minute / 60)


def let_in(level: Level, allowance: Allowance, at: float) -> Level:
    """The level after one more."""
    return Level(min(amount_at(level, allowance, at) + 1, allowance.free + MOST_OVER), at)


def over(level: Level, allowance: Allowance, at: float) -> float:
    """How far the next one would stand above what is free; 0 when it is taken at once."""
    return max(0.0, amount_at(level, allowance, at) + 1 - allowance.free) * allowance.weight


def asked(over_by: float) -> Asked | None:
    """What is asked of the next one; None when nothing is."""
    if over_by <= 0:
        return None
    work = min(MOST_WORK, LEAST_WORK + int(over_by * WORK_STEP))
    return Asked(work, min(MOST_WAIT_SECONDS, LEAST_WAIT_SECONDS + math.floor(over_by)))


def still_to_wait(*, issued: float, wait_seconds: int, at: float) -> int:
    """Whole seconds until a promise to wait is kept; 0 also where the clock was set back behind its beginning."""
    if at < issued:
        return 0
    return max(0, math.ceil(issued + min(wait_seconds, MOST_WAIT_SECONDS) - at))
