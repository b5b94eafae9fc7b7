"""The mark of a browser in which somebody has come in before; strangers' wrong tries do not make it wait."""

from django.http import HttpRequest, HttpResponse

from huiying.faces.look.middleware import remember
from huiying.foundation.people.services import log_in as trials

KNOWN_COOKIE = "hy_known"


def known(request: HttpRequest, username: str) -> str:
    """Of this browser for this name; empty for a stranger."""
    return trials.known_browser(username, request.COOKIES.get(KNOWN_COOKIE, ""))


def make_known(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """`username` is in, by everything that opens the account: this browser is theirs from now on."""
    if not known(request, username):
        remember(response, KNOWN_COOKIE, trials.new_known_browser(username))
