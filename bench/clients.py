"""Clients that cost little themselves: ready-made bytes over kept connections, one thread each."""

import socket
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back: seconds of the whole, milliseconds of each request, the first lines of the answers by count."""

    seconds: float
    times: list[float]
    heads: dict[str, int]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    def quantile(self, percent: int) -> float:
        """Milliseconds in which so many per cent were answered."""
        return statistics.quantiles(self.times, n=100)[percent - 1]


def ask(port: int, requests: Sequence[bytes], clients: int) -> Answers:
    """Send every request once, `clients` at a time."""
    times: list[float] = []
    heads: dict[str, int] = {}
    team = [
        threading.Thread(target=_ask_in_turn, args=(port, requests[n::clients], times, heads)) for n in range(clients)
    ]
    started = time.perf_counter()
    for one in team:
        one.start()
    for one in team:
        one.join()
    return Answers(time.perf_counter() - started, times, heads)


def _ask_in_turn(port: int, requests: Sequence[bytes], times: list[float], heads: dict[str, int]) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            started = time.perf_counter()
            line.sendall(request)
            head = _answer(line)
            times.append((time.perf_counter() - started) * 1000)
            heads[head] = heads.get(head, 0) + 1


def _answer(line: socket.socket) -> str:
    """Reads one answer to its end. Its status and, of a redirect, where it leads."""
    got = b""
    while b"\r\n\r\n" not in got:
        if not (part := line.recv(65536)):
            raise ConnectionError("the server closed the connection")
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    fields = dict(row.lower().split(b": ", 1) for row in head.split(b"\r\n")[1:])
    wanted = int(fields.get(b"content-length", b"0"))
    while len(body) < wanted:
        body += line.recv(65536)
    status = head.split(b" ", 2)[1].decode()
    return f"{status} {fields.get(b'location', b'').decode()}".strip()
