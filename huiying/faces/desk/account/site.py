"""Where the browser is, for passkeys, and what it was asked last: good for one answer."""

from typing import Any

from django.http import HttpRequest

from huiying.foundation.office.selectors import office_profile
from huiying.foundation.people.services.passkeys import Site

_STATE = "passkey"


def site_of(request: HttpRequest) -> Site:
    """The host without its port, and the origin as browsers write it."""
    host = request.get_host()
    name = host if host.endswith("]") else host.rsplit(":", 1)[0] if ":" in host else host
    return Site(name, f"{request.scheme}://{host}", str(office_profile()))


def keep_state(request: HttpRequest, state: dict[str, Any]) -> None:
    """What the page asked, until its answer comes."""
    request.session[_STATE] = {name: str(value) for name, value in state.items() if value is not None}


def asked_state(request: HttpRequest) -> dict[str, Any]:
    """What was asked; never twice the same, so that no answer serves twice."""
    kept = request.session.pop(_STATE, {})
    return {"challenge": "", "user_verification": None} | dict(kept)
