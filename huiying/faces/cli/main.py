"""`huiying`: the console command."""

from collections.abc import Iterable, Iterator

import click

from huiying.faces.cli.check import check
from huiying.faces.cli.command import say
from huiying.faces.cli.demo import demo
from huiying.faces.cli.evaluate import evaluate
from huiying.faces.cli.import_voices import import_voices
from huiying.faces.cli.init import init
from huiying.faces.cli.serve import serve
from huiying.faces.cli.tick import tick

COMMANDS = (init, serve, import_voices, demo, tick, check, evaluate)


@click.group(
    help=say(
        "回应：民有所呼，我必有应。各命令加 --help 查看用法。",
        "Huiying: whoever speaks up is heard and answered. Add --help to a command for its options.",
    )
)
def cli() -> None:
    pass


for one in COMMANDS:
    cli.add_command(one)


def every_command(
    commands: Iterable[click.Command] = COMMANDS, before: str = ""
) -> Iterator[tuple[str, click.Command]]:
    """(its words, the command) of every command; groups are opened: ("eval category", …)."""
    for command in commands:
        words = f"{before}{command.name}"
        if isinstance(command, click.Group):
            yield from every_command(command.commands.values(), f"{words} ")
        else:
            yield words, command


def main() -> None:
    """Runs the command line; exits with 0 done, 1 could not, 2 wrong use."""
    cli(prog_name="huiying")
