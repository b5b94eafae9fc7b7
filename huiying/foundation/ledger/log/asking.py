"""One HTTP request to a witness or to the machine that signs: short, without redirects, with a limit on the answer."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from huiying.core.translog.step import SIZE_TYPE

TIMEOUT_SECONDS = 5
LONGEST_SECONDS = 15
MOST_BYTES = 100_000


class NoAnswer(OSError):
    """Nobody answered. The message is the kind of the trouble, never what was sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, content type and body."""

    status: int
    kind: str
    body: bytes

    @property
    def other_size(self) -> int | None:
        """The size that a signer has seen, when it was not the one we said (C2SP tlog-witness, status 409)."""
        text = self.body.decode("ascii", "replace").strip()
        said = self.status == 409 and self.kind == SIZE_TYPE and text.isdecimal() and len(text) < 20
        return int(text) if said else None


def post(url: str, body: bytes, *, token: str = "") -> Answer:
    """POST plain bytes. Raises NoAnswer, also for an answer that is not there whole after LONGEST_SECONDS."""
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        parts = urlsplit(url)
        with closing(_connection(parts.scheme, parts.hostname or "", parts.port)) as connection:
            connection.connect()
            with _ended_after(connection.sock, LONGEST_SECONDS):
                connection.request("POST", parts.path or "/", body, headers)
                answer = connection.getresponse()
                return Answer(answer.status, answer.getheader("Content-Type", ""), answer.read(MOST_BYTES))
    except NoAnswer:
        raise
    except (OSError, ValueError, http.client.HTTPException) as err:
        raise NoAnswer(type(err).__name__) from err


@contextmanager
def _ended_after(line: socket.socket, seconds: float) -> Iterator[None]:
    """The other side has so long for all that the block does, however busy it keeps the line."""
    timer = threading.Timer(seconds, _end, [line])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS, context=context)
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    raise NoAnswer("scheme")
