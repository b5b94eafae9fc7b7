"""Tables going out. No cell can run as a formula in the program that opens it (CWE-1236)."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import xlsxwriter

from huiying.foundation.tables.errors import TooLongForSheet
from huiying.foundation.tables.rows import RowTrouble

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SHEET_ROWS, SHEET_CELL = 1_048_576, 32_767
REJECT_HEADERS = ("行号 line", "原因", "why")
Value = str | int | float | None


def neutral(value: Value) -> Value:
    """Text that a spreadsheet could take for a formula gets an apostrophe in front; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_FORMULA) else value


def plain_again(cell: str) -> str:
    """`neutral` undone, for a table of our own that comes back."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTS_FORMULA) else cell


class CsvFile:
    """A CSV file being written: UTF-8 with BOM, comma, CRLF (RFC 4180)."""

    def __init__(self, path: Path, headers: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self.add(headers)

    def add(self, cells: Iterable[Value]) -> None:
        """Write one row."""
        self._writer.writerow([neutral(cell) for cell in cells])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


class RejectsFile(CsvFile):
    """The rows that could not be taken, each with its line and the reason in both languages, ready to be mended.

    Mended, it can be imported itself: its own columns are no field of any mapping.
    """

    def __init__(self, path: Path, headers: Sequence[str]) -> None:
        own = set(REJECT_HEADERS)
        self._keep = [at for at, header in enumerate(headers) if header not in own]
        self._width = len(headers)
        super().__init__(path, [*(headers[at] for at in self._keep), *REJECT_HEADERS])

    def add_trouble(self, trouble: RowTrouble) -> None:
        """Write the cells that were read, padded to the headers, and why; what exceeds the headers joins the last."""
        cells = (*trouble.cells, *[""] * (self._width - len(trouble.cells)))
        kept = [cells[at] for at in self._keep]
        beyond = [cell for cell in cells[self._width :] if cell]
        kept[-1] = " | ".join([kept[-1], *beyond])
        self.add([*kept, trouble.number, trouble.sentence.zh, trouble.sentence.en])


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Iterable[Value]]) -> int:
    """Write a whole table as it comes; how many rows, headers not counted."""
    count = 0
    with CsvFile(path, headers) as file:
        for row in rows:
            file.add(row)
            count += 1
    return count


def write_xlsx(path: Path, headers: Sequence[str], rows: Iterable[Iterable[Value]]) -> int:
    """The same as a workbook of text cells alone: a number keeps its digits, nothing is a formula or a link.

    What it is put together from lies beside it meanwhile. Raises TooLongForSheet (nothing is left of the file then).
    """
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent)})
    sheet = workbook.add_worksheet()
    count = -1
    try:
        for count, row in enumerate(_chained(headers, rows)):
            _write_row(sheet, count, row)
    except TooLongForSheet:
        workbook.close()
        path.unlink()
        raise
    workbook.close()
    return count


def _chained(headers: Sequence[str], rows: Iterable[Iterable[Value]]) -> Iterable[Iterable[Value]]:
    yield headers
    yield from rows


def _write_row(sheet: "xlsxwriter.worksheet.Worksheet", at: int, row: Iterable[Value]) -> None:
    for column, value in enumerate(row):
        text = "" if value is None else str(value)
        if at >= SHEET_ROWS or len(text) > SHEET_CELL:
            raise TooLongForSheet(row=at + 1)
        sheet.write_string(at, column, text)
