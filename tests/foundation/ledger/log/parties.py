"""Witnesses and signers as they are in the world: real servers, and sockets that misbehave."""

import socket
import threading
from contextlib import contextmanager

from huiying.core.translog.note import SigningKey
from huiying.faces.witness.heads import Heads
from huiying.faces.witness.serving import Answer
from huiying.faces.witness.signer import Signer
from huiying.faces.witness.witness import Witness
from tests.faces.witness.asking import served

NAME = "witness.example"
TOKEN = "a-token-of-the-office"


def key_of(name=NAME, number=7):
    return SigningKey(name, bytes([number]) * 32)


def witness_app(folder, log_keys, *, name=NAME, number=7):
    """A witness with a record of its own in `folder`."""
    key = key_of(name, number)
    heads = Heads(folder / f"{name}.sqlite3", key.verifier.public)
    if not heads.file.exists():
        heads.create()
    return Witness(key, heads, log_keys)


def signer_app(folder, *, host="localhost", number=9, token=TOKEN):
    key = SigningKey(host, bytes([number]) * 32)
    heads = Heads(folder / "signer.sqlite3", key.verifier.public)
    if not heads.file.exists():
        heads.create()
    return Signer(key, heads, token)


def policy_of(*parties, quorum="none"):
    """The office's log-policy.txt for (name, number, url) of witnesses."""
    lines = [f"witness {name} {key_of(name, number).cosigner.vkey} {url}" for name, number, url in parties]
    return "\n".join([*lines, f"quorum {quorum}", ""])


def answering(status=200, text="", **headers):
    """A server that always answers the same."""
    return served(lambda _request: Answer(status, text, headers=headers))


@contextmanager
def raw(talk):
    """The address of a server that does `talk(connection)` with each connection, after it has read the request."""
    listening = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def work():
        while not stop.is_set():
            try:
                line, _address = listening.accept()
            except OSError:
                return
            with line:
                try:
                    line.recv(65536)
                    talk(line, stop)
                except OSError:
                    continue

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        stop.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def nobody():
    """An address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
