"""Headers that every page needs: private pages are stored nowhere."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

TEXT_COOKIE = "hy_text"
_DESK = "/desk/"


def text_is_large(request: HttpRequest) -> bool:
    """长辈版, as chosen in this browser."""
    return request.COOKIES.get(TEXT_COOKIE) == "large"


def is_private(request: HttpRequest) -> bool:
    """Every page of the desk, and each page that says `request.private = True`."""
    return request.path.startswith(_DESK) or bool(getattr(request, "private", False))


class PageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_private(request):
            response["Cache-Control"] = "no-store"
        elif response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie",))
        return response


def remember(response: HttpResponse, name: str, value: str) -> None:
    """A cookie for a year about this browser: how it shows pages, or that somebody came in (it holds no name)."""
    response.set_cookie(
        name, value, max_age=365 * 24 * 3600, samesite="Lax", httponly=True, secure=bool(settings.SESSION_COOKIE_SECURE)
    )
