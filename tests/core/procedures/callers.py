"""Hotline tickets in memory, for tests that play the table."""

from typing import Any

from huiying.core.procedures.hotline import HOTLINE
from huiying.core.procedures.settings import office_settings
from tests.core.procedures.players import UNIT, WEEKS, Life, at, newborn

MONDAY = "2026-06-01"


def taken(day: str = MONDAY, *, pack: str = "lvliang", calendar: Any = WEEKS, **changed: Any) -> Life:
    """A ticket taken at noon of the day."""
    facts = newborn(at(day), procedure="hotline", **changed)
    life = Life(facts, at(day), calendar, office_settings({}, pack), procedure=HOTLINE)
    life.do("take")
    return life


def dispatched(day: str = MONDAY, *, dispatch: dict[str, Any] | None = None, **changed: Any) -> Life:
    life = taken(day, **changed)
    life.do("dispatch", unit=UNIT, **(dispatch or {}))
    return life


def handling(day: str = MONDAY, **changed: Any) -> Life:
    life = dispatched(day, **changed)
    life.do("sign_for")
    return life


def replied(day: str = MONDAY, **changed: Any) -> Life:
    life = handling(day, **changed)
    life.do("reply")
    return life


def calling_back(day: str = MONDAY, **changed: Any) -> Life:
    life = replied(day, **changed)
    life.do("check_reply", verdict="calling_back")
    return life


def closed(day: str = MONDAY, **changed: Any) -> Life:
    life = calling_back(day, **changed)
    life.do("call_back", contacted="yes", solved="yes", satisfied="yes")
    return life
