"""A backup of the whole office while it works: one moment of the database, the files it names, what was learnt.

Keys and settings (`keys/`, `office.toml`) are never inside. What is written, sealed by `stream`, is a compressed tar:
office.json, database, files/…, models/…, end.json.
"""

import gzip
import io
import os
import secrets
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from huiying.foundation.files import disk
from huiying.foundation.files.models import StoredFile
from huiying.foundation.keys import ring
from huiying.foundation.upkeep import databases
from huiying.foundation.upkeep.alone import alone
from huiying.foundation.upkeep.errors import BackupExists, FilesMissing
from huiying.foundation.upkeep.locks import BackupKey, fingerprint
from huiying.foundation.upkeep.manifest import End, Office
from huiying.foundation.upkeep.measured import FILES, Ask, Measured
from huiying.foundation.upkeep.signs import Backup, keep_last
from huiying.foundation.upkeep.stream import SALT_BYTES, SealingWriter

OFFICE, DATABASE, END, MODELS = "office.json", "database", "end.json", "models"
QUICK = 1
"""Level of gzip: words shrink to a third, and the disk waits rather than the processor."""
ATTEMPTS = 3
BUFFER_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds. `size`: bytes of the file."""

    path: Path
    measured: Measured
    files: int
    size: int


def back_up(path: Path, key: BackupKey, *, now: datetime, without_missing: bool = False) -> Made:
    """Write a backup to `path`, which appears whole or not at all.

    Raises BackupExists, UpkeepRuns, FilesMissing, NoTool, KeyMissing, OSError.
    """
    if path.exists():
        raise BackupExists(file=str(path))
    with alone() as folder:
        measured, places = _moment(folder, without_missing=without_missing)
        office = Office(now, version("huiying"), databases.vendor(), measured, keys_needed())
        with _appearing(path) as file:
            writer = SealingWriter(file, key, os.urandom(SALT_BYTES))
            with gzip.GzipFile(fileobj=writer, mode="wb", compresslevel=QUICK, mtime=0) as packed:
                end = _pack(packed, office, folder, places)
            writer.finish()
        made = Made(path, measured, end.files, path.stat().st_size)
    keep_last(Backup(now, str(path), made.size))
    return made


def keys_needed() -> dict[str, str]:
    """The fingerprints of the keys without which what is kept stays closed. Raises KeyMissing, KeyUnreadable."""
    vaults = {f"vault-{number}": fingerprint(ring.vault_key(number)) for number in ring.vault_versions()}
    return {"receipt": fingerprint(ring.receipt_key()), **vaults}


def _moment(folder: Path, *, without_missing: bool) -> tuple[Measured, list[str]]:
    """The database in `folder`, and the places of files it names, each held in `folder` though it be erased meanwhile.

    A file that was erased between the copy and the holding is none that is missing: the moment is taken anew.
    """
    missing: set[str] = set()
    for _attempt in range(ATTEMPTS):
        (folder / DATABASE).unlink(missing_ok=True)
        measured, places = databases.take(folder / DATABASE, _places)
        missing = {place for place in places if not _hold(place, folder)}
        if not missing or StoredFile.objects.filter(place__in=list(missing)[:500]).count() == min(len(missing), 500):
            break
    if missing and not without_missing:
        raise FilesMissing(count=len(missing))
    return measured, [place for place in places if place not in missing]


def _places(ask: Ask) -> list[str]:
    return [str(place) for (place,) in ask(f"SELECT place FROM {FILES} ORDER BY place")] if _has_files(ask) else []  # noqa: S608  a constant


def _has_files(ask: Ask) -> bool:
    from huiying.foundation.upkeep.measured import TABLES

    return (FILES,) in [tuple(row) for row in ask(TABLES[databases.vendor()])]


def _hold(place: str, folder: Path) -> bool:
    """A second name for the bytes, on the same disk; False where they are not there."""
    for what in (disk.CONTENT, disk.THUMBNAIL):
        source = disk.path_of(place, what)
        held = folder / "files" / source.relative_to(disk.folder())
        if not held.exists() and source.exists():
            held.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _second_name(source, held)
    return (folder / "files" / disk.path_of(place).relative_to(disk.folder())).exists()


def _second_name(source: Path, held: Path) -> None:
    try:
        held.hardlink_to(source)
    except FileNotFoundError:  # erased at this moment
        return
    except OSError:  # a disk without second names
        shutil.copyfile(source, held)


def _pack(target: gzip.GzipFile, office: Office, folder: Path, places: Iterable[str]) -> End:
    files = size = 0
    with tarfile.open(fileobj=target, mode="w|", bufsize=BUFFER_BYTES, format=tarfile.PAX_FORMAT) as tar:
        _put(tar, OFFICE, io.BytesIO(office.data()), len(office.data()))
        _put_file(tar, DATABASE, folder / DATABASE)
        for path in _lying(folder / "files", places):
            size += _put_file(tar, f"files/{path.parent.name}/{path.name}", path)
            files += 1
        for path in sorted((Path(settings.DATA) / MODELS).glob("*")):
            _put_file(tar, f"{MODELS}/{path.name}", path)
        end = End(files, size, office.measured.rows.get(FILES, 0) - len(set(places)))
        _put(tar, END, io.BytesIO(end.data()), len(end.data()))
    return end


def _lying(folder: Path, places: Iterable[str]) -> Iterator[Path]:
    for place in places:
        for what in (disk.CONTENT, disk.THUMBNAIL):
            path = folder / disk.path_of(place, what).relative_to(disk.folder())
            if path.exists():
                yield path


def _put_file(tar: tarfile.TarFile, name: str, path: Path) -> int:
    size = path.stat().st_size
    with path.open("rb") as source:
        _put(tar, name, source, size)
    return size


def _put(tar: tarfile.TarFile, name: str, source: io.BufferedIOBase, size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, source)


@contextmanager
def _appearing(path: Path) -> Iterator[io.BufferedWriter]:
    """A file (0600) that has its name only once everything in it lasts."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError as err:
        raise BackupExists(file=str(path)) from err
    finally:
        draft.unlink(missing_ok=True)
