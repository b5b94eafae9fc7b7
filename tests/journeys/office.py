"""The office as its operator starts it: `huiying serve` on a fresh data folder, with a mail server beside it."""

import json
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from aiosmtpd.controller import Controller

from huiying.faces.cli.serve import answers
from tests.faces.cli.running import ROOT, environ, free_port

PATIENCE_SECONDS = 60


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
    """A running `huiying serve`. `address` without a slash at its end."""

    def __init__(self, folder: Path, *, cast: bool = True, database: str = "", **more: str):
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
            PYTHONPATH=str(ROOT),
            **more,
        )
        self._log = folder / "log"
        self._cast = cast
        self._process: subprocess.Popen[str] | None = None

    def start(self):
        if self._cast:
            self.run("huiying.faces.cli.prepare")
            self.run("tests.journeys.load_cast")
        self.mailbox.start()
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
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environ, stdout=log, stderr=log, text=True)
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
        self.mailbox.stop()

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


def new_database(url, name):
    """A database of its own on the server at `url`; the address of it."""
    _on_server(url, f'create database "{name}"')
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def drop_database(url, name):
    _on_server(url, f'drop database "{name}" with (force)')


def _on_server(url, statement):
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
