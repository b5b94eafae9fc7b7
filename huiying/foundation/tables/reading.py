"""`read_table`: any table a person may bring, as headers and rows."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from huiying.foundation.tables.csv_reading import read_csv
from huiying.foundation.tables.errors import EmptyTable
from huiying.foundation.tables.rows import Row, RowTrouble, Table, trouble
from huiying.foundation.tables.sheet_reading import read_sheet
from huiying.foundation.tables.sniffing import Workbook, sniff
from huiying.foundation.tables.writing import REJECT_HEADERS, plain_again

HEADER_WITHIN = 10
"""Rows at the top among which the headers are looked for, below a merged title."""
HEADER_FULLNESS = 0.6
"""Share of the table's width that headers fill at least; a merged title fills one cell."""


def read_table(path: Path) -> Table:
    """The table in `path`: CSV in UTF-8, GB18030 or UTF-16, separated by comma, tab or semicolon; XLSX or XLS.

    Titles above the headers and empty rows are passed over. Each row has as many cells as there are headers; one that
    has more or fewer is a RowTrouble (empty cells at its end do not count).
    Raises FileMissing, EmptyTable, NotATable, UnknownEncoding, BrokenWorkbook, WorkbookTooLarge.
    """
    records = _records(path)
    top = list(islice(records, HEADER_WITHIN))
    at = _header_at(top)
    headers = _without_empty_end(top[at].cells)
    rows = _shaped(chain(top[at + 1 :], records), len(headers), ours=set(REJECT_HEADERS) <= set(headers))
    return Table(headers, rows)


def _records(path: Path) -> Iterator[Row | RowTrouble]:
    found = sniff(path)
    if isinstance(found, Workbook):
        return read_sheet(path, zipped=found is Workbook.ZIPPED)
    encoding, clean = found
    return read_csv(path, encoding, clean=clean)


def _header_at(top: list[Row | RowTrouble]) -> int:
    """Where the headers are. Raises EmptyTable when no row has a cell."""
    filled = [sum(map(bool, row.cells)) if isinstance(row, Row) else 0 for row in top]
    widest = max(filled, default=0)
    if not widest:
        raise EmptyTable
    return next(at for at, count in enumerate(filled) if count >= widest * HEADER_FULLNESS)


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _shaped(records: Iterator[Row | RowTrouble], width: int, *, ours: bool) -> Iterator[Row | RowTrouble]:
    """`ours`: a rejects file that comes back mended, whose neutralised cells become plain again."""
    for row in records:
        if isinstance(row, RowTrouble):
            yield row
            continue
        cells = row.cells
        if not any(cells):
            continue
        if len(cells) > width:
            cells = cells[:width] + _without_empty_end(cells[width:])
        if len(cells) != width:
            yield trouble("wrong_count", row.number, cells, found=len(cells), wanted=width)
        else:
            yield Row(row.number, tuple(map(plain_again, cells)) if ours else cells)
