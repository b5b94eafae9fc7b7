"""After wrong passwords the next try has to wait, longer each time; nobody is ever locked out.

Counted in the cache by log-in name and by address, each as a digest, and forgotten after an hour.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

FREE_TRIES = 5
LONGEST_WAIT_SECONDS = 60
FORGOTTEN_AFTER_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords for one name or from one address. `last`: seconds since the epoch."""

    failures: int
    last: float

    def wait_seconds(self, now: datetime) -> int:
        """Whole seconds until the next try."""
        over = self.failures - FREE_TRIES
        if over < 0:
            return 0
        return max(0, min(LONGEST_WAIT_SECONDS, 1 << over) - int(now.timestamp() - self.last))


def wait_seconds(username: str, address: str, *, now: datetime) -> int:
    """How long this name, or this address, has to wait."""
    kept = (cache.get(key) for key in _keys(username, address))
    return max((tries.wait_seconds(now) for tries in kept if tries is not None), default=0)


def count_failure(username: str, address: str, *, now: datetime) -> None:
    """One more wrong password."""
    for key in _keys(username, address):
        before = cache.get(key)
        tries = Tries(before.failures + 1 if before else 1, now.timestamp())
        cache.set(key, tries, FORGOTTEN_AFTER_SECONDS)


def forget_failures(username: str, address: str) -> None:
    """A right password clears the name; the address stays as it is."""
    cache.delete(_keys(username, address)[0])


def _keys(username: str, address: str) -> tuple[str, str]:
    return (_key("name", username.strip().casefold()), _key("address", address))


def _key(kind: str, value: str) -> str:
    return f"desk.login.{kind}.{hashlib.sha256(value.encode()).hexdigest()}"
