"""How many calls a minute a key may make, counted for all processes in its row.

A process takes several calls at once out of the row, so that not every call writes; what it has not used when the
minute ends is lost with it. Never more than the limit is let in, whatever the number of processes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from django.db import transaction

from huiying.foundation.people.models import ApiKey

WINDOW_SECONDS = 60
PARTS = 20
"""A process takes the 20th part of a minute's calls at once, at least one."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether this call is let in. `left`: calls that surely are within the `seconds` that are left of the minute."""

    allowed: bool
    limit: int
    left: int
    seconds: int


@dataclass(slots=True)
class _Held:
    window: int
    calls: int
    used: int


_held: dict[bytes, _Held] = {}
_lock = Lock()


def count_call(key: ApiKey, *, now: datetime) -> Allowance:
    """Count one call of `key`; the first one of a minute also notes when the key was last used."""
    window, into = divmod(int(now.timestamp()), WINDOW_SECONDS)
    with _lock:
        held = _held.get(bytes(key.digest))
        if held is None or held.window != window:
            held = _held[bytes(key.digest)] = _Held(window, 0, 0)
        if held.calls == 0 and held.used < key.per_minute:
            _take(key, held, now)
        allowed = held.calls > 0
        held.calls -= allowed
        left = held.calls + max(0, key.per_minute - held.used) if allowed else 0
    return Allowance(allowed, key.per_minute, left, WINDOW_SECONDS - into)


def _take(key: ApiKey, held: _Held, now: datetime) -> None:
    """Take the next part out of the row; `held.used`: what all processes have taken."""
    with transaction.atomic():
        row = ApiKey.objects.select_for_update().only("window", "used", "last_used_at").get(pk=key.pk)
        if row.window != held.window:
            row.window, row.used, row.last_used_at = held.window, 0, now.astimezone(UTC)
        part = min(max(1, key.per_minute // PARTS), max(0, key.per_minute - row.used))
        row.used += part
        if part:
            row.save(update_fields=["window", "used", "last_used_at"])
    held.calls, held.used = part, row.used
