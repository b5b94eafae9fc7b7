"""The columns of a table that goes out: a stable key, a head in both languages, and what stands below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from huiying.core.words import Text
from huiying.foundation.tables.writing import Value

Cell = str | int | bool | date | datetime | None
BOTH = "both"
"""Instead of a language: heads in Chinese and English, words in Chinese."""

_YES, _NO = Text("是", "yes"), Text("否", "no")


class Holds(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """`key`: its name in JSON and Parquet, which no translation changes."""

    key: str
    head: Text
    holds: Holds = Holds.TEXT


def heads(columns: Sequence[Column], language: str) -> list[str]:
    """The first row of a sheet. `language`: of the interface, or BOTH."""
    if language == BOTH:
        return [f"{column.head.zh} {column.head.en}" for column in columns]
    return [column.head.say(language) for column in columns]


def as_plain(cell: Cell) -> Value:
    """For JSON: days and moments by ISO 8601, moments with the offset of the office's zone."""
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else cell


def as_written(cell: Cell, language: str) -> Value:
    """For a sheet: the same, and yes or no as a word."""
    if isinstance(cell, bool):
        return (_YES if cell else _NO).say(language)
    return as_plain(cell)
