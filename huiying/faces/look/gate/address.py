"""From where a request comes, as a random name that only this process knows and forgets when it ends."""

import hmac
import secrets
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from typing import Any

_KEY = secrets.token_bytes(32)
IPV6_HOUSE_BITS = 64


def place_of(environ: Mapping[str, Any], *, proxies: int) -> bytes:
    """The name of the place: an IPv4 address, or the first 64 bits of an IPv6 one, under a key of this process.

    `proxies`: how many of our own stand in front, each of which adds one address to X-Forwarded-For; what stands
    further left was written by the asker and is not believed. What cannot be read is one place, called unknown.
    """
    return _name(_address(environ, proxies))


def _address(environ: Mapping[str, Any], proxies: int) -> str:
    if proxies:
        hops = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if len(hops) >= proxies and (hop := hops[-proxies].strip()):
            return hop
    return str(environ.get("REMOTE_ADDR", ""))


@lru_cache(maxsize=4096)
def _name(address: str) -> bytes:
    return hmac.new(_KEY, house(address), sha256).digest()[:16]


def house(address: str) -> bytes:
    """The bytes that everybody in one house shares."""
    try:
        found = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return b"unknown"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return found.ipv4_mapped.packed
        return found.packed[: IPV6_HOUSE_BITS // 8]
    return found.packed
