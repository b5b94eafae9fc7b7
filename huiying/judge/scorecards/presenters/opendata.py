"""A month's lines as the rows of its open data (core.rates.opendata)."""

from collections.abc import Iterable, Iterator
from typing import Any

from huiying.core.rates.months import Month

Value = str | int


def open_rows(month: Month, lines: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Value, ...]]:
    """One row for each line, under core.rates.opendata.HEAD. Names are the Chinese ones; numbers are this office's."""
    for by, unit, unit_name, kind, place, place_name, rest, measure, yes, people in lines:
        named = (unit or "", unit_name or "", kind, place or "", place_name or "", int(rest))
        yield (str(month), by, *named, measure, "" if yes is None else yes, people)
