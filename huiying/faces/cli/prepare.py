"""Makes a data folder ready: folder, keys, database, static files. Each step is quick when there is nothing to do.

`python -m huiying.faces.cli.prepare [--demo] [--workers N]` does it for `huiying serve` in a process of its own and
prints one JSON object: database, log_ins, first_run (the opening code while there is no office).
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import click

from huiying.faces.cli.kin import die_with_parent
from huiying.faces.cli.office import NoDatabase, database_exists, set_up, waiting_migrations, words
from huiying.faces.cli.restore import erased_again
from huiying.faces.cli.upgrade import run_upgrade
from huiying.faces.look.terminal import language, mistakes_said, progress, say, stop


def prepare() -> None:
    """Folder, keys, migrations (after a backup where there is data), what a backup brought back, static files.

    Raises KeysLost, LogBehind, NoDatabase, OSError, and what an upgrade raises.
    """
    set_up()
    from django.conf import settings

    from huiying.foundation.ledger.log.keeping import make_first_key, refuse_old_backup

    Path(settings.DATA).mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_keys(Path(settings.KEYS))
    _migrate()
    refuse_old_backup()
    _erase_again()
    make_first_key()
    _collect_static(Path(settings.STATIC_ROOT))


def _make_keys(folder: Path) -> None:
    from huiying.foundation.keys.errors import KeysLost
    from huiying.foundation.keys.ring import create_keys, missing_keys

    if set(missing_keys(folder)) - {"django"} and _database_has_tables():
        raise KeysLost(folder=str(folder))
    create_keys(folder)


def _database_has_tables() -> bool:
    from django.db import OperationalError, connection

    if not database_exists():
        return False
    try:
        return "django_migrations" in connection.introspection.table_names()
    except OperationalError as err:
        raise NoDatabase from err


def _migrate() -> None:
    from django.core.management import call_command

    if not waiting_migrations():
        return
    if _database_has_tables():
        run_upgrade(None)
        return
    words(say("正在建立数据库……", "Setting up the database …"))
    call_command("migrate", verbosity=0, interactive=False)


def _erase_again() -> None:
    """Nobody sees what was erased before and came back with a backup: the office opens once it is gone again."""
    if again := erased_again():
        words(
            say(f"随备份回来的 {again} 件已再次删除。", f"{again} voices that a backup brought back were erased again.")
        )


def _collect_static(folder: Path) -> None:
    """Copies, names by content and compresses the static files, when they are not those of the last time."""
    from django.core.management import call_command

    stamp, current = folder / ".collected", _static_version()
    if stamp.exists() and stamp.read_text("ascii") == current:
        return
    words(say("正在准备页面样式……", "Preparing the style of the pages …"))
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(current, "ascii")


def _static_version() -> str:
    """A digest of path, size and time of every static file."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _refuse_workers_on_sqlite(workers: int) -> None:
    from django.db import connection

    if workers > 1 and connection.vendor == "sqlite":
        sentence = say(
            "SQLite 只用一个网页进程。要用 --workers，请先以 DATABASE_URL 指定 PostgreSQL。",
            "SQLite works with one web process. For --workers name a PostgreSQL database by DATABASE_URL.",
        )
        stop(sentence, code="usage", exit_code=2)


def _fill_demo() -> list[dict[str, str]]:
    """Fills an empty office and returns the log-ins of the invented staff."""
    from huiying.foundation.keys import clock
    from huiying.loop.rehearsal import demo

    if demo.is_empty():
        with progress(say("正在编写示范诉求", "Inventing voices")) as move:
            demo.fill(voices=2000, seed=1, months=14, now=clock.now(), progress=move)
    return [{"who": one.who.say(language()), "name": one.username, "password": one.password} for one in demo.log_ins()]


def _opening_code() -> str:
    """The code for the first page; empty once somebody can log in."""
    from huiying.foundation.keys.first_run import first_run_code
    from huiying.foundation.people.models import Staff

    return "" if Staff.objects.exists() else first_run_code()


@click.command()
@click.option("--demo", is_flag=True)
@click.option("--workers", type=int, default=1)
def main(*, demo: bool, workers: int) -> None:
    """Prepares the office for `huiying serve`."""
    die_with_parent()
    with mistakes_said():
        set_up()
        _refuse_workers_on_sqlite(workers)
        prepare()
        from django.db import connection

        answer: dict[str, Any] = {"database": connection.vendor, "log_ins": _fill_demo() if demo else []}
        answer["first_run"] = _opening_code()
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
