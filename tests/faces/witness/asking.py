"""Asks a witness or a signer as the server of an office would, and runs them as processes."""

import http.client
import subprocess
import sys
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit

from huiying.core.translog.step import Step
from huiying.faces.witness.serving import Server
from tests.faces.cli.running import ROOT, environ


def ask(url, method="GET", body=None, **headers):
    """(status, content type, text) of one request."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    try:
        line.request(method, parts.path or "/", body, headers)
        answer = line.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read().decode()
    finally:
        line.close()


def step(log, old, new=None, proof=None, **more):
    """The body that asks a witness for a step of `log`."""
    new = len(log.entries) if new is None else new
    proof = log.consistency(old, new) if proof is None else proof
    return Step(old, tuple(proof), log.checkpoint(new, **more)).data


def bare_step(log, old, new=None):
    """The body that asks the signer."""
    new = len(log.entries) if new is None else new
    proof = log.consistency(old, new) if old <= new else []
    return Step(old, tuple(proof), log.head(new).text.encode()).data


@contextmanager
def served(app):
    """The address of a server in a thread of this process."""
    server = Server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Process:
    """A command that listens, as a process of its own."""

    def __init__(self, *arguments):
        command = [sys.executable, "-m", "huiying", *map(str, arguments), "--port", "0"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environ(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        line = self.process.stderr.readline()
        assert "Listening on" in line, line + self.process.stderr.read()
        self.url = line.split("Listening on ")[1].split(",")[0]

    def stop(self):
        """(exit code, standard output, standard error) after a polite end."""
        self.process.terminate()
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err

    def __enter__(self):
        return self

    def __exit__(self, *_caught):
        if not self.process.stdout.closed:
            self.process.kill()
            self.process.communicate()
