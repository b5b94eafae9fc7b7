"""How often one address is answered by mail: two machines that answer each other must come to an end.

Counted in the memory of the worker that fetches, under a key of its own: nothing about a person is kept.
"""

import hmac
import secrets
from collections import deque
from datetime import datetime, timedelta
from hashlib import sha256

MOST_ANSWERS = 10
WITHIN = timedelta(hours=1)
MOST_ADDRESSES = 10_000
_KEY = secrets.token_bytes(32)
_answered: dict[bytes, deque[datetime]] = {}


def may_answer(address: str, *, now: datetime) -> bool:
    """Whether this address may have one more answer within the hour; it counts as given."""
    digest = hmac.digest(_KEY, address.casefold().encode(), sha256)
    if len(_answered) >= MOST_ADDRESSES:
        _answered.clear()
    times = _answered.setdefault(digest, deque(maxlen=MOST_ANSWERS))
    if len(times) == MOST_ANSWERS and now - times[0] < WITHIN:
        return False
    times.append(now)
    return True


def forget_answers() -> None:
    """Begin anew."""
    _answered.clear()
