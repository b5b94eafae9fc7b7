"""The office as its operator starts it: `huiying serve` on a fresh data folder, with a mail server beside it."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiosmtpd.controller import Controller

from huiying.faces.cli.serve import answers
from huiying.foundation.keys import clock
from tests import migrated
from tests.faces.cli.running import ROOT, environ, free_port

PATIENCE_SECONDS = 180
ZONE = ZoneInfo("Asia/Shanghai")
MOVED_CLOCK = Path(__file__).with_name("moved_clock")
EVERYBODY = "100000"
"""All who take part live behind one address; the gate has journeys of its own."""


class Mailbox:
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.mails: list[EmailMessage] = []
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  aiosmtpd's name
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def start(self):
        self._controller.start()

    def stop(self):
        self._controller.stop()

    def mail_to(self, address, number=1):
        """The text of the `number`-th mail to `address`, as soon as it is there."""
        found: list[EmailMessage] = []

        def there():
            found[:] = [mail for mail in self.mails if mail["To"] == address]
            return len(found) >= number

        wait_until(there, f"mail {number} to {address}")
        return found[number - 1].get_content()


class Office:
    """A running `huiying serve`. `address` without a slash at its end; `apart`: so that it can be killed as a whole.

    `clock_moves`: `days_pass` sets its one clock forward while it runs. `learns`: it learns its first model by itself;
    others have one that learnt from the same messages, which takes ten seconds of a processor. `migrates`: it starts on
    nothing at all, without `cast`; others find their tables empty, which takes fifteen.
    """

    def __init__(
        self,
        folder: Path,
        *,
        cast: bool = True,
        migrates: bool = False,
        database: str = "",
        apart: bool = False,
        clock_moves: bool = False,
        learns: bool = False,
        **more: str,
    ):
        self.folder, self.mailbox = folder, Mailbox()
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._database = database
        self._environ = environ(
            HUIYING_DATA=str(folder / "var"),
            HUIYING_ADDRESS=self.address,
            HUIYING_MAIL=f"smtp://127.0.0.1:{self.mailbox.port}",
            HUIYING_MAIL_FROM="huiying@liuxi.example",
            HUIYING_CHECKPOINT_SECONDS="1",
            DATABASE_URL=database,
            PYTHONPATH=os.pathsep.join([str(MOVED_CLOCK), str(ROOT)] if clock_moves else [str(ROOT)]),
            DAYS_AHEAD_FILE=str(folder / "days"),
            **{"HUIYING_FREE_PER_ADDRESS": EVERYBODY, **more},
        )
        (folder / "days").write_text("0")
        self._log = folder / "log"
        self._cast, self._migrates, self._apart, self._learns = cast, migrates, apart, learns
        self._process: subprocess.Popen[str] | None = None

    def start(self):
        if not self._migrates:
            migrated.lay_into(self.folder / "var", sqlite=not self._database)
        if self._cast:
            self.run("huiying.faces.cli.prepare")
            self.run("tests.journeys.load_cast")
            if not self._learns:
                migrated.teach(self.folder / "var")
        self.mailbox.start()
        self.start_again()

    def start_again(self):
        """Start the office on its folder as it is."""
        command = [
            sys.executable,
            "-m",
            "huiying",
            "serve",
            "--data",
            str(self.folder / "var"),
            "--port",
            str(self.port),
        ]
        with self._log.open("w") as log:
            more: dict[str, Any] = {"stdout": log, "stderr": log, "text": True, "start_new_session": self._apart}
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environ, **more)
        wait_until(self._answers, f"{self.address}\n{self.log()}")

    def _answers(self):
        assert self._process is not None
        assert self._process.poll() is None, self.log()
        return answers("127.0.0.1", self.port)

    def prepare_demo(self):
        """Fill the office with the invented county; its log-ins."""
        return json.loads(self.run("huiying.faces.cli.prepare", "--demo"))["log_ins"]

    def stop(self):
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
        if self._cast:
            migrated.learn(self.folder / "var")
        self.mailbox.stop()

    def kill(self):
        """The power goes: everything that runs dies at once, with no time to tidy up."""
        assert self._process is not None
        assert self._apart
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(30)
        wait_until(lambda: not answers("127.0.0.1", self.port), "nobody to answer any more")

    def days_pass(self, days: int):
        """So many days are over at once, for web and worker."""
        ahead = self.folder / "days"
        ahead.with_suffix(".new").write_text(str(int(ahead.read_text()) + days))
        ahead.with_suffix(".new").replace(ahead)

    def today(self) -> date:
        """The day that it is in the office."""
        ahead = timedelta(days=int((self.folder / "days").read_text()))
        return (clock.now() + ahead).astimezone(ZONE).date()

    def day(self, days: int) -> str:
        """So many days from the office's today, as a form takes it."""
        return (self.today() + timedelta(days=days)).isoformat()

    def run(self, module, *arguments):
        """Run one of our commands on this office; its standard output."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self._environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def log(self):
        """What web and worker have said so far."""
        return self._log.read_text("utf-8") if self._log.exists() else ""

    def count(self, words):
        """How many voices say exactly `words`, asked of the database itself."""
        question = "select count(*) from voices_voice where text = "
        if self._database:
            import psycopg

            with psycopg.connect(self._database) as connection:
                return connection.execute(question + "%s", (words,)).fetchone()[0]
        with closing(sqlite3.connect(self.folder / "var" / "huiying.sqlite3")) as connection:
            return connection.execute(question + "?", (words,)).fetchone()[0]


def wait_until(condition, what, seconds=PATIENCE_SECONDS):
    """Look again and again until it is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.05)


def link_in(text):
    """The address in a mail."""
    return re.search(r"https?://\S+", text)[0]
