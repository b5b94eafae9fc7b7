"""Rules of mediation that need no state: whom both sides chose, and until when a court confirms an agreement.

Source: 人民调解法 (in force 2011-01-01) Art 19 (mediators are appointed or chosen), Art 33 (court confirmation).
"""

from datetime import date, timedelta

CONFIRM_DAYS = 30
ANY = 0
"""A side that leaves it open who mediates."""


def chosen(speaker: int | None, other: int | None) -> int | None:
    """Id of the mediator on whom both sides agree: one of them may leave it to the other. None: not agreed yet.

    `None`: that side has not said; ANY: it leaves it open. Where both leave it open the office proposes.
    """
    if speaker is None or other is None:
        return None
    named = {side for side in (speaker, other) if side != ANY}
    return named.pop() if len(named) == 1 else None


def differ(speaker: int | None, other: int | None) -> bool:
    """Whether the sides named two different people."""
    return bool(speaker) and bool(other) and speaker != other


def confirm_until(signed_on: date, *, committee: bool) -> date | None:
    """The last day on which both sides may ask the court together (Art 33: 30 days from the day it takes effect, which
    is that of the signatures). None: no people's mediation committee mediated.

    The day of the signatures does not count; a day of rest at the end would add to it, which is left to the court.
    """
    return signed_on + timedelta(days=CONFIRM_DAYS) if committee else None
