"""Asking ClamAV: its command INSTREAM (clamd(8)), over TCP or a Unix socket. Nothing is written to a disk."""

import socket
import struct
from enum import Enum, auto

from django.conf import settings

TIMEOUT_SECONDS = 30
PIECE_BYTES = 64 * 1024


class Verdict(Enum):
    """TOO_LARGE: larger than clamd is set to take (StreamMaxLength). NO_ANSWER: nobody asked, or nobody answered."""

    CLEAN = auto()
    INFECTED = auto()
    TOO_LARGE = auto()
    NO_ANSWER = auto()


def scanner_is_set() -> bool:
    """Whether the office has a scanner."""
    return bool(settings.CLAMD)


def scan(data: bytes) -> Verdict:
    """What clamd says of `data`."""
    if not scanner_is_set():
        return Verdict.NO_ANSWER
    try:
        with _connected(settings.CLAMD) as line:
            answer = _asked(line, data)
    except OSError:
        return Verdict.NO_ANSWER
    if answer.endswith(b"FOUND"):
        return Verdict.INFECTED
    if b"size limit exceeded" in answer:
        return Verdict.TOO_LARGE
    return Verdict.CLEAN if answer == b"stream: OK" else Verdict.NO_ANSWER


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        try:
            line.settimeout(TIMEOUT_SECONDS)
            line.connect(where)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT_SECONDS)


def _asked(line: socket.socket, data: bytes) -> bytes:
    try:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE_BYTES):
            piece = data[start : start + PIECE_BYTES]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has said why before all was sent
    answer = b""
    while not answer.endswith(b"\0") and (more := line.recv(4096)):
        answer += more
    return answer.rstrip(b"\0\n")
