"""A small HTTP server for one function: bounded bodies, bounded time, bounded number of connections."""

import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any, NoReturn

MOST_BODY_BYTES = 256 * 1024
MOST_CONNECTIONS = 64
SILENCE_SECONDS = 10
CONNECTION_SECONDS = 60
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. `word`: the bearer token, "" without one."""

    method: str
    path: str
    word: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered."""

    status: int
    text: str = ""
    kind: str = PLAIN
    headers: Mapping[str, str] = field(default_factory=dict)


App = Callable[[Request], Answer]


class Server(ThreadingHTTPServer):
    """Answers with `app`, a thread for each connection; the caller runs serve_forever and server_close."""

    daemon_threads = True
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, host: str, port: int, app: App) -> None:
        self.app = app
        self._since: dict[Any, float] = {}
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        host, port = self.socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def server_bind(self) -> None:
        """Binds without asking the name service who we are."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]  # text and number

    def verify_request(self, request: Any, client_address: Any) -> bool:
        return len(self._since) < MOST_CONNECTIONS

    def process_request(self, request: Any, client_address: Any) -> None:
        self._since[request] = time.monotonic()
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._since.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """Ends connections that have lasted too long, twice a second."""
        for request, since in self._since.copy().items():
            if time.monotonic() - since > CONNECTION_SECONDS:
                with suppress(OSError):
                    request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who goes away is no trouble of ours; everything else is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def run(self) -> None:
        """Serves until SIGINT or SIGTERM."""
        stop_politely()
        with suppress(KeyboardInterrupt):
            self.serve_forever()
        self.server_close()


def stop_politely() -> None:
    """Lets SIGTERM end the process as Ctrl-C does: with KeyboardInterrupt."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(*_args: object) -> NoReturn:
    raise KeyboardInterrupt


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "huiying", ""
    timeout = SILENCE_SECONDS
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._reply(b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self._send(Answer(411, "Content-Length\n"), last=True)
        elif len(length) > 9 or int(length) > MOST_BODY_BYTES:
            self._send(Answer(413, f"{MOST_BODY_BYTES} bytes at most\n"), last=True)
        else:
            body = self.rfile.read(int(length))
            if len(body) == int(length):
                self._reply(body)
            else:
                self.close_connection = True

    def _reply(self, body: bytes) -> None:
        scheme, _, word = self.headers.get("Authorization", "").partition(" ")
        token = word.strip() if scheme.lower() == "bearer" else ""
        try:
            answer = self.server.app(Request(self.command, self.path, token, body))
        except sqlite3.Error as err:
            sys.stderr.write(f"huiying: {err}\n")
            answer = Answer(503, "The record cannot be written. Nothing was signed.\n")
        self._send(answer)

    def _send(self, answer: Answer, *, last: bool = False) -> None:
        data = answer.text.encode("utf-8")
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if last:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that the base class gave it
        """Nothing: who asked is nobody's business."""
