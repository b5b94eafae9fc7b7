"""An empty database as the migrations leave it: made once a run, copied by every pytest worker and by most offices.

The migrations take twenty seconds of a processor each time. An office that is opened from nothing still runs them
itself. Outside CI the SQLite file is kept from run to run, under a name made of everything that the migrations read.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django

from huiying.foundation.keys.ring import create_keys
from tests.faces.cli.running import ROOT, environ

NAMED = "TESTS_MIGRATED"
"""The variable that names the run's folder; whatever the run starts inherits it."""


def begin() -> bool:
    """Make the run's folder; no where an outer run has one."""
    if NAMED in os.environ:
        return False
    os.environ[NAMED] = tempfile.mkdtemp(prefix="huiying-migrated-")
    return True


def end() -> None:
    """Take away what `begin` and the copies needed."""
    folder = _folder()
    for note in folder.glob("server"):
        drop_database(note.read_text(), template(folder))
    shutil.rmtree(folder)
    del os.environ[NAMED]


def file() -> Path:
    """The SQLite file."""
    folder = _folder()
    with _alone(folder):
        if not (made := folder / "migrated.sqlite3").exists():
            kept = _kept()
            if kept is not None and kept.exists():
                shutil.copyfile(kept, made)
                return made
            _migrate(folder / "var", "")
            with closing(sqlite3.connect(folder / "var" / "huiying.sqlite3")) as written:
                written.execute("PRAGMA journal_mode = DELETE")
            (folder / "var" / "huiying.sqlite3").rename(made)
            if kept is not None:
                _keep(made, kept)
    return made


def _kept() -> Path | None:
    """Where the file of an earlier run lies, if there was one with the same migrations; None in CI."""
    if os.environ.get("CI", "").lower() == "true":
        return None
    read = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    house = ROOT / "huiying"
    for path in sorted(
        [*house.glob("**/migrations/*.py"), *house.glob("foundation/**/*.py"), *house.glob("config/**/*.py")]
    ):
        read.update(str(path.relative_to(house)).encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / "huiying-migrated-kept" / f"{read.hexdigest()}.sqlite3"


def _keep(made: Path, kept: Path) -> None:
    """For the next run; what other migrations made goes."""
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    shutil.copyfile(made, fresh := kept.with_suffix(f".{os.getpid()}"))
    fresh.rename(kept)


def new_database(url: str, name: str, *, empty: bool = False) -> str:
    """A database of its own on the PostgreSQL server at `url`, migrated or empty; the address of it."""
    on_server(url, f'create database "{name}"' + ("" if empty else f' template "{database(url)}"'))
    return at(url, name)


def drop_database(url: str, name: str) -> None:
    on_server(url, f'drop database "{name}" with (force)')


def database(url: str) -> str:
    """The name of the database on the PostgreSQL server at `url` from which others are copied."""
    folder = _folder()
    with _alone(folder):
        if not (note := folder / "server").exists():
            on_server(url, f'create database "{template(folder)}"')
            note.write_text(url)
            _migrate(folder / "pg", at(url, template(folder)))
    return template(folder)


def lay_into(data: Path, *, sqlite: bool = True) -> None:
    """A data folder with keys, so that a migrated database is not that of lost keys, and with the SQLite file."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    create_keys(data / "keys")
    if sqlite:
        shutil.copyfile(file(), data / "huiying.sqlite3")


MODEL = "categories.model"


def learn(data: Path) -> None:
    """Keep the model of an office that has learnt nothing but the shipped messages, for those that start later."""
    learnt, kept = data / "models" / MODEL, _folder() / MODEL
    if learnt.exists() and not kept.exists():
        shutil.copyfile(learnt, fresh := kept.with_suffix(f".{os.getpid()}"))
        fresh.rename(kept)


def teach(data: Path) -> None:
    """Give a new office the model that was kept, where there is one yet."""
    if (kept := _folder() / MODEL).exists():
        (data / "models").mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(kept, data / "models" / MODEL)


def has_new(name: str, parts: Iterable[str]) -> bool:
    """Whether one of `parts` is new under that name to everybody in the run; it is not any longer."""
    folder = _folder()
    with _alone(folder):
        known = folder / f"{hashlib.sha256(name.encode()).hexdigest()}.parts"
        met = set(known.read_text("utf-8").splitlines()) if known.exists() else set()
        new = sorted({" ".join(part.split()) for part in parts} - met)
        known.write_text("\n".join([*sorted(met), *new]), "utf-8")
    return bool(new)


def template(folder: Path) -> str:
    return folder.name.replace("-", "_")


def at(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def on_server(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def _folder() -> Path:
    return Path(os.environ[NAMED])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else of the run is here."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(data: Path, url: str) -> None:
    data.mkdir(mode=0o700)
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--settings", "huiying.config.settings"]
    variables = environ(HUIYING_DATA=str(data), DATABASE_URL=url, PYTHONPATH=str(ROOT))
    subprocess.run(command, cwd=ROOT, env=variables, check=True)
