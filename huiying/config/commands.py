"""`huiying`: the console command, gathered from the faces as `urls` gathers their pages."""

from collections.abc import Iterable, Iterator

import click

from huiying.faces.cli import commands as office
from huiying.faces.look.terminal import say
from huiying.faces.witness import commands as outsiders

COMMANDS = (*office.COMMANDS, *outsiders.COMMANDS)


@click.group(
    help=say(
        "回应：民有所呼，我必有应。各命令加 --help 查看用法。",
        "Huiying: whoever speaks up is heard and answered. Add --help to a command for its options.",
    )
)
def huiying() -> None:
    pass


for one in COMMANDS:
    huiying.add_command(one)


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
    huiying(prog_name="huiying")
