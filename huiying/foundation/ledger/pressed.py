"""What is asked twice at one moment, with one key, is done once and answered twice."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, connection

from huiying.foundation.ledger.models import Event

P = ParamSpec("P")
R = TypeVar("R")


def done_before(key: str | None) -> Event | None:
    """The event of the first call with this key; None: there was none."""
    return Event.objects.filter(key=key).first() if key is not None else None


def once(service: Callable[P, R]) -> Callable[P, R]:
    """A service that makes something new and finds what it made before by its `key`.

    Two at once both find nothing; the event of the second is refused, for its key is taken, and with it all that it
    wrote. Asked again it finds the first one's. Inside somebody else's transaction the refusal goes on to whoever
    holds it.
    """

    @wraps(service)
    def pressed(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return service(*args, **kwargs)
        except IntegrityError:
            key = kwargs.get("key")
            if connection.in_atomic_block or not isinstance(key, str) or done_before(key) is None:
                raise
            return service(*args, **kwargs)

    return pressed
