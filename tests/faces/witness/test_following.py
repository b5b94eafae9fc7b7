"""With --every a monitor follows a log until it is stopped, a line for each new checkpoint."""

import json
import subprocess
import sys
import threading
from queue import Queue

import pytest

from tests.faces.cli.running import ROOT, environ
from tests.faces.witness.log import DUE, entry, log_of
from tests.faces.witness.site import Site


class Following:
    """The command as a process; `lines` is what it says, as it says it."""

    def __init__(self, url, *arguments):
        command = [
            sys.executable,
            "-u",
            "-m",
            "huiying",
            "monitor",
            url,
            "--every",
            "1",
            "--today",
            str(DUE),
            *arguments,
        ]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environ(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._lines = Queue()
        stream = self.process.stderr if "--json" in arguments else self.process.stdout
        self._reader = threading.Thread(target=lambda: [self._lines.put(line) for line in stream])
        self._reader.start()

    def line(self):
        return self._lines.get(timeout=30)

    def stop(self):
        """(exit code, the rest of standard output)"""
        self.process.terminate()
        self.process.wait(timeout=30)
        self._reader.join()
        return self.process.returncode, self.process.stdout.read()

    def __enter__(self):
        return self

    def __exit__(self, *_caught):
        self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()
        self.process.stderr.close()


@pytest.fixture
def site():
    site = Site(log_of(300))
    with site.running() as site.url:
        yield site


def test_a_line_for_each_new_checkpoint_and_for_trouble_once(site):
    with Following(site.url) as following:
        assert "300 entries, 300 new, in order; 0 past due" in following.line()
        site.log.append(entry(300))
        assert "301 entries, 1 new, in order" in following.line()
        site.spoilt["checkpoint"] = 500
        assert "could not be reached (HTTP 500)" in following.line()
        site.log.append(entry(301))
        del site.spoilt["checkpoint"]
        assert "302 entries, 1 new, in order" in following.line()
        code, _out = following.stop()
        assert code == 0


def test_what_is_wrong_is_said_and_ends_with_exit_code_1(site):
    with Following(site.url, "--json") as following:
        following.line()
        site.log.append(entry(300))
        site.flip("tile/0/001.p/45")
        assert "Something is WRONG" in following.line()
        assert "tile/0/001.p/45" in following.line()
        code, out = following.stop()
        assert (code, json.loads(out)["ok"]) == (1, False)


def test_who_stops_it_before_the_first_look_learns_that_nothing_was_seen(site):
    site.spoilt["checkpoint"] = 500
    with Following(site.url, "--json") as following:
        following.line()
        code, out = following.stop()
        assert (code, json.loads(out)["ok"]) == (1, False)
