"""A table as a file in one of four formats, written row by row: what it takes does not grow with the rows."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from huiying.foundation.tables.columns import Cell, Column, as_plain, as_written, heads
from huiying.foundation.tables.enums import ExportFormat
from huiying.foundation.tables.errors import ParquetNotWritten
from huiying.foundation.tables.writing import write_csv, write_xlsx

MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSON: "application/json",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
}
LONGEST_PARQUET_SECONDS = 600
Rows = Iterable[Sequence[Cell]]


def write_table(path: Path, form: ExportFormat, columns: Sequence[Column], rows: Rows, *, language: str) -> int:
    """Write `rows` to `path`; how many. `language`: of heads and words in a sheet, or columns.BOTH.

    Raises TooLongForSheet, ParquetNotWritten.
    """
    return _WRITERS[form](path, columns, rows, language)


def _csv(path: Path, columns: Sequence[Column], rows: Rows, language: str) -> int:
    return write_csv(path, heads(columns, language), _said(rows, language))


def _xlsx(path: Path, columns: Sequence[Column], rows: Rows, language: str) -> int:
    return write_xlsx(path, heads(columns, language), _said(rows, language))


def _said(rows: Rows, language: str) -> Iterator[list[str | int | float | None]]:
    return ([as_written(cell, language) for cell in row] for row in rows)


def _json(path: Path, columns: Sequence[Column], rows: Rows, _language: str) -> int:
    """One array of objects, one object a line."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for line in _lines(columns, rows):
            file.write(f"{',' if count else ''}\n{line}")
            count += 1
        file.write("\n]\n")
    return count


def _lines(columns: Sequence[Column], rows: Rows) -> Iterator[str]:
    keys = [column.key for column in columns]
    for row in rows:
        yield json.dumps(dict(zip(keys, map(as_plain, row), strict=True)), ensure_ascii=False)


def _parquet(path: Path, columns: Sequence[Column], rows: Rows, _language: str) -> int:
    """By way of one JSON object a line, which a process of its own turns into columns: polars stays out of this one."""
    beside, count = path.with_suffix(".ndjson"), 0
    try:
        with beside.open("w", encoding="utf-8") as file:
            for line in _lines(columns, rows):
                file.write(f"{line}\n")
                count += 1
        _convert(beside, path, columns)
    finally:
        beside.unlink(missing_ok=True)
    return count


def _convert(lines: Path, path: Path, columns: Sequence[Column]) -> None:
    schema = json.dumps({column.key: column.holds for column in columns})
    command = [sys.executable, "-m", "huiying.foundation.tables.parquet", str(lines), str(path), schema]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_PARQUET_SECONDS)  # noqa: S603  ours
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as err:
        raise ParquetNotWritten from err


_WRITERS: dict[ExportFormat, Callable[[Path, Sequence[Column], Rows, str], int]] = {
    ExportFormat.CSV: _csv,
    ExportFormat.XLSX: _xlsx,
    ExportFormat.JSON: _json,
    ExportFormat.PARQUET: _parquet,
}
