"""`huiying serve`: starts, answers, mends what is killed, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from huiying.faces.cli.serve import Greeting, answers
from huiying.faces.cli.supervisor import Child, Supervisor
from tests import migrated
from tests.faces.cli.running import ROOT, environ, free_port, huiying


class Served:
    """A running `huiying serve` on this folder."""

    def __init__(self, folder):
        self.port, self.folder = free_port(), folder
        command = [sys.executable, "-m", "huiying", "serve", "--data", str(folder), "--port", str(self.port)]
        with (folder.parent / "log").open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environ(), stdout=subprocess.PIPE, stderr=log, text=True
            )

    def family(self):
        """Process ids by what they run; the web has two processes of the same name, parent first."""
        found = {}
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_text(errors="replace").split("\0")
            except OSError:  # it has ended meanwhile
                continue
            if f"HUIYING_DATA={self.folder}" in _environ_of(path.parent) and "-m" in words:
                found.setdefault(words[words.index("-m") + 1], []).append(int(path.parent.name))
        return {name: sorted(ids) for name, ids in found.items()}

    def running(self, name):
        """The process ids of one of them, as soon as there are any."""
        self.seconds_until(lambda: self.family().get(name))
        return self.family()[name]

    def is_new_web(self, old):
        """True when other processes than the old ones answer."""
        now = self.family().get(WEB, [])
        return len(now) == len(old) and not set(now) & set(old) and answers("127.0.0.1", self.port)

    def seconds_until(self, condition, limit=10.0):
        start = time.monotonic()
        while time.monotonic() - start < limit:
            if condition():
                return time.monotonic() - start
            time.sleep(0.02)
        raise AssertionError("it did not happen in time")


def _environ_of(process):
    try:
        return (process / "environ").read_text(errors="replace").split("\0")
    except OSError:
        return []


pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="these tests read /proc (Linux)")
WEB, WORKER = "huiying.faces.cli.web", "huiying.faces.cli.worker"


@pytest.fixture
def served(tmp_path):
    migrated.lay_into(tmp_path / "var")
    served = Served(tmp_path / "var")
    try:
        assert f"http://127.0.0.1:{served.port}/" in served.process.stdout.readline()
        yield served
    finally:
        served.process.kill()
        served.process.communicate()
        served.seconds_until(lambda: not served.family(), limit=20)


def test_killed_processes_come_back_and_a_stop_leaves_nothing(served):
    for of_the_two in (1, 0):
        web = served.running(WEB)
        os.kill(web[of_the_two], signal.SIGKILL)
        served.seconds_until(lambda web=web: served.is_new_web(web), limit=60)
    worker = served.running(WORKER)
    os.kill(worker[0], signal.SIGKILL)
    served.seconds_until(lambda: served.family().get(WORKER, worker) != worker)
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(timeout=15) == 0
    assert served.family() == {}


def test_a_killed_supervisor_takes_its_children_along(served):
    served.process.kill()
    served.process.wait()
    assert served.seconds_until(lambda: not served.family(), limit=15) < 15


def test_the_supervisor_does_not_load_django(tmp_path):
    script = """
import sys
from huiying.faces.cli import serve
serve._prepare = lambda **options: {"database": "sqlite", "log_ins": [], "first_run": ""}
serve.Supervisor.run = lambda self: print("supervising")
serve.serve([*sys.argv[1:]], standalone_mode=False)
sys.exit(bool({"django", "granian"} & sys.modules.keys()))
"""
    command = [sys.executable, "-c", script, "--data", str(tmp_path), "--port", str(free_port())]
    done = subprocess.run(command, cwd=ROOT, env=environ(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "supervising\n"), done.stderr


def test_a_taken_port_is_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = huiying("serve", "--data", tmp_path / "var", "--port", taken.getsockname()[1])
    assert done.returncode == 1
    assert "Address already in use. Stop the program that uses it" in done.stderr
    assert not (tmp_path / "var").exists()


def test_an_unknown_host_is_a_sentence(tmp_path):
    done = huiying("serve", "--data", tmp_path / "var", "--host", "no.such.host.invalid", "--port", free_port())
    assert (done.returncode, "Cannot listen" in done.stderr) == (1, True)


def test_several_web_processes_on_sqlite_are_wrong_use(tmp_path):
    done = huiying("serve", "--data", tmp_path / "var", "--port", free_port(), "--workers", 2)
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert not (tmp_path / "var").exists()


@pytest.fixture
def _signals():
    """The supervisor takes the signals of this process; afterwards they are as before."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals")
def test_what_dies_three_times_in_a_minute_is_given_up():
    well = Child("well", [sys.executable, "-c", "import time; time.sleep(60)"])
    ill = Child("ill", [sys.executable, "-c", "raise SystemExit(3)"])
    supervisor = Supervisor([well, ill], look=lambda: None)
    supervisor.run()
    assert supervisor.gave_up == "ill"
    assert len(ill.deaths) == 3
    assert well.process.poll() == -signal.SIGTERM


@pytest.mark.usefixtures("_signals")
def test_a_signal_stops_the_children_also_those_that_refuse(monkeypatch):
    monkeypatch.setattr("huiying.faces.cli.supervisor.STOP_SECONDS", 0.2)
    monkeypatch.setattr("huiying.faces.cli.supervisor.PATIENCE_SECONDS", 0.3)
    deaf = Child(
        "deaf", [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"]
    )
    looks = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 8:
            os.kill(os.getpid(), signal.SIGTERM)

    supervisor = Supervisor([deaf], look=look)
    supervisor.run()
    assert (supervisor.gave_up, deaf.process.poll()) == (None, -signal.SIGKILL)


def test_the_address_and_the_demo_log_ins_are_said_once_when_the_web_answers(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "en")
    ready = iter([False, True])
    monkeypatch.setattr("huiying.faces.cli.serve.answers", lambda _host, _port: next(ready))
    greeting = Greeting("0.0.0.0", 8000, [{"who": "Reception", "name": "wang", "password": "one-two"}])
    greeting()
    assert capsys.readouterr().out == ""
    greeting()
    greeting()
    assert capsys.readouterr().out.splitlines() == [
        "Huiying runs at http://127.0.0.1:8000/",
        "Demo log-ins (at /desk/):",
        "  wang           one-two            Reception",
    ]


def test_nothing_answers_where_nobody_listens():
    assert not answers("127.0.0.1", free_port())
