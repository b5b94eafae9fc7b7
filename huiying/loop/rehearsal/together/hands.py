"""Who does what in the demo, and when: actors with the grants that they held that day."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.models import Place
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.loop.rehearsal.county import County
from huiying.serve.casework.models import Case


@dataclass(frozen=True, slots=True)
class Hands:
    """The county and the moment to which it is played."""

    county: County
    now: datetime
    _grants: dict[int, list[Grant]] = field(default_factory=dict)

    def of(self, unit: str, role: Role, *, at: datetime | None = None) -> dict[str, Any]:
        """`actor`, `grants` and `now` for a service: somebody of `unit` in `role`, at `at` or now."""
        actor = self.county.hand(unit, role.value)
        return {"actor": actor, "grants": self._held(actor), "now": at or self.now}

    def office(self, *, at: datetime | None = None) -> dict[str, Any]:
        """The dispatcher of the centre, who keeps what units settle together."""
        return self.of("centre", Role.DISPATCHER, at=at)

    def unit(self, key: str) -> int:
        """The number of a unit."""
        return self.county.units[key].pk

    def ago(self, days: int, at: time = time(10)) -> datetime:
        """So many local days before now."""
        return calendar().instant(self.today - timedelta(days=days), at)

    @property
    def today(self) -> date:
        """The local day to which the demo is played."""
        return calendar().local_date(self.now)

    def cases(self, category: str, place: str | None, *, before: datetime, most: int) -> list[int]:
        """Numbers of unsealed cases of a category, at `place` and below it, that came in before; the newest first.

        Only of anonymous voices: nobody is written to.
        """
        found = Case.objects.filter(
            category__name=category, sealed=False, voice__person=None, voice__received_at__lt=before
        )
        if place is not None:
            path = Place.objects.get(pk=self.county.places[place]).path
            found = found.filter(voice__place__path__startswith=path)
        return list(found.order_by("-voice__received_at").values_list("pk", flat=True)[:most])

    def _held(self, actor: Actor) -> list[Grant]:
        person = actor.staff_id or 0
        if person not in self._grants:
            self._grants[person] = grants_in_force(person, today=self.today)
        return self._grants[person]
