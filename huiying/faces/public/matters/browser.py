"""A random number that a browser carries once somebody has voted or answered there; nothing else is known of them."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

KEPT_FOR = timedelta(days=400)
_SALT = "huiying.matters."


def token_of(request: HttpRequest, name: str) -> str:
    """The number that this browser has under `name`; empty when it has none, or one that we did not sign."""
    try:
        return str(request.get_signed_cookie(f"hy_{name}", default="", salt=_SALT + name))
    except BadSignature:
        return ""


def remember_token(response: HttpResponse, name: str, token: str, *, path: str) -> None:
    """Let this browser carry it, to the pages under `path` alone."""
    response.set_signed_cookie(
        f"hy_{name}",
        token,
        salt=_SALT + name,
        max_age=KEPT_FOR,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
