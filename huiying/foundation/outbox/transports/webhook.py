"""Telling another system: a signed POST of JSON to one address that was looked up once. 2xx is taken."""

import http.client
import socket
import ssl
from contextlib import suppress
from threading import Timer

from huiying.core.errors import HuiyingError
from huiying.foundation.outbox.models import Webhook
from huiying.foundation.outbox.transports.parcel import Parcel
from huiying.foundation.outbox.troubles import (
    BAD_ADDRESS,
    CONNECTION,
    NO_SUCH_HOST,
    NOT_ALLOWED,
    PAUSED,
    REFUSED,
    Undelivered,
)
from huiying.foundation.outbox.webhooks.addresses import Goal, goal_of, looked_up
from huiying.foundation.outbox.webhooks.signing import secret_of, signature

TIMEOUT_SECONDS = 10
WHOLE_SECONDS = 20
"""However slowly the other side speaks, after this it has not taken it."""
GONE = 410


class _To(http.client.HTTPConnection):
    """A connection to one address, under the name of its host."""

    def __init__(self, goal: Goal, address: str) -> None:
        super().__init__(goal.host, goal.port, timeout=TIMEOUT_SECONDS)
        self.goal, self.address = goal, address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.goal.port), TIMEOUT_SECONDS)
        if not self.goal.secure:
            self.sock = plain
            return
        try:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self.goal.host, do_handshake_on_connect=False)
        except BaseException:
            plain.close()
            raise
        self.sock.do_handshake()


def is_configured() -> bool:
    """Each webhook brings its own address."""
    return True


def is_handle(to: str) -> bool:
    """Whether it is the number of a webhook."""
    return to.isascii() and to.isdigit()


def send(parcel: Parcel) -> None:
    """Hand it over. A redirect is not followed, nothing of the answer is read but its status. Raises Undelivered."""
    webhook = Webhook.objects.filter(pk=int(parcel.to)).first()
    if webhook is None or not webhook.active:
        raise Undelivered(PAUSED, for_good=True)
    body, timestamp = parcel.text.encode(), int(parcel.now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Huiying",
        "webhook-id": parcel.id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret_of(webhook), parcel.id, timestamp, body),
    }
    status = _posted(*_found(webhook.url), body, headers)
    if not 200 <= status < 300:
        raise Undelivered(f"{REFUSED}:{status}", for_good=status == GONE)


def _found(url: str) -> tuple[Goal, str]:
    """Raises Undelivered."""
    try:
        goal = goal_of(url)
        address, allowed = looked_up(goal)
    except HuiyingError as err:
        raise Undelivered(BAD_ADDRESS) from err
    except (OSError, UnicodeError) as err:
        raise Undelivered(NO_SUCH_HOST) from err
    if not allowed:
        raise Undelivered(NOT_ALLOWED)
    return goal, address


def _posted(goal: Goal, address: str, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer. Raises Undelivered."""
    connection = _To(goal, address)
    watch = Timer(WHOLE_SECONDS, _end, (connection,))
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        connection.request("POST", goal.path, body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as err:
        raise Undelivered(CONNECTION) from err
    finally:
        watch.cancel()
        connection.close()


def _end(connection: _To) -> None:
    """The line alone is ended, whatever is being said over it, also while TLS is begun."""
    if connection.sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
