"""Pages by key-set: an opaque signed cursor, and the next page in a Link header (RFC 8288)."""

from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse

from huiying.faces.api.caller import ApiRequest
from huiying.faces.api.errors import CursorWrong

_SIGNER = Signer(salt="huiying.api.cursor")


def cursor_of(kind: str, place: str) -> str:
    """The cursor of a place in the list `kind`."""
    return _SIGNER.sign_object([kind, place])


def place_in(cursor: str, kind: str) -> str:
    """The place that a cursor of the list `kind` names; "" for none. Raises CursorWrong."""
    if not cursor:
        return ""
    try:
        found, place = _SIGNER.unsign_object(cursor)
    except (BadSignature, ValueError) as err:
        raise CursorWrong from err
    if found != kind:
        raise CursorWrong
    return str(place)


def link_to_next(request: ApiRequest, response: HttpResponse, cursor: str | None) -> None:
    """Where the next page is, when there is one."""
    if cursor:
        asked = urlencode({**{name: request.GET[name] for name in request.GET if name != "cursor"}, "cursor": cursor})
        response["Link"] = f'<{request.build_absolute_uri(request.path)}?{asked}>; rel="next"'
