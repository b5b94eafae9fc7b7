"""What every request reads and an administrator changes once a month: kept as it is in the memory of this process.

Nobody changes what is kept: it is one object for all threads.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

KEPT_SECONDS = 60
"""How long another process may still use what was just changed; the changing process forgets at once."""
_values: dict[str, tuple[float, Any]] = {}


def kept(name: str, read: Callable[[], T]) -> T:
    """What `read` gave within the last minute."""
    found = _values.get(name)
    if found is None or found[0] < time.monotonic():
        found = (time.monotonic() + KEPT_SECONDS, read())
        _values[name] = found
    value: T = found[1]
    return value


def forget() -> None:
    """The next reader reads anew."""
    _values.clear()
