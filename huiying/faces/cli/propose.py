"""`huiying propose`: groups open and recent cases, as the worker does each night, and proposes common issues."""

import os

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.kin import die_with_parent
from huiying.faces.cli.office import open_office_to_write
from huiying.faces.look.terminal import Outcome

NICENESS = 10
"""Whoever sends something meanwhile goes first."""


@command(
    "propose",
    zh="把相像的件归拢，提议共性问题。平时每天夜里自动做。",
    en="Group cases that are alike and propose common issues. The worker does it each night by itself.",
)
def propose() -> Outcome:
    die_with_parent()
    open_office_to_write()
    from huiying.foundation.keys import clock
    from huiying.loop.understanding.proposing import propose_issues

    os.nice(NICENESS)
    count = propose_issues(now=clock.now())
    said = Text(zh=f"有 {count} 个提议等人来看。", en=f"{count} proposals wait for people.")
    return Outcome(said, {"proposals": count})
