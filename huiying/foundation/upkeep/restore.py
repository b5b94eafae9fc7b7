"""A backup laid into an empty place: looked at first, written beside, compared, and only then put to use."""

import gzip
import io
import re
import shutil
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from huiying.core.errors import HuiyingError
from huiying.foundation.files import disk
from huiying.foundation.keys import ring
from huiying.foundation.upkeep import databases
from huiying.foundation.upkeep.alone import alone
from huiying.foundation.upkeep.backup import BUFFER_BYTES, DATABASE, END, MODELS, OFFICE
from huiying.foundation.upkeep.errors import (
    CannotOpen,
    Differs,
    KeysOfBackupMissing,
    NewerProgram,
    NoBackup,
    OtherDatabase,
    PlaceTaken,
)
from huiying.foundation.upkeep.locks import BackupKey, fingerprint
from huiying.foundation.upkeep.manifest import End, Office
from huiying.foundation.upkeep.stream import OpeningReader, read_header

NAMES = re.compile(r"database|end\.json|files/[0-9a-f]{2}/[0-9a-f]{30}(?:-small)?|models/[A-Za-z0-9_][A-Za-z0-9_.-]*")
"""Everything that may lie in a backup after its first part."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was laid down; `missing`: files that the database names and the backup never had."""

    office: Office
    files: int
    missing: int


def restore(path: Path, key: BackupKey) -> Restored:
    """Lay the backup at `path` into the data folder and database of this process. Both are empty, but for keys.

    Raises PlaceTaken, NoBackup, CannotOpen, KeysOfBackupMissing, OtherDatabase, NewerProgram, Differs, UpkeepRuns,
    NoTool, OSError. Nothing is put to use before all of it was read and compared.
    """
    with alone() as folder, path.open("rb") as source:
        _refuse_taken()
        opened = _opened(source, path, key)
        try:
            with (
                gzip.GzipFile(fileobj=io.BufferedReader(opened, BUFFER_BYTES)) as packed,
                tarfile.open(fileobj=packed, mode="r|", bufsize=BUFFER_BYTES) as tar,
            ):
                office = _office(tar, path)
                _refuse_unfit(office)
                end = _unpack(tar, folder)
            opened.drain()
        except (tarfile.TarError, gzip.BadGzipFile, EOFError) as err:
            raise CannotOpen from err
        _lay(folder, office, end)
    return Restored(office, end.files, end.missing)


def _refuse_taken() -> None:
    files = disk.folder()
    if not databases.is_empty():
        raise PlaceTaken(place=str(databases.database_file()) if databases.vendor() == "sqlite" else "PostgreSQL")
    if files.exists() and any(files.iterdir()):
        raise PlaceTaken(place=str(files))


def _opened(source: io.BufferedReader, path: Path, key: BackupKey) -> OpeningReader:
    found = read_header(source)
    if found is None:
        raise NoBackup(file=str(path))
    head, header = found
    salt = bytes.fromhex(header["salt"])
    return OpeningReader(source, head, key.open(salt, header), salt)


def _office(tar: tarfile.TarFile, path: Path) -> Office:
    member = tar.next()
    data = tar.extractfile(member) if member is not None and member.name == OFFICE else None
    office = Office.of_data(data.read()) if data is not None else None
    if office is None:
        raise NoBackup(file=str(path))
    return office


def _refuse_unfit(office: Office) -> None:
    if office.database != databases.vendor():
        raise OtherDatabase(made=office.database, here=databases.vendor())
    if _unknown(office.measured.migrations):
        raise NewerProgram(version=office.version)
    missing, other = _keys_that_fail(office)
    if missing or other:
        raise KeysOfBackupMissing(
            folder=str(settings.KEYS), missing=", ".join(missing) or "—", other=", ".join(other) or "—"
        )


def _unknown(migrations: Iterable[str]) -> list[str]:
    """Migrations that this program does not have; of libraries that it no longer uses nothing is asked."""
    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations} | {
        f"{app}.{name}" for migration in loader.disk_migrations.values() for app, name in migration.replaces
    }
    return [one for one in migrations if one.partition(".")[0] in loader.migrated_apps and one not in known]


def _keys_that_fail(office: Office) -> tuple[list[str], list[str]]:
    """Names of keys that are not there or cannot be read, and of those that are other ones."""
    missing, other = [], []
    for name, print_then in sorted(office.keys.items()):
        try:
            if fingerprint(ring.read_key(Path(settings.KEYS) / name)) != print_then:
                other.append(name)
        except HuiyingError:
            missing.append(name)
    return missing, other


def _unpack(tar: tarfile.TarFile, folder: Path) -> End:
    files = size = 0
    end = None
    while (member := tar.next()) is not None:
        source = tar.extractfile(member)
        if source is None or NAMES.fullmatch(member.name) is None:
            raise CannotOpen
        if member.name == END:
            end = End.of_data(source.read())
            continue
        _write(folder / member.name, source)
        if member.name.startswith("files/"):
            files, size = files + 1, size + member.size
    if end is None or (files, size) != (end.files, end.size):
        raise Differs(what="files")
    return end


def _write(path: Path, source: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as file:
        shutil.copyfileobj(source, file, BUFFER_BYTES)
    path.chmod(0o600)


def _lay(folder: Path, office: Office, end: End) -> None:
    """The database comes last: a place without one is not yet an office."""
    data = Path(settings.DATA)
    for name in ("files", MODELS):
        if (folder / name).exists():
            shutil.rmtree(data / name, ignore_errors=True)
            (folder / name).rename(data / name)
    databases.lay(folder / DATABASE, office.measured)
