"""Reads a log over HTTP from a server that is not trusted: bounded bytes, bounded time, no redirects."""

import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO

from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.tile import MOST_ENTRY_BYTES, Tile, pack_entries, unpack_entries
from huiying.core.translog.tree import HASH_BYTES
from huiying.faces.witness.errors import Unreachable

SILENCE_SECONDS = 15
FETCH_SECONDS = 60
AT_ONCE = 8
MOST_TEXT_BYTES = 1_000_000
CHUNK = 65_536
GONE = (404, 410)

Got = bytes | LogFault
"""The bytes of a tile, or why it is none."""


@dataclass(frozen=True, slots=True)
class Site:
    """A log at `url`, which has no slash at its end."""

    url: str

    def text(self, path: str) -> bytes:
        """A small file. Raises NotProved("missing"), Malformed("too_large"), Unreachable."""
        return _Fetch(self.url, path, MOST_TEXT_BYTES).result()

    def tile(self, tile: Tile) -> bytes:
        """The bytes of a tile. Raises as `text` does."""
        return self._result(tile, self._fetch(tile))

    def tiles(self, tiles: Iterable[Tile]) -> Iterator[tuple[Tile, Got]]:
        """Many tiles in their order, some of them asked for ahead. Raises Unreachable."""
        running: deque[tuple[Tile, _Fetch]] = deque()
        for tile in tiles:
            running.append((tile, self._fetch(tile)))
            if len(running) == AT_ONCE:
                yield self._got(*running.popleft())
        while running:
            yield self._got(*running.popleft())

    def _got(self, tile: Tile, fetch: "_Fetch") -> tuple[Tile, Got]:
        try:
            return tile, self._result(tile, fetch)
        except LogFault as fault:
            return tile, fault

    def _result(self, tile: Tile, fetch: "_Fetch") -> bytes:
        """What was fetched; a log that grew meanwhile may have only the full tile instead of a partial one."""
        try:
            return fetch.result()
        except NotProved:
            if tile.full:
                raise
            with suppress(NotProved):
                return _part(tile, self._fetch(Tile(tile.level, tile.n)).result())
            raise

    def _fetch(self, tile: Tile) -> "_Fetch":
        each = MOST_ENTRY_BYTES + 2 if tile.level < 0 else HASH_BYTES
        return _Fetch(self.url, tile.path, tile.width * each)


def _part(tile: Tile, whole: bytes) -> bytes:
    """A partial tile out of the full one. Raises Malformed."""
    if tile.level >= 0:
        return whole[: tile.width * HASH_BYTES]
    return pack_entries(unpack_entries(Tile(tile.level, tile.n), whole)[: tile.width])


class _Fetch(threading.Thread):
    """One request in a thread of its own, so that a server which drips its answer is left waiting, not we."""

    def __init__(self, base: str, path: str, most: int) -> None:
        super().__init__(daemon=True)
        self.base, self.path, self.most = base, path, most
        self._end = time.monotonic() + FETCH_SECONDS
        self._data = b""
        self._trouble: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self._data = self._read()
        except Exception as err:  # told to the one who waits
            self._trouble = err

    def result(self) -> bytes:
        """The bytes. Raises NotProved, Malformed, Unreachable."""
        self.join(max(0.0, self._end - time.monotonic()))
        if self.is_alive():
            raise Unreachable(url=f"{self.base}/{self.path}", why="too slow")
        err = self._trouble
        if isinstance(err, OSError | HTTPException | ValueError) and not isinstance(err, LogFault):
            why = str(getattr(err, "reason", "") or err or type(err).__name__)
            raise Unreachable(url=f"{self.base}/{self.path}", why=why) from err
        if err is not None:
            raise err
        return self._data

    def _read(self) -> bytes:
        request = urllib.request.Request(f"{self.base}/{self.path}", headers={"User-Agent": "huiying-monitor"})  # noqa: S310  the command takes only http and https
        with self._opened(request) as answer:
            parts, size, told = [], 0, _length(answer)
            while size != told and (part := answer.read1(CHUNK)):
                parts.append(part)
                size += len(part)
                if size > self.most:
                    raise Malformed("too_large", self.path)
                if time.monotonic() > self._end:
                    raise TimeoutError("too slow")
        if told not in (None, size):
            raise OSError("cut off")
        return b"".join(parts)

    def _opened(self, request: urllib.request.Request) -> HTTPResponse:
        try:
            answer: HTTPResponse = _opener.open(request, timeout=SILENCE_SECONDS)
        except urllib.error.HTTPError as err:
            err.close()
            if err.code in GONE:
                raise NotProved("missing", self.path) from err
            raise OSError(f"HTTP {err.code}") from err
        return answer


def _length(answer: HTTPResponse) -> int | None:
    """The number of bytes that the server announced, None when it announced none."""
    text = answer.headers.get("Content-Length", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A log that points elsewhere is answered as it is: whoever follows it names the right address."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects)
