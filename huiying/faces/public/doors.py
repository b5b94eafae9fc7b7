"""The doors of the public face that cost something: beginning to speak, answering on, sending, opening a voice, adding
to it, objecting, nominating, voting, saying what was found."""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest
from django.http.cookie import parse_cookie

from huiying.core.crowding import Allowance
from huiying.faces.look.gate.door import KIB, Door, Knock
from huiying.faces.public.speak.draft import COOKIE, SALT
from huiying.faces.public.speak.questions import BY_SLUG
from huiying.foundation.office.services.web_pause import MOST_HOURS
from huiying.listen.voices.services.drafts import KEPT_FOR

WHOLE_TIMES, WHOLE_PER_MINUTE = 6, 60.0
"""What all addresses together may send at once, in times of one address; and how fast that sinks."""
WORDS_BYTES, FILES_BYTES = 8 * KIB * KIB, 110 * KIB * KIB
OLDEST = KEPT_FOR + timedelta(hours=MOST_HOURS)
"""How old a draft can be: a day, or a day beyond the longest pause of the web."""
SPEAK, CHECK = "/speak/", "/speak/check"
LOST = "/lost"
OPENING, ADDING = {"/follow", "/follow/code"}, "/follow/voice/add"
NOTICES = "/notices/"
MATTERS, NOMINATE, FOUND = "/matters/", "/nominate", "/found"


class PublicDoors:
    """`free`: how many may begin, and how many may send, from one address at once. Who adds files leaves a basket each
    time, which is kept for two days: many fill a disk."""

    def __init__(self, free: int) -> None:
        one, whole = Allowance(free, free / 30), Allowance(free * WHOLE_TIMES, WHOLE_PER_MINUTE, weight=0.25)
        self.start = Door("start", one, whole, most_bytes=WORDS_BYTES, closes=True)
        self.send = Door("send", one, whole, closes=True)
        self.answer = Door("answer", Allowance(120, 12), most_bytes=FILES_BYTES)
        self.add = Door("add", Allowance(120, 12), most_bytes=FILES_BYTES)
        self.open = Door("open", Allowance(free * 2, free))
        self.nominate = Door("nominate", one, whole, most_bytes=WORDS_BYTES, closes=True)
        self.object = Door("object", one, whole, most_bytes=WORDS_BYTES, closes=True)
        self.vote = Door("vote", one, whole)
        self.found = Door("found", one, whole, most_bytes=WORDS_BYTES)

    def __call__(self, environ: Mapping[str, Any]) -> Knock | None:
        """A post that begins, answers, sends, opens or adds; every other request costs little."""
        if environ["REQUEST_METHOD"] != "POST":
            return None
        path = environ.get("PATH_INFO", "")
        if path.startswith(SPEAK):
            return self._speaking(environ, path)
        if path == ADDING:
            return Knock(self.add)
        if path.startswith(NOTICES):
            return Knock(self.object)
        if path.startswith(MATTERS):
            return Knock(self._of_matters(path))
        return Knock(self.open) if path in OPENING or path == LOST else None

    def _of_matters(self, path: str) -> Door:
        """A vote goes on while nothing else is taken in by the web: its days were told."""
        if path.endswith(NOMINATE):
            return self.nominate
        return self.found if path.endswith(FOUND) else self.vote

    def sending(self, environ: Mapping[str, Any]) -> Knock:
        """A pass for sending is for one draft alone, and a draft is sent once."""
        return Knock(self.send, thing=draft_of(environ))

    def _speaking(self, environ: Mapping[str, Any], path: str) -> Knock | None:
        """Who writes on in a draft of ours has a level of their own: nobody else behind the address feels it."""
        if path != CHECK and path.removeprefix(SPEAK) not in BY_SLUG:
            return None
        draft = draft_of(environ)
        if not draft:
            return Knock(self.start)
        if path == CHECK:
            return Knock(self.send, thing=draft)
        return Knock(self.answer, thing=draft, place=sha256(draft.encode()).digest()[:16])


def draft_of(environ: Mapping[str, Any]) -> str:
    """The number of the draft of this browser; empty without one, or when we did not sign it within its time."""
    cookie = str(environ.get("HTTP_COOKIE", ""))
    if COOKIE not in cookie or (value := parse_cookie(cookie).get(COOKIE)) is None:
        return ""
    request = HttpRequest()
    request.COOKIES[COOKIE] = value
    try:
        return str(request.get_signed_cookie(COOKIE, salt=SALT, max_age=OLDEST))
    except BadSignature:
        return ""


@lru_cache(maxsize=1)
def public_doors() -> PublicDoors:
    """As this office has set them."""
    return PublicDoors(settings.FREE_PER_ADDRESS)
