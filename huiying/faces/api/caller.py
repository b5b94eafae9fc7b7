"""Who calls: a key, for whom it works, and what that member of staff holds today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest

from huiying.core.workdays import Calendar
from huiying.foundation.keys import clock
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import ApiKey, Grant
from huiying.foundation.people.selectors import actor_of_key, grants_in_force
from huiying.foundation.people.services.key_use import Allowance
from huiying.listen.voices.models import Voice


@dataclass(frozen=True)
class Caller:
    """A key at this moment. `voice`: that of the receipt that the key has opened."""

    key: ApiKey
    now: datetime
    voice: Voice | None = None

    @cached_property
    def calendar(self) -> Calendar:
        """The office's calendar."""
        return calendar()

    @cached_property
    def today(self) -> date:
        """The office's local day."""
        return self.calendar.local_date(self.now)

    @cached_property
    def actor(self) -> Actor:
        """Whom events name."""
        return actor_of_key(self.key, today=self.today)

    @cached_property
    def grants(self) -> Sequence[Grant]:
        """What the member of staff holds today; nothing for a key that works for nobody."""
        return tuple(grants_in_force(self.key.staff_id, today=self.today)) if self.key.staff_id else ()


class ApiRequest(HttpRequest):
    """A request that a key was let in with."""

    auth: Caller
    allowance: Allowance
    at: datetime


def moment(request: HttpRequest) -> datetime:
    """The moment of the call, the same for all that it does."""
    found: datetime | None = getattr(request, "at", None)
    if found is None:
        found = clock.now()
        request.at = found  # type: ignore[attr-defined]  # of ApiRequest
    return found
