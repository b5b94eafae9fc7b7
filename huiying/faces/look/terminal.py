"""What every command of every face has in common: `--json`, words in the reader's language, and exit codes 0, 1, 2.

It knows no office and loads no Django.
"""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn

import click

from huiying.core.errors import HuiyingError
from huiying.core.words import Text

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command has done: words for a person, `keys` for a program. `done` False gives exit code 1."""

    words: Text
    keys: Mapping[str, Any] = field(default_factory=dict)
    done: bool = True


def language() -> str:
    """ "zh-hans" or "en", from LC_ALL, LC_MESSAGES or LANG."""
    tongue = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh-hans" if tongue.lower().startswith("zh") else "en"


def say(zh: str, en: str) -> str:
    """The phrase in the reader's language."""
    return Text(zh=zh, en=en).say(language())


def option(*names: str, zh: str, en: str, **more: Any) -> Callable[..., Any]:
    """A click option whose help is in the reader's language."""
    return click.option(*names, help=say(zh, en), **more)


def command(name: str, *, zh: str, en: str) -> Callable[[Callable[..., Outcome]], click.Command]:
    """Makes a command of a function that takes its options and returns an Outcome."""

    def wrap(function: Callable[..., Outcome]) -> click.Command:
        @json_option
        @functools.wraps(function)
        def run(*, as_json: bool, **options: Any) -> None:
            with mistakes_said(as_json=as_json):
                _tell(function(**options), as_json=as_json)

        return click.command(name, help=say(zh, en))(run)

    return wrap


json_option = option(
    "--json", "as_json", is_flag=True, zh="在标准输出上给出一个 JSON 对象。", en="Print one JSON object."
)


@contextmanager
def mistakes_said(*, as_json: bool = False) -> Iterator[None]:
    """Turns what a person can mend into a sentence and exit code 1, a wrong setting into exit code 2."""
    try:
        yield
    except HuiyingError as err:
        stop(err.say(language()), code=err.code, as_json=as_json)
    except OSError as err:
        stop(f"{err.filename or ''} {err.strerror or err}".strip(), code="system", as_json=as_json)
    except SystemExit as err:
        if not isinstance(err.code, str):
            raise
        stop(err.code, code="setting", as_json=as_json, exit_code=2)


def stop(sentence: str, *, code: str, as_json: bool = False, exit_code: int = 1) -> NoReturn:
    """Ends the process with a sentence on standard error."""
    if as_json:
        click.echo(json.dumps({"error": code, "says": sentence}, ensure_ascii=False))
    click.echo(sentence if sentence.startswith("huiying:") else f"huiying: {sentence}", err=True)
    sys.exit(exit_code)


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """A progress bar on standard error; nothing is drawn when that is not a terminal."""
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def move(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield move


def moment(text: str | None, zone: Any) -> datetime | None:
    """A moment from ISO text; without an offset it is meant in `zone`. Raises click.BadParameter."""
    if text is None:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError as err:
        raise click.BadParameter(
            say(f"“{text}”不是时间，应如 2026-11-22T08:30。", f"{text!r} is not a time such as 2026-11-22T08:30.")
        ) from err
    return when if when.tzinfo else when.replace(tzinfo=zone)


def _tell(outcome: Outcome, *, as_json: bool) -> None:
    words = outcome.words.say(language())
    if as_json:
        click.echo(json.dumps(outcome.keys, ensure_ascii=False))
    click.echo(words, err=as_json)
    if not outcome.done:
        sys.exit(1)
