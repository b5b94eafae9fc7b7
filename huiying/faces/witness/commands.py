"""The commands for outsiders: none of them needs an office."""

import click

COMMANDS: tuple[click.Command, ...] = ()
