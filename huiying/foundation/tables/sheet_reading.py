"""Workbooks (.xlsx, .xlsm, .xls) row by row, every cell as the words a person would type."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from huiying.foundation.tables.errors import BrokenWorkbook, EmptyTable, NotATable, WorkbookTooLarge
from huiying.foundation.tables.rows import LONGEST_CELL, Row, RowTrouble, trouble

CHUNK = 1 << 20
LARGEST_UNZIPPED = 1 << 30
MOST_CELLS = 30_000_000
"""The reader lays a sheet out as a full rectangle; one stray cell far out would ask for half a terabyte."""

_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]{0,200}?\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
Cell = str | int | float | bool | time | date | datetime | timedelta


def read_sheet(path: Path, *, zipped: bool) -> Iterator[Row | RowTrouble]:
    """All rows of the first visible sheet that has any, empty ones among them.

    Raises NotATable, BrokenWorkbook, WorkbookTooLarge, EmptyTable.
    """
    if zipped:
        _measure(path)
    try:
        # Given as a stream, the reader goes by the content; given a path, it would go by the name.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            yield from _rows(_first_sheet(workbook))
    except CalamineError as err:
        raise BrokenWorkbook from err


def _first_sheet(workbook: CalamineWorkbook) -> CalamineSheet:
    for index, about in enumerate(workbook.sheets_metadata):
        if about.visible is SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_index(index)
            if sheet.start is not None:
                return sheet
    raise EmptyTable


def _rows(sheet: CalamineSheet) -> Iterator[Row | RowTrouble]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = tuple(_words(cell) for cell in cells)
        if any(len(cell) > LONGEST_CELL for cell in row):
            yield trouble("cell_too_long", number, tuple(cell[:LONGEST_CELL] for cell in row))
        elif any("\0" in cell for cell in row):
            yield trouble("nul", number, tuple(cell.replace("\0", "␀") for cell in row))
        else:
            yield Row(number, row)


def _words(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _measure(path: Path) -> None:
    """Refuse what would not fit into memory before the reader touches it."""
    try:
        with zipfile.ZipFile(path) as parts:
            _measure_parts(parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as err:
        raise BrokenWorkbook from err


def _measure_parts(parts: zipfile.ZipFile) -> None:
    names = parts.namelist()
    if "xl/workbook.xml" not in names:
        raise NotATable(looks_like="ZIP")
    if sum(part.file_size for part in parts.infolist()) > LARGEST_UNZIPPED:
        raise WorkbookTooLarge
    for name in names:
        with parts.open(name) as part:
            _measure_part(iter(partial(part.read, CHUNK), b""))


def _measure_part(chunks: Iterator[bytes]) -> None:
    widest = deepest = 0
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        for column, row in _CELL.findall(text):
            widest = max(widest, _column_number(column))
            deepest = max(deepest, int(row))
        rest = text[-260:]
    if widest * deepest > MOST_CELLS:
        raise WorkbookTooLarge


def _column_number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
