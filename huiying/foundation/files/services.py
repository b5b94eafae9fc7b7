"""Keeping files and letting them go. A file is kept before anything holds it: `claim_files` gives it to what does."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction

from huiying.foundation.files import disk
from huiying.foundation.files.apart import clean_apart
from huiying.foundation.files.enums import Scan
from huiying.foundation.files.errors import MOST_BYTES, FileEmpty, FileGone, FileInfected, FileTooLarge
from huiying.foundation.files.events import REFUSED
from huiying.foundation.files.kinds import kind_of
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.names import plain_name
from huiying.foundation.files.scanning import Verdict, scan
from huiying.foundation.keys.box import seal_json
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.recording import record

HELD_FOR = timedelta(hours=48)
"""How long a file waits for something that holds it: twice as long as a draft."""
TABLE, COLUMN = "files_storedfile", "sealed"


def keep_file(data: bytes, name: str, *, now: datetime) -> StoredFile:
    """Check, scan, clean, seal and write `data`; held for HELD_FOR unless something claims it.

    Raises FileEmpty, FileTooLarge, FileKindRefused, FileIsHeic, FileInfected, FileHasPassword, FileHasMacros,
    PictureTooLarge, FileDamaged, FileBusy; then nothing was kept.
    """
    if not data:
        raise FileEmpty
    if len(data) > MOST_BYTES:
        raise FileTooLarge(limit_mb=MOST_BYTES // 1024 // 1024)
    kind = kind_of(data, name)
    scanned, again = _scanned(data, now)
    cleaned = clean_apart(data, kind)
    file = StoredFile(media_type=cleaned.kind.media_type, scan=scanned, scan_after=again)
    name = plain_name(name, cleaned.kind.ending)
    return _kept(file, name, io.BytesIO(cleaned.data), cleaned.thumbnail, now=now)


def keep_original(
    data: bytes | BinaryIO, name: str, media_type: str, *, now: datetime, made_here: bool = False
) -> StoredFile:
    """Seal and write `data` as it is, of any kind and size: an e-mail as it came, an export as we made it.

    It is never shown inside a page and never opened by us. `made_here`: the office's own work, not scanned.
    Raises FileInfected.
    """
    scanned, again = (Scan.OURS, None) if made_here or not isinstance(data, bytes) else _scanned(data, now)
    file = StoredFile(media_type=media_type[:100], scan=scanned, scan_after=again)
    ending = name.rpartition(".")[2] if "." in name else "bin"
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    return _kept(file, plain_name(name, ending[:10]), source, b"", now=now)


def hold_files(ids: Iterable[int], *, until: datetime) -> None:
    """Files that still wait are kept at least until then: their draft was written on."""
    StoredFile.objects.filter(pk__in=list(ids), held_until__lt=until).update(held_until=until)


def hold_all(*, until: datetime) -> None:
    """Every file that waits is kept at least until then: what it belongs to cannot be sent before."""
    StoredFile.objects.filter(held_until__lt=until).update(held_until=until)


def claim_files(ids: Sequence[int]) -> list[StoredFile]:
    """The files of `ids` in that order, from now on held by the caller, in the caller's transaction.

    Raises FileGone when one is not there any more or is held by something else.
    """
    if not ids:
        return []
    claimed = StoredFile.objects.filter(pk__in=ids, held_until__isnull=False).update(held_until=None)
    if claimed != len(set(ids)):
        raise FileGone
    found = StoredFile.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def drop_files(files: Iterable[StoredFile]) -> int:
    """Delete the rows, and with them the keys, in the caller's transaction; the bytes go after the commit. How many."""
    gone = list(files)
    StoredFile.objects.filter(pk__in=[file.pk for file in gone]).delete()
    for place in [file.place for file in gone]:
        transaction.on_commit(lambda place=place: disk.remove(place))  # type: ignore[misc]
    return len(gone)


def settle_scan(file: StoredFile, result: Scan, *, now: datetime) -> None:
    """Write down how a file that waited for the scanner stands; one that is found infected is an event."""
    with transaction.atomic():
        changed = StoredFile.objects.filter(pk=file.pk, scan_after__isnull=False).update(scan=result, scan_after=None)
        if changed and result is Scan.REFUSED:
            record(REFUSED.name, file, actor=SYSTEM, now=now)


def _scanned(data: bytes, now: datetime) -> tuple[Scan, datetime | None]:
    """How it stands, and when to scan it again. Raises FileInfected."""
    verdict = scan(data)
    if verdict is Verdict.INFECTED:
        raise FileInfected
    if verdict is Verdict.CLEAN:
        return Scan.CLEAN, None
    return Scan.NOT_SCANNED, None if verdict is Verdict.TOO_LARGE else now


def _kept(file: StoredFile, name: str, source: BinaryIO, thumbnail: bytes, *, now: datetime) -> StoredFile:
    """The bytes first, then the row: a kill between leaves bytes that nothing names, and the sweep takes them."""
    file.place, key = disk.new_place(), disk.new_key()
    try:
        file.size, file.sha256 = disk.write(file.place, key, source)
        if thumbnail:
            disk.write(file.place, key, io.BytesIO(thumbnail), disk.THUMBNAIL)
            file.has_thumbnail = True
        file.sealed, file.key_version = seal_json((TABLE, COLUMN, file.place), {"name": name, "key": key.hex()})
        file.kept_at, file.held_until = now, now + HELD_FOR
        file.save(force_insert=True)
    except Exception:
        disk.remove(file.place)
        raise
    return file
