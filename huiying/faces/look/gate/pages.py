"""What the gate answers. Each page is made by Django once a minute for each language; then only figures are put in."""

import html
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from huiying.faces.look.gate.door import KIB, Door, Environ
from huiying.faces.look.gate.passes import Invitation
from huiying.faces.look.middleware import TEXT_COOKIE

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Headers = list[tuple[str, str]]
ASKED = "huiying.asked_by_gate"
"""Set in the request of the gate itself; nobody outside can set it."""
WAIT_PATH, PAUSED_PATH = "/speak/wait", "/speak/paused"
FIELDS, ACTION, SECONDS, CHALLENGE = "@@fields@@", "@@action@@", "@@seconds@@", "@@challenge@@"
KEPT_SECONDS = 60.0
MOST_ECHOED_BYTES = 256 * KIB
_FORM = "application/x-www-form-urlencoded"
_DROPPED = {"content-length", "cache-control", "retry-after", "vary"}


class Pages:
    """The pages of one gate in front of `application`."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._kept: dict[tuple[str, str, bool], tuple[float, str, Headers]] = {}

    def wait(self, environ: Environ, start: Start, door: Door, invitation: Invitation) -> Iterable[bytes]:
        """What to do before it is taken: the form again with all that was typed."""
        if door.program:
            return problem(environ, start, invitation.wait_seconds)
        page, headers = self._page(environ, WAIT_PATH)
        said = {
            SECONDS: str(invitation.wait_seconds),
            ACTION: html.escape(f"{environ.get('PATH_INFO', '')}?pass={invitation.waiting}{_other_query(environ)}"),
            CHALLENGE: html.escape(invitation.challenge),
            FIELDS: _fields(environ),
        }
        for name, value in said.items():
            page = page.replace(name, value)
        more = [("Retry-After", str(invitation.wait_seconds))]
        return _answer(start, "429 Too Many Requests", page, headers + more)

    def paused(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Nothing is taken in by the web now: until when, and where to go instead."""
        page, headers = self._page(environ, PAUSED_PATH)
        return _answer(start, "503 Service Unavailable", page, headers)

    def too_long(self, environ: Environ, start: Start, door: Door) -> Iterable[bytes]:
        """A body that is longer than anything that is asked for at this door; it is not read."""
        if door.program:
            return _problem(start, "413 Content Too Large", "too_long", _TOO_LONG, environ)
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")]
        return _answer(start, "413 Content Too Large", _in_language(_TOO_LONG, environ), headers)

    def forget(self) -> None:
        """The next page is made anew."""
        self._kept.clear()

    def _page(self, environ: Environ, path: str) -> tuple[str, Headers]:
        large = f"{TEXT_COOKIE}=large" in str(environ.get("HTTP_COOKIE", ""))
        key = (path, language_of(environ), large)
        found = self._kept.get(key)
        if found is None or found[0] < time.monotonic():
            page, headers = self._made(*key)
            found = (time.monotonic() + KEPT_SECONDS, page, headers)
            self._kept[key] = found
        return found[1], list(found[2])

    def _made(self, path: str, language: str, large: bool) -> tuple[str, Headers]:
        """Asks Django for the page as a browser with these two cookies would, so that it has every header.

        Nothing of the request that is answered goes in, not even its host: the page is for everybody.
        """
        cookie = f"{settings.LANGUAGE_COOKIE_NAME}={language}" + (f"; {TEXT_COOKIE}=large" if large else "")
        got: list[Headers] = []
        asked = _OWN_REQUEST | {"PATH_INFO": path, "HTTP_COOKIE": cookie, "HTTP_HOST": _own_host(), ASKED: True}
        asked |= {"wsgi.input": BytesIO(), "wsgi.errors": sys.stderr}
        parts = self._application(asked, lambda _status, headers, *_more: got.append(headers))
        page = b"".join(parts).decode()
        if callable(close := getattr(parts, "close", None)):
            close()
        return page, [(name, value) for name, value in got[0] if name.lower() not in _DROPPED]


_OWN_REQUEST: Environ = {
    "REQUEST_METHOD": "GET",
    "QUERY_STRING": "",
    "SCRIPT_NAME": "",
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_X_FORWARDED_PROTO": "https",
    "wsgi.url_scheme": "http",
}


def _own_host() -> str:
    host = next(iter(settings.ALLOWED_HOSTS), "localhost")
    return "localhost" if host == "*" else str(host).lstrip(".")


def language_of(environ: Mapping[str, Any]) -> str:
    """The language in which Django would answer."""
    chosen = _CHOSEN.search(str(environ.get("HTTP_COOKIE", "")))
    return _language(chosen[1] if chosen else "", str(environ.get("HTTP_ACCEPT_LANGUAGE", ""))[:200])


_CHOSEN = re.compile(rf"(?:^|;) *{settings.LANGUAGE_COOKIE_NAME}=([a-z-]{{1,20}})(?:;|$)")


@lru_cache(maxsize=1024)
def _language(chosen: str, accepted: str) -> str:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen
    return get_language_from_request(request)


def _fields(environ: Environ) -> str:
    """All that was typed, as hidden fields of the form on the page; empty where it cannot be (files)."""
    length = int(str(environ.get("CONTENT_LENGTH") or "0"))
    if length > MOST_ECHOED_BYTES or not str(environ.get("CONTENT_TYPE", "")).startswith(_FORM):
        return ""
    body = environ["wsgi.input"].read(length).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return ""
    hidden = '<input type="hidden" name="{}" value="{}">'
    return "".join(hidden.format(html.escape(name), html.escape(value)) for name, value in pairs)


def _other_query(environ: Environ) -> str:
    """What else stood in the address, without the signs of our own places in the page."""
    parts = str(environ.get("QUERY_STRING", "")).replace("@", "%40").split("&")
    return "".join(f"&{part}" for part in parts if part and not part.startswith("pass="))


def _answer(start: Start, status: str, text: str, headers: Headers) -> Iterable[bytes]:
    body = text.encode()
    start(status, [*headers, ("Cache-Control", "no-store"), ("Content-Length", str(len(body)))])
    return [body]


_TOO_MANY = {
    "zh-hans": "来得太多了。请过 {seconds} 秒再试。",
    "en": "Too many requests came from here. Please try again in {seconds} seconds.",
}
_TOO_LONG = {
    "zh-hans": "内容太长，一次收不下。请返回上一页，写短一些再送；以后还可以补充。",
    "en": "It is longer than we can take in one go. Go back, shorten it and send it again; you can add more later.",
}


def problem(environ: Mapping[str, Any], start: Start, seconds: int) -> Iterable[bytes]:
    """The same for a program (RFC 9457), with the seconds that it should wait."""
    said = {language: text.format(seconds=seconds) for language, text in _TOO_MANY.items()}
    return _problem(start, "429 Too Many Requests", "too_many", said, environ, ("Retry-After", str(seconds)))


def _problem(
    start: Start, status: str, code: str, said: Mapping[str, str], environ: Mapping[str, Any], *more: tuple[str, str]
) -> Iterable[bytes]:
    number = int(status[:3])
    told = {"type": f"/api/v1/#{code}", "title": status[4:], "status": number, "code": code, "errors": []}
    text = json.dumps(told | {"detail": _in_language(said, environ)}, ensure_ascii=False)
    return _answer(start, status, text, [("Content-Type", "application/problem+json"), *more])


def _in_language(said: Mapping[str, str], environ: Mapping[str, Any]) -> str:
    return said.get(language_of(environ), said["en"])
