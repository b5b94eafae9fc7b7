"""Days and moments as people read them, in the office's zone and the language of the page."""

from datetime import date, datetime

from django.utils import dateformat, timezone
from django.utils.translation import get_language

Day = date | datetime

# (Chinese, English) in Django's date letters
_FULL = ("Y年n月j日", "j F Y")
_SHORT = ("n月j日", "j F")
_WEEK = ("n月j日（l）", "l j F")
_WEEK_YEAR = ("Y年n月j日（l）", "l j F Y")
_MONTH = ("Y年n月", "F Y")
_CLOCK = ("H:i", ", H:i")


def english() -> bool:
    return (get_language() or "").startswith("en")


def local(value: Day) -> Day:
    """An aware datetime in the office's zone; dates and naive datetimes as they are."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def local_date(value: Day) -> date:
    value = local(value)
    return value.date() if isinstance(value, datetime) else value


def _say(value: Day, pattern: tuple[str, str]) -> str:
    return dateformat.format(local(value), pattern[english()])


def full(value: Day) -> str:
    """2026年11月22日 / 22 November 2026."""
    return _say(value, _FULL)


def short(value: Day, today: date | None = None) -> str:
    """11月22日 / 22 November; with the year when it is not this year's (without `today`: no year)."""
    other_year = today is not None and local_date(value).year != today.year
    return _say(value, _FULL if other_year else _SHORT)


def month(value: Day) -> str:
    """2026年11月 / November 2026."""
    return _say(value, _MONTH)


def with_weekday(value: Day, *, year: bool = False) -> str:
    """11月23日（星期一） / Monday 23 November."""
    return _say(value, _WEEK_YEAR if year else _WEEK)


def moment(value: Day, *, year: bool = False) -> str:
    """As `with_weekday`, then 09:40 when the value has an hour."""
    clock = _say(value, _CLOCK) if isinstance(value, datetime) else ""
    return with_weekday(value, year=year) + clock


def clock(value: datetime) -> str:
    """17:30"""
    return dateformat.format(local(value), "H:i")


def machine(value: Day) -> str:
    """For <time datetime>."""
    return local(value).isoformat()
