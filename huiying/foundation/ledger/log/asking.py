"""One HTTP request to a witness or to the machine that signs: short, without redirects, with a limit on the answer."""

import http.client
import ssl
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 5
MOST_BYTES = 100_000


class NoAnswer(OSError):
    """Nobody answered. The message is the kind of the trouble, never what was sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, content type and body."""

    status: int
    kind: str
    body: bytes


def post(url: str, body: bytes, *, token: str = "") -> Answer:
    """POST plain bytes. Raises NoAnswer."""
    parts = urlsplit(url)
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    try:
        connection.request("POST", parts.path or "/", body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.getheader("Content-Type", ""), answer.read(MOST_BYTES))
    except (OSError, http.client.HTTPException) as err:
        raise NoAnswer(type(err).__name__) from err
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS, context=context)
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    raise NoAnswer("scheme")


def request_body(old: int, proof: list[bytes], checkpoint: bytes) -> bytes:
    """The body of add-checkpoint (C2SP tlog-witness): the old size, the proof, a blank line, the checkpoint."""
    lines = [f"old {old}", *(b64encode(one).decode() for one in proof), "", ""]
    return "\n".join(lines).encode("ascii") + checkpoint
