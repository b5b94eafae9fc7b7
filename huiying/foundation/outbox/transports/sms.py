"""SMS through the HTTP gateway that the office configures: POST {"to", "text", "id"} as JSON, 2xx is taken."""

import http.client
import json
import re
import ssl
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from huiying.foundation.outbox.transports.parcel import Parcel
from huiying.foundation.outbox.troubles import BAD_ADDRESS, CONNECTION, REFUSED, WRONG_SETTING, Undelivered

TIMEOUT_SECONDS = 10
FOR_GOOD = (400, 422)
"""The gateway says that this very message is wrong; any other refusal may be mended by waiting or by a setting."""

_NUMBER = re.compile(r"\+?[0-9]{5,20}")
_BETWEEN = re.compile(r"[\s()-]")


def is_configured() -> bool:
    return bool(settings.SMS_URL)


def is_number(to: str) -> bool:
    """Whether it is a telephone number; blanks, hyphens and brackets may stand in it."""
    return _NUMBER.fullmatch(_plain(to)) is not None


def send(parcel: Parcel) -> None:
    """Hand the SMS to the gateway. A redirect is not followed: number and words go to the configured host alone.

    Raises Undelivered.
    """
    if not is_number(parcel.to):
        raise Undelivered(BAD_ADDRESS, for_good=True)
    status = _post({"to": _plain(parcel.to), "text": parcel.text, "id": parcel.id})
    if not 200 <= status < 300:
        raise Undelivered(f"{REFUSED}:{status}", for_good=status in FOR_GOOD)


def _plain(to: str) -> str:
    return _BETWEEN.sub("", to)


def _post(body: dict[str, str]) -> int:
    url = urlsplit(settings.SMS_URL)
    connection = _connection(url)
    try:
        connection.request("POST", _target(url), json.dumps(body).encode(), _headers())
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as err:
        raise Undelivered(CONNECTION) from err
    finally:
        connection.close()


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    try:
        if url.scheme == "https" and url.hostname:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(url.hostname, url.port, timeout=TIMEOUT_SECONDS, context=context)
        if url.scheme == "http" and url.hostname:
            return http.client.HTTPConnection(url.hostname, url.port, timeout=TIMEOUT_SECONDS)
    except ValueError as err:
        raise Undelivered(WRONG_SETTING) from err
    raise Undelivered(WRONG_SETTING)


def _target(url: SplitResult) -> str:
    return (url.path or "/") + (f"?{url.query}" if url.query else "")


def _headers() -> dict[str, str]:
    headers = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
    return {**headers, "Authorization": f"Bearer {settings.SMS_TOKEN}"} if settings.SMS_TOKEN else headers
