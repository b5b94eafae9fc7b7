"""The web process: what it loads before the first request."""

import subprocess
import sys

from tests.faces.cli.running import ROOT, environ

SCRIPT = """
import gc, sys
from huiying.faces.cli import web
assert "django" not in sys.modules, "the parent loads Django"
application = web.load()
print(callable(application), "huiying.faces.desk.casework.queue" in sys.modules)
print(gc.get_freeze_count() > 10 * len(gc.get_objects()))
"""


def test_the_web_process_loads_every_view_and_leaves_it_out_of_the_garbage(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=environ() | {"HUIYING_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "True True\nTrue\n"), done.stderr
