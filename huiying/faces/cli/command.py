"""What the commands of an office have in common: `--data` names its folder before Django's settings are read."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from huiying.faces.look import terminal
from huiying.faces.look.terminal import Outcome, option


def command(name: str, *, zh: str, en: str, office: bool = True) -> Callable[[Callable[..., Outcome]], click.Command]:
    """Makes a command of a function that takes its options and returns an Outcome.

    With `office` False the command needs no office: it has no `--data`.
    """

    def wrap(function: Callable[..., Outcome]) -> click.Command:
        return terminal.command(name, zh=zh, en=en)(_in_the_folder(function) if office else function)

    return wrap


data_option = option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="HUIYING_DATA",
    default=Path("var"),
    show_default="./var, HUIYING_DATA",
    zh="单位的数据文件夹（数据库、文件、密钥）。",
    en="The office's folder: database, files, keys.",
)


def use(data: Path) -> None:
    """Names the data folder for this process and its children; before Django's settings are read."""
    os.environ["HUIYING_DATA"] = str(data.expanduser().resolve())


def _in_the_folder(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
    @functools.wraps(function)
    def run(*, data: Path, **options: Any) -> Outcome:
        use(data)
        return function(**options)

    with_option: Callable[..., Outcome] = data_option(run)
    return with_option
