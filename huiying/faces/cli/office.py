"""The office in the data folder, opened with Django for one command."""

import logging
import os
from pathlib import Path

import click

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NoOffice(HuiyingError):
    """The database is not there or older than the program."""

    code = "cli.no_office"
    sentence = Text(
        zh="数据库尚未建立，或者版本比程序旧。请先运行 huiying init；已有单位请运行 huiying serve。",
        en="The database is not set up, or older than the program. Run huiying init for a new office, "
        "huiying serve for an office with data.",
    )


class NoDatabase(HuiyingError):
    """The database server does not answer."""

    code = "cli.no_database"
    sentence = Text(
        zh="连接不上数据库。请检查 DATABASE_URL 所指的服务器是否在运行、账号是否正确。",
        en="The database does not answer. Check that the server named by DATABASE_URL runs and lets this user in.",
    )


def set_up() -> None:
    """Starts Django on the data folder named by HUIYING_DATA."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiying.config.settings")
    import django

    logging.captureWarnings(capture=True)
    django.setup()


def open_office() -> None:
    """Starts Django on an office whose database is up to date. Raises NoOffice, NoDatabase."""
    set_up()
    if not database_exists() or waiting_migrations():
        raise NoOffice


def open_office_to_write() -> None:
    """The same for a command that changes something. Raises LogBehind too, where the database is an old backup."""
    open_office()
    from huiying.foundation.ledger.log.keeping import refuse_old_backup

    refuse_old_backup()


def database_exists() -> bool:
    """False when the SQLite file is not there: looking into it would make an empty one."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    return connection.vendor != "sqlite" or "mode=memory" in name or Path(name).exists()


def waiting_migrations() -> list[str]:
    """Names of the migrations that the database lacks. Raises NoDatabase."""
    from django.db import OperationalError

    from huiying.foundation.upkeep.upgrading import waiting

    try:
        return waiting()
    except OperationalError as err:
        raise NoDatabase from err


def words(text: str) -> None:
    """Words for the person at the terminal; standard output stays free for the answer."""
    click.echo(text, err=True)
