"""After wrong passwords and codes the next try has to wait, longer each time; nobody is ever locked out.

Counted by log-in name and by address, for all processes in one table that holds neither, and forgotten after an hour.
A browser in which somebody came in before counts for itself alone (OWASP, device cookies): whoever guesses from
elsewhere keeps nobody out of their own. A try is counted before it is looked at, so many at once are no more than one
by one.
"""

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.people.models import LogInTrial

FREE_TRIES = 5
FREE_TRIES_OF_ADDRESS = 50
"""A whole office may come from one address."""
LONGEST_WAIT_SECONDS = 60
LONGEST_CODE_WAIT_SECONDS = 15 * 60
"""Six digits are few: at most about a hundred tries a day."""
FORGOTTEN_AFTER = timedelta(hours=1)
_DOMAIN = b"huiying log-in trial v1\n"


def take_turn(
    username: str, address: str, *, now: datetime, known: str = "", longest: int = LONGEST_WAIT_SECONDS
) -> int:
    """0 for whoever may try now, which is counted as wrong until `right_one`; else how many seconds to wait.

    `known`: of `known_browser`.
    """
    with transaction.atomic():
        for digest in sorted(_counted(username, address, known)):
            LogInTrial.objects.get_or_create(digest=digest, defaults={"failures": 0, "last_at": now})
            LogInTrial.objects.select_for_update().get(digest=digest)
        wait = wait_seconds(username, address, now=now, known=known, longest=longest)
        if not wait:
            count_failure(username, address, now=now, known=known)
    return wait


def right_one(username: str, address: str, *, known: str = "") -> None:
    """The turn that was taken was right: the name, or the known browser, begins anew, the address has one try back."""
    if known:
        LogInTrial.objects.filter(digest=_of_browser(known)).delete()
        return
    forget_failures(username)
    LogInTrial.objects.filter(digest=_of_address(address), failures__gt=0).update(failures=F("failures") - 1)


def wait_seconds(
    username: str, address: str, *, now: datetime, known: str = "", longest: int = LONGEST_WAIT_SECONDS
) -> int:
    """How many whole seconds this name, or this address, has to wait."""
    free = _counted(username, address, known)
    trials = LogInTrial.objects.filter(digest__in=list(free), last_at__gte=now - FORGOTTEN_AFTER)
    return max((_wait_seconds(trial, free[bytes(trial.digest)], now, longest) for trial in trials), default=0)


def _wait_seconds(trial: LogInTrial, free: int, now: datetime, longest: int) -> int:
    over = trial.failures - free
    if over < 0:
        return 0
    wait = min(longest, 1 << min(over, 20))
    return max(0, wait - int((now - trial.last_at).total_seconds()))


def _counted(username: str, address: str, known: str) -> Mapping[bytes, int]:
    """Under what a try counts, with how many are free."""
    if known:
        return {_of_browser(known): FREE_TRIES}
    return {_of_name(username): FREE_TRIES, _of_address(address): FREE_TRIES_OF_ADDRESS}


def count_failure(username: str, address: str, *, now: datetime, known: str = "") -> None:
    """One more wrong try; what is older than an hour is swept out."""
    with transaction.atomic():
        LogInTrial.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
        for digest in sorted(_counted(username, address, known)):
            LogInTrial.objects.get_or_create(digest=digest, defaults={"failures": 0, "last_at": now})
            LogInTrial.objects.filter(digest=digest).update(failures=F("failures") + 1, last_at=now)


def forget_failures(username: str) -> None:
    """A right password clears the name; the address stays as it is."""
    LogInTrial.objects.filter(digest=_of_name(username)).delete()


def new_known_browser(username: str) -> str:
    """What a browser keeps in which `username` came in: chance and an HMAC with the name in it. It opens nothing."""
    chance = secrets.token_hex(16)
    return f"{chance}.{_of_known(username, chance)}"


def known_browser(username: str, kept: str) -> str:
    """The chance of a browser in which this very name came in before; empty for any other text."""
    chance, _dot, seal = kept.partition(".")
    return chance if hmac.compare_digest(_of_known(username, chance).encode(), seal.encode()) else ""


def _of_known(username: str, chance: str) -> str:
    return _digest(b"known\n", f"{chance}\n{username.strip().casefold()}").hex()


def _of_browser(chance: str) -> bytes:
    return _digest(b"browser\n", chance)


def _of_name(username: str) -> bytes:
    return _digest(b"name\n", username.strip().casefold())


def _of_address(address: str) -> bytes:
    return _digest(b"address\n", address)


def _digest(kind: bytes, value: str) -> bytes:
    """HMAC-SHA256 (RFC 2104) under the receipt key, in a domain of its own: 32 bytes."""
    return hmac.digest(receipt_key(), _DOMAIN + kind + value.encode("utf-8", "replace"), sha256)
