"""Small lists without identities, while somebody waits; and what the administrator of the machine writes to a file."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from huiying.foundation.ledger.recording import record
from huiying.foundation.office.models import OfficeProfile
from huiying.foundation.tables.enums import ExportFormat
from huiying.foundation.tables.exporting import write_table
from huiying.loop.export_lists.background import exports_folder
from huiying.loop.export_lists.errors import ExportNotOpen, TooManyForNow
from huiying.loop.export_lists.kind import Reader, reader_of_machine
from huiying.loop.export_lists.kinds import KINDS, OF_THE_MACHINE
from huiying.loop.export_lists.table import Table, Wanted, table_of

SMALL_ROWS = 2_000
AT_ONCE = (ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.JSON)
"""Parquet takes a process of its own."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file in memory and how many rows it has."""

    data: bytes
    rows: int


def is_small(wanted: Wanted, form: ExportFormat, rows: int) -> bool:
    """Whether the reader may wait for it."""
    return form in AT_ONCE and not wanted.reason and rows <= SMALL_ROWS


def export_now(wanted: Wanted, form: ExportFormat, reader: Reader) -> Written:
    """The file itself, and one event that says what went out. Raises TooManyForNow, TooLongForSheet."""
    table = table_of(wanted, reader)
    if not is_small(wanted, form, table.total):
        raise TooManyForNow(most=SMALL_ROWS)
    with TemporaryDirectory(dir=exports_folder()) as folder:
        path = Path(folder) / f"export.{form}"
        rows = write_table(path, form, table.columns, table.rows, language=wanted.language)
        data = path.read_bytes()
    _record(wanted, form, rows, reader)
    return Written(data, rows)


def export_to_file(name: str, path: Path, form: ExportFormat, *, language: str, now: datetime) -> int:
    """All that is not sealed, for the administrator of the machine; how many rows. Raises ExportNotOpen."""
    if name not in OF_THE_MACHINE:
        raise ExportNotOpen
    reader, wanted = reader_of_machine(now), Wanted(KINDS[name], {}, language)
    table: Table = table_of(wanted, reader)
    rows = write_table(path, form, table.columns, table.rows, language=language)
    _record(wanted, form, rows, reader)
    return rows


def _record(wanted: Wanted, form: ExportFormat, rows: int, reader: Reader) -> None:
    """Kind and counts; never what was looked for."""
    subject = reader.staff if reader.staff is not None else OfficeProfile.objects.get()
    said = {"kind": wanted.kind.name, "format": str(form), "rows": rows, "identities": 0}
    with transaction.atomic(durable=True):
        record("export.made", subject, actor=reader.actor, now=reader.now, public=said)
