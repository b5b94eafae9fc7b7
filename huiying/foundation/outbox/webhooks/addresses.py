"""Where a webhook may go. Names are looked up once, and that very address is connected to: no answer can move it."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from huiying.foundation.outbox.webhooks.errors import WebhookAddressInside, WebhookAddressWrong

MOST_LETTERS = 500
PORTS = {"https": 443, "http": 80}
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses within IPv6 (RFC 6052)."""
Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Goal:
    """Where to send: over TLS or, on this machine, without; `host` is whose certificate it must be."""

    secure: bool
    host: str
    port: int
    path: str


def goal_of(url: str) -> Goal:
    """The parts of an address. Raises WebhookAddressWrong, WebhookAddressInside."""
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".")
    literal = _literal(host)
    here = host == "localhost" or (literal is not None and literal.is_loopback)
    if parts.scheme == "http" and not here:
        raise WebhookAddressWrong
    if not settings.PRIVATE_WEBHOOKS and (here or (literal is not None and not is_outside(literal))):
        raise WebhookAddressInside
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Goal(parts.scheme == "https", host, parts.port or PORTS[parts.scheme], path)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in PORTS and parts.hostname and parts.port != 0
    except ValueError as err:
        raise WebhookAddressWrong from err
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= MOST_LETTERS
    if not fits or not plain or parts.username is not None or parts.fragment:
        raise WebhookAddressWrong
    return parts


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_outside(address: Address) -> bool:
    """Whether the address lies in the open internet: not this machine, not a network inside, not a group."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_outside(inner)
        if address in _TRANSLATED:
            return is_outside(IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast


def looked_up(goal: Goal) -> tuple[str, bool]:
    """One address of the goal, and whether it may be gone to: all that its name stands for must lie outside.

    Raises OSError when there is no such host.
    """
    found = socket.getaddrinfo(goal.host, goal.port, type=socket.SOCK_STREAM)
    addresses = [str(row[4][0]).partition("%")[0] for row in found]
    allowed = settings.PRIVATE_WEBHOOKS or all(is_outside(ip_address(one)) for one in addresses)
    return addresses[0], allowed and bool(addresses)
