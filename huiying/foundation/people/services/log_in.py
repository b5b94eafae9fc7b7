"""After wrong passwords the next try has to wait, longer each time; nobody is ever locked out.

Counted by log-in name and by address, for all processes in one table that holds neither, and forgotten after an hour.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from huiying.foundation.keys.ring import receipt_key
from huiying.foundation.people.models import LogInTrial

FREE_TRIES = 5
LONGEST_WAIT_SECONDS = 60
FORGOTTEN_AFTER = timedelta(hours=1)
_DOMAIN = b"huiying log-in trial v1\n"


def wait_seconds(username: str, address: str, *, now: datetime) -> int:
    """How many whole seconds this name, or this address, has to wait."""
    trials = LogInTrial.objects.filter(digest__in=[_of_name(username), _of_address(address)])
    return max((_wait_seconds(trial, now) for trial in trials.filter(last_at__gte=now - FORGOTTEN_AFTER)), default=0)


def _wait_seconds(trial: LogInTrial, now: datetime) -> int:
    over = trial.failures - FREE_TRIES
    if over < 0:
        return 0
    wait = min(LONGEST_WAIT_SECONDS, 1 << over)
    return max(0, wait - int((now - trial.last_at).total_seconds()))


def count_failure(username: str, address: str, *, now: datetime) -> None:
    """One more wrong password for the name and for the address; what is older than an hour is swept out."""
    with transaction.atomic():
        LogInTrial.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
        for digest in sorted((_of_name(username), _of_address(address))):
            LogInTrial.objects.get_or_create(digest=digest, defaults={"failures": 0, "last_at": now})
            LogInTrial.objects.filter(digest=digest).update(failures=F("failures") + 1, last_at=now)


def forget_failures(username: str) -> None:
    """A right password clears the name; the address stays as it is."""
    LogInTrial.objects.filter(digest=_of_name(username)).delete()


def _of_name(username: str) -> bytes:
    return _digest(b"name\n", username.strip().casefold())


def _of_address(address: str) -> bytes:
    return _digest(b"address\n", address)


def _digest(kind: bytes, value: str) -> bytes:
    """HMAC-SHA256 (RFC 2104) under the receipt key, in a domain of its own: 32 bytes."""
    return hmac.digest(receipt_key(), _DOMAIN + kind + value.encode("utf-8"), sha256)
