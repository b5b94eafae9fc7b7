"""CSV row by row. A broken row is reported and the reading goes on after it.

A quotation mark without its partner would swallow the rows that follow. The reader is strict: as soon as a quoted cell
is not followed by a separator, grows past the longest cell or meets the end of the file, the line where the row began
is reported alone and the reading starts again on the very next line.
"""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from huiying.foundation.tables.lines import Line, Lines
from huiying.foundation.tables.rows import LONGEST_CELL, Row, RowTrouble, trouble

SEPARATORS = (",", "\t", ";")
TOP_LINES = 10
KEPT_OF_BROKEN = 32_000
"""Characters of a broken line that the rejects file repeats; the source file keeps all of it."""

_UNDECODED = re.compile("[\udc80-\udcff]")


def read_csv(path: Path, encoding: str, *, clean: bool) -> Iterator[Row | RowTrouble]:
    """All records, the headers among them, each with as many cells as it has.

    `clean`: whether the whole file decodes; when it does not, lines with bytes outside `encoding` are troubles.
    """
    csv.field_size_limit(LONGEST_CELL)  # of the whole process: whoever read a file before may have set another
    with path.open(encoding=encoding, newline="", errors="strict" if clean else "surrogateescape") as stream:
        lines = Lines(stream)
        top = list(islice(lines, TOP_LINES))
        lines.put_back(top)
        yield from _Records(lines, _separator(top), clean)


def _separator(top: list[Line]) -> str:
    """The separator most frequent outside quotation marks in the first line that has any; else a comma."""
    for line in top:
        plain = re.sub(r'"[^"]*"', "", line.text)
        if any(mark in plain for mark in SEPARATORS):
            return max(SEPARATORS, key=plain.count)
    return SEPARATORS[0]


class _Records:
    """Walks records; `_taken` holds the physical lines of the one being read."""

    def __init__(self, lines: Lines, separator: str, clean: bool) -> None:
        self._lines = lines
        self._separator = separator
        self._clean = clean
        self._taken: list[Line] = []

    def _feed(self) -> Iterator[str]:
        for line in self._lines:
            self._taken.append(line)
            yield line.text

    def __iter__(self) -> Iterator[Row | RowTrouble]:
        reader = self._reader()
        while True:
            self._taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as err:
                yield self._broken(err)
                reader = self._reader()
            else:
                yield self._checked(cells)

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), delimiter=self._separator, strict=True)

    def _broken(self, err: csv.Error) -> RowTrouble:
        first, *later = self._taken
        self._lines.put_back(later)
        too_long = not later and "limit" in str(err)
        return trouble("cell_too_long" if too_long else "broken_quote", first.number, (first.text[:KEPT_OF_BROKEN],))

    def _checked(self, cells: list[str]) -> Row | RowTrouble:
        number = self._taken[0].number
        row = tuple(cell.strip() for cell in cells)
        if not all(line.whole for line in self._taken):
            return trouble("cell_too_long", number, (self._taken[0].text[:KEPT_OF_BROKEN],))
        if any("\0" in line.text for line in self._taken):
            return trouble("nul", number, tuple(cell.replace("\0", "␀") for cell in row))
        if not self._clean and any(_UNDECODED.search(cell) for cell in row):
            return trouble("bad_bytes", number, tuple(_UNDECODED.sub("\ufffd", cell) for cell in row))
        return Row(number, row)
