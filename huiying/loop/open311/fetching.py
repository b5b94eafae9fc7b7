"""Asking another system over HTTP: bounded bytes, bounded time, a few tries, and only ever the host that was named."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urlencode, urlsplit

from huiying.loop.open311.errors import AddressWrong, AnswerUnreadable, NoAnswer, Refused
from huiying.loop.open311.xml_reading import XmlRefused, read_xml, rows_in

SILENCE_SECONDS, WHOLE_SECONDS = 20, 120
MOST_BYTES, CHUNK = 32 * 1024 * 1024, 65_536
WAITS = (1.0, 3.0, 9.0)
LONGEST_WAIT = 60.0
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
Sleep = Callable[[float], None]


def base_of(url: str) -> str:
    """The root of the endpoint without a slash at its end; the address of one of its documents will do too.

    Raises AddressWrong.
    """
    parts = urlsplit(url.strip())
    try:
        _ = parts.port
    except ValueError as err:
        raise AddressWrong from err
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise AddressWrong
    path = parts.path.rstrip("/")
    head, _, last = path.rpartition("/")
    path = head if last.endswith((".xml", ".json")) else path
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


@dataclass(slots=True)
class Endpoint:
    """Another system. `fmt`: what it speaks, JSON where it does. `key` goes into the body of posts alone."""

    url: str
    jurisdiction: str = ""
    key: str = field(default="", repr=False)
    fmt: str = "json"
    sleep: Sleep = time.sleep

    def rows(self, name: str, **parameters: str) -> list[dict[str, Any]]:
        """The rows of a list. Raises NoAnswer, Refused, AnswerUnreadable."""
        return self._rows(self._address(name, parameters), None)

    def one(self, name: str, **parameters: str) -> dict[str, Any]:
        """An object. Raises as `rows` does."""
        url = self._address(name, parameters)
        found = self._content(url, self._bytes(url, None))
        found = dict(found) if isinstance(found, list) and all(isinstance(one, tuple) for one in found) else found
        if not isinstance(found, Mapping):
            raise AnswerUnreadable(url=url, why="no object")
        return dict(found)

    def post(self, name: str, form: Mapping[str, str]) -> list[dict[str, Any]]:
        """Raises as `rows` does."""
        body = {**form, "api_key": self.key} | ({"jurisdiction_id": self.jurisdiction} if self.jurisdiction else {})
        return self._rows(f"{self.url}/{name}.{self.fmt}", urlencode(body).encode())

    def choose_format(self) -> None:
        """XML for a system that has no JSON. Raises as `rows` does."""
        try:
            self.rows("services")
        except (Refused, AnswerUnreadable):
            self.fmt = "xml"
            self.rows("services")

    def _address(self, name: str, parameters: Mapping[str, str]) -> str:
        asked = {**parameters} | ({"jurisdiction_id": self.jurisdiction} if self.jurisdiction else {})
        return f"{self.url}/{name}.{self.fmt}" + (f"?{urlencode(asked)}" if asked else "")

    def _rows(self, url: str, body: bytes | None) -> list[dict[str, Any]]:
        found = self._content(url, self._bytes(url, body))
        if self.fmt == "xml":
            return rows_in(found)
        if isinstance(found, Mapping):  # some wrap their list, some leave it out for one
            inner = [one for one in found.values() if isinstance(one, list)]
            found = inner[0] if len(found) == 1 and inner else [found]
        if not isinstance(found, list):
            raise AnswerUnreadable(url=url, why="no list")
        return [one if isinstance(one, dict) else {} for one in found]

    def _content(self, url: str, data: bytes) -> Any:
        try:
            return read_xml(data)[1] if self.fmt == "xml" else json.loads(data)
        except (XmlRefused, ValueError, RecursionError) as err:
            raise AnswerUnreadable(url=url, why=type(err).__name__) from err

    def _bytes(self, url: str, body: bytes | None) -> bytes:
        """With a few tries: a repeated post is told by its own id, so that it counts once."""
        for wait in (*WAITS, None):
            try:
                return _fetched(url, body)
            except _Later as later:
                if wait is None:
                    raise NoAnswer(url=url, why=later.why) from later
                self.sleep(min(LONGEST_WAIT, max(wait, later.seconds)))
        raise AssertionError("the last try returns or raises")


class _Later(Exception):
    """It may go well another time, after so many seconds."""

    def __init__(self, why: str, seconds: float = 0.0) -> None:
        super().__init__(why)
        self.why, self.seconds = why, seconds


def _fetched(url: str, body: bytes | None) -> bytes:
    request = urllib.request.Request(url, data=body, headers={"User-Agent": "huiying-open311"})  # noqa: S310  base_of takes only http and https
    end = time.monotonic() + WHOLE_SECONDS
    try:
        with _opener.open(request, timeout=SILENCE_SECONDS) as answer:
            return _read(answer, url, end)
    except urllib.error.HTTPError as err:
        with err:
            if err.code in TRY_AGAIN:
                asked = err.headers.get("Retry-After", "")
                raise _Later(f"HTTP {err.code}", float(asked) if asked.isdecimal() else 0.0) from err
            raise Refused(url=url, status=err.code) from err
    except (OSError, HTTPException) as err:
        raise _Later(str(getattr(err, "reason", "") or type(err).__name__)) from err


def _read(answer: Any, url: str, end: float) -> bytes:
    parts, size = [], 0
    while part := answer.read1(CHUNK):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise AnswerUnreadable(url=url, why=f"> {MOST_BYTES} bytes")
        if time.monotonic() > end:
            raise TimeoutError("too slow")
    told = answer.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) != size:
        raise OSError("cut off")
    return b"".join(parts)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """An answer may send us on within its own host, from http to https too; nowhere else, and never with a post."""

    max_redirections = 3

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        here, there = urlsplit(req.full_url), urlsplit(newurl)
        stays = there.hostname == here.hostname and there.scheme in ("https", here.scheme)
        if req.data is not None or not stays:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_opener = urllib.request.build_opener(_SameHost)
