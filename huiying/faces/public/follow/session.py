"""Which voice this browser may read: its id in a session of 30 minutes, and nothing else about it."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY as LOGGED_IN
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from huiying.listen.voices.models import Voice

_VOICE = "voice"
_MINUTES = 30
_ASKED = "hy_asked"
_SALT = "huiying.follow.number"


def open_voice(request: HttpRequest, voice: Voice) -> None:
    """From now on, for 30 minutes, this browser reads `voice`."""
    request.session.cycle_key()
    request.session[_VOICE] = voice.pk
    if LOGGED_IN not in request.session:
        request.session.set_expiry(_MINUTES * 60)


def open_voice_id(request: HttpRequest) -> int | None:
    """The voice that this browser has opened with a receipt or a link."""
    value = request.session.get(_VOICE)
    return value if isinstance(value, int) else None


def close_voice(request: HttpRequest) -> None:
    """This browser reads no voice any more; a member of staff stays logged in."""
    if LOGGED_IN in request.session:
        request.session.pop(_VOICE, None)
    else:
        request.session.flush()


def remember_number(response: HttpResponse, number: str) -> None:
    """Carry the receipt number to the page that asks for the code, for ten minutes."""
    response.set_signed_cookie(
        _ASKED,
        number,
        salt=_SALT,
        max_age=600,
        path=reverse("public:follow"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def remembered_number(request: HttpRequest) -> str:
    """The receipt number asked for before; empty when there is none."""
    try:
        return str(request.get_signed_cookie(_ASKED, default="", salt=_SALT, max_age=600))
    except BadSignature:
        return ""


def forget_number(response: HttpResponse) -> None:
    response.delete_cookie(_ASKED, path=reverse("public:follow"), samesite="Lax")
