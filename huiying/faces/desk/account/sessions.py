"""Where somebody is logged in: read from the sessions themselves, which nobody keeps a second time.

The sweep takes away each minute what has expired.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.translation import gettext as _

from huiying.faces.desk.access import BEGAN

DEVICE = "device"
_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("MicroMessenger/", "WeChat"), ("Chrome/", "Chrome"),
             ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "HarmonyOS"),
            ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One log-in. `name`: by which it is ended; it opens nothing."""

    name: str
    device: str
    began: datetime | None
    seen: datetime
    here: bool


def entered(request: HttpRequest, now: datetime) -> None:
    """Write down when and with which browser, in a session that has just been opened."""
    request.session[BEGAN] = int(now.timestamp())
    request.session[DEVICE] = _device(request.headers.get("User-Agent", ""))


def _device(agent: str) -> str:
    """As much as people need to know their own again, and no more."""
    browser = next((said for sign, said in _BROWSERS if sign in agent), "")
    system = next((said for sign, said in _SYSTEMS if sign in agent), "")
    return " · ".join(filter(None, (browser, system)))


def sessions_of(staff_id: int, *, here: str | None = None) -> list[Place]:
    """Every log-in that is open, the latest page first. `here`: the key of the session that asks."""
    found = [_place(row, data, here) for row, data in _open(staff_id)]
    return sorted(found, key=lambda place: (not place.here, -place.seen.timestamp()))


def _open(staff_id: int) -> Iterator[tuple[Session, dict[str, object]]]:
    for row in Session.objects.iterator():
        data = row.get_decoded()
        if data.get(SESSION_KEY) == str(staff_id):
            yield row, data


def _place(row: Session, data: dict[str, object], here: str | None) -> Place:
    began = data.get(BEGAN)
    return Place(
        name=_name(row.session_key),
        device=str(data.get(DEVICE) or "") or _("A browser"),
        began=datetime.fromtimestamp(began, UTC) if isinstance(began, int) else None,
        seen=row.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE),
        here=row.session_key == here,
    )


def _name(session_key: str) -> str:
    """Sixteen letters made from the key, from which nobody makes the key."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"session\n{session_key}".encode(), sha256).hex()[:16]


def end_sessions(staff_id: int, *, name: str = "", but: str | None = None) -> int:
    """End the log-in called `name`, or all of them except the one with the key `but`; how many that were."""
    ended = 0
    for row, _data in list(_open(staff_id)):
        if row.session_key != but and (not name or _name(row.session_key) == name):
            SessionStore(row.session_key).delete()
            ended += 1
    return ended
