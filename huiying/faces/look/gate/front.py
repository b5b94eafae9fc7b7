"""The gate itself: a WSGI application around Django's. What it turns back costs no database, session or template."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from huiying.core.crowding import Asked
from huiying.faces.look.gate.address import place_of
from huiying.faces.look.gate.door import Door, Doors, Environ, Knock, is_stranger
from huiying.faces.look.gate.memory import Memory
from huiying.faces.look.gate.pages import Pages
from huiying.faces.look.gate.passes import Invitation, Shown, invite, read

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
NAME = "huiying.gate"
"""Under this name a page finds the gate in its request's META."""
PASS = "pass="  # noqa: S105  the name of a parameter
_FORGOTTEN_EVERY_SECONDS = 60.0


class Gate:
    """`proxies`: how many of our own stand in front. `paused`: until when nothing is taken in by the web, or None."""

    def __init__(
        self,
        application: Application,
        doors: Doors,
        *,
        proxies: int = 0,
        paused: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.application, self._doors, self._proxies, self._paused = application, doors, proxies, paused
        self._clock, self._steady = clock, steady
        self.memory = Memory()
        self.pages = Pages(application)
        self._forgotten_at = 0.0

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        environ[NAME] = self
        knock = self._doors(environ)
        if knock is None:
            return self.application(environ, start_response)
        door = knock.door
        if _length(environ) > door.most_bytes:
            return self.pages.too_long(environ, start_response, door)
        if door.closes and self._paused():
            return self.pages.paused(environ, start_response)
        place = self._place(environ, knock)
        asked = self._asks(door, place)
        if asked is not None and (refused := self._refusal(environ, knock, asked)) is not None:
            return self.pages.wait(environ, start_response, door, refused)
        if door.program:
            return self._watched(environ, start_response, door, place)
        self.memory.count(door.name, place, door.allowance, door.whole, self._steady())
        return self.application(environ, start_response)

    def invitation(self, environ: Mapping[str, Any], knock: Knock) -> Invitation | None:
        """What a page may offer beforehand, so that nobody waits when they press; None when nothing would be asked."""
        asked = self._asks(knock.door, self._place(environ, knock))
        return invite(knock.door.name, knock.thing, asked, now=self._clock()) if asked else None

    def _place(self, environ: Mapping[str, Any], knock: Knock) -> bytes:
        return knock.place or place_of(environ, proxies=self._proxies)

    def _asks(self, door: Door, place: bytes) -> Asked | None:
        return self.memory.asks(door.name, place, door.allowance, door.whole, self._steady())

    def _refusal(self, environ: Environ, knock: Knock, asked: Asked) -> Invitation | None:
        """None when a good pass was shown, and used up; else what to do. Who waits already goes on waiting."""
        now = self._clock()
        given = _pass(environ)
        shown = read(given, knock.door.name, knock.thing, now=now) if given else None
        if shown is not None and shown.left_seconds:
            fresh = invite(knock.door.name, knock.thing, asked, now=now)
            return Invitation(fresh.challenge, given, shown.left_seconds)
        if shown is not None and self._use(shown, now):
            return None
        return invite(knock.door.name, knock.thing, asked, now=now)

    def _use(self, shown: Shown, now: float) -> bool:
        if (at := self._steady()) - self._forgotten_at > _FORGOTTEN_EVERY_SECONDS:
            self._forgotten_at = at
            self.memory.forget_passes(now)
        return self.memory.use_once(shown.name, shown.good_until)

    def _watched(self, environ: Environ, start_response: Start, door: Door, place: bytes) -> Iterable[bytes]:
        """A program is counted when its key is unknown: whose key is good is never slowed here, whatever it may do."""

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if is_stranger(environ):
                self.memory.count(door.name, place, door.allowance, door.whole, self._steady())
            return start_response(status, headers, *more)

        return self.application(environ, start)


def _length(environ: Mapping[str, Any]) -> int:
    text = str(environ.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isdigit() else 0


def _pass(environ: Mapping[str, Any]) -> str:
    query = str(environ.get("QUERY_STRING", ""))
    return next((part.removeprefix(PASS) for part in query.split("&") if part.startswith(PASS)), "")
