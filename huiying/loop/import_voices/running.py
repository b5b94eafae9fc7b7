"""`run`: a table read, checked and written batch by batch, so that it can be stopped and started again at any time."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.inserting import learn_sizes
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Unit
from huiying.foundation.tables.builtin import guess_mapping
from huiying.foundation.tables.mapping import Bound, bind
from huiying.foundation.tables.mapping_files import mapping_named
from huiying.foundation.tables.reading import read_table
from huiying.foundation.tables.rows import Row, RowTrouble, Table
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import register_voices
from huiying.loop.errors import OfficeMissing
from huiying.loop.import_voices.entries import PastVoice, past_voice
from huiying.loop.import_voices.lives import Context, category_paths, context, past_lives
from huiying.loop.import_voices.rejects import Rejects, default_rejects
from huiying.loop.open_cases import write_lives

BATCH = 300
TRIES = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Rows read, and what became of them; `rejects` is the file with the rejected ones, "" when there are none."""

    read: int
    imported: int
    already: int
    rejected: int
    seconds: float
    rejects: str = ""


@dataclass(slots=True)
class _Count:
    read: int = 0
    imported: int = 0
    already: int = 0


def run(
    path: Path, *, mapping: str | None, dry_run: bool, rejects: Path | None, now: datetime, progress: Progress
) -> ImportResult:
    """Import the voices of a table. A voice is known by mapping name and external id alone, never by its words.

    Each batch is one transaction: after a kill the next run finds what is there and goes on. A dry run writes no
    voice; rejected rows go to `rejects`, or without it (and only when really importing) into the data folder.
    Raises OfficeMissing and the errors of foundation.tables.
    """
    if not Unit.objects.exists():
        raise OfficeMissing
    started = time.monotonic()
    table = read_table(path)
    bound = _bound(table, mapping)
    refused = Rejects(rejects or (None if dry_run else default_rejects(path)), table.headers)
    count, expected, categories = _Count(), _rows_expected(path), category_paths()
    with refused:
        for rows in _batches(table.rows):
            voices = list(_readable(bound, rows, refused, now))
            _take(voices, count, context(now, categories), dry_run=dry_run)
            count.read += len(rows)
            progress(count.read, max(count.read, expected))
    if count.imported and not dry_run:
        learn_sizes()
    progress(count.read, max(count.read, 1))
    seconds = round(time.monotonic() - started, 2)
    return ImportResult(count.read, count.imported, count.already, refused.count, seconds, refused.written)


def _bound(table: Table, mapping: str | None) -> Bound:
    folder = Path(settings.DATA) / "mappings"
    chosen = mapping_named(mapping, folder) if mapping else guess_mapping(table.headers)
    return bind(chosen, table.headers, calendar().zone)


def _rows_expected(path: Path) -> int:
    """For the progress bar alone: lines of a text, nothing for a workbook."""
    if path.suffix.lower() in (".xlsx", ".xls"):
        return 0
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def _batches(rows: Iterator[Row | RowTrouble]) -> Iterator[list[Row | RowTrouble]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _readable(bound: Bound, rows: Sequence[Row | RowTrouble], refused: Rejects, now: datetime) -> Iterator[PastVoice]:
    for row in rows:
        found = past_voice(bound, row, now=now) if isinstance(row, Row) else row
        if isinstance(found, RowTrouble):
            refused.add(found)
        else:
            yield found


def _take(voices: Sequence[PastVoice], count: _Count, shared: Context, *, dry_run: bool) -> None:
    """Write those that are not there yet. Another import at the same time may be first: then look again."""
    for attempt in range(TRIES):
        fresh = _not_there(voices)
        try:
            if not dry_run:
                _write(fresh, shared)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
        else:
            count.imported += len(fresh)
            count.already += len(voices) - len(fresh)
            return


def _not_there(voices: Sequence[PastVoice]) -> list[PastVoice]:
    by_id = {(voice.spoken.source, voice.spoken.external_id): voice for voice in reversed(voices)}
    sources = {source for source, _ in by_id}
    known = Voice.objects.filter(source__in=sources, external_id__in=[external for _, external in by_id])
    for identity in known.values_list("source", "external_id"):
        by_id.pop(identity, None)
    return list(reversed(by_id.values()))


def _write(entries: Sequence[PastVoice], shared: Context) -> None:
    if not entries:
        return
    with transaction.atomic(durable=True):
        fresh = register_voices([entry.spoken for entry in entries], now=shared.playing.now)
        lives = past_lives([registered.voice for registered in fresh], entries, shared)
        write_lives(lives, actor=SYSTEM, now=shared.playing.now, found_at_once=False)
