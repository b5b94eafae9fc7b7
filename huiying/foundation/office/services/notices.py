"""Reading a year's notice of holidays: lines that a clerk types, or the JSON of the holiday-cn project."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from huiying.foundation.office.errors import NoticeEmpty, NoticeUnreadable

MOST_DAYS = 62
_DATE = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_LINE = re.compile(
    rf"{_DATE}(?:\s*(?:至|到|~|–|—|to)\s*{_DATE})?[\s,，:：]*(休|放假|off|班|上班|补班|work)[\s,，:：]*(.*)",
    re.IGNORECASE,
)
_RESTS = {"休", "放假", "off"}


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day of a notice: rest, or work on what the week would make a day of rest. `name`: its holiday."""

    day: date
    working: bool
    name: str = ""


def read_notice(text: str, *, year: int) -> tuple[NoticeDay, ...]:
    """The days of a notice, by date. Lines: "2027-01-01 休 元旦", also "… 至 … 休 春节"; empty ones and # are skipped.

    Raises NoticeUnreadable (with the line), NoticeEmpty.
    """
    text = text.lstrip("\ufeff").strip()
    found = _of_json(text) if text.startswith("{") else tuple(_of_lines(text))
    if not found:
        raise NoticeEmpty(year=year)
    return tuple(sorted(found, key=lambda one: one.day))


def _of_lines(text: str) -> Iterator[NoticeDay]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield from _of_line(line.strip(), number)


def _of_line(line: str, number: int) -> Iterator[NoticeDay]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise NoticeUnreadable(line=number)
    y, m, d, y2, m2, d2, word, name = match.groups()
    try:
        first = date(int(y), int(m), int(d))
        last = date(int(y2), int(m2), int(d2)) if y2 else first
    except ValueError as err:
        raise NoticeUnreadable(line=number) from err
    count = (last - first).days + 1
    if not 1 <= count <= MOST_DAYS:
        raise NoticeUnreadable(line=number)
    for n in range(count):
        yield NoticeDay(first + timedelta(days=n), word.lower() not in _RESTS, name.strip()[:40])


def _of_json(text: str) -> tuple[NoticeDay, ...]:
    try:
        return tuple(_of_entry(entry) for entry in json.loads(text)["days"])
    except (ValueError, KeyError, TypeError) as err:
        raise NoticeUnreadable(line=getattr(err, "lineno", 1)) from err


def _of_entry(entry: Any) -> NoticeDay:
    if not isinstance(entry["isOffDay"], bool):
        raise TypeError("isOffDay")
    return NoticeDay(date.fromisoformat(entry["date"]), not entry["isOffDay"], str(entry["name"])[:40])
