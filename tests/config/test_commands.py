"""The console command is gathered from the faces."""

import subprocess
import sys

from huiying.config.commands import every_command
from tests.faces.cli.running import huiying


def test_help_lists_the_commands_of_office_and_outsiders():
    said = huiying("--help").stdout
    assert "serve" in said
    assert "verify" in said


def test_no_two_commands_share_a_name():
    names = [words for words, _command in every_command()]
    assert len(names) == len(set(names))


def test_the_command_line_loads_django_only_when_a_command_needs_it():
    check = "import sys, huiying.config.commands; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
