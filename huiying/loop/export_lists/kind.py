"""What a list must say of itself to be exported."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.core.workdays import Calendar
from huiying.foundation.ledger.actors import SYSTEM, Actor, ActorKind
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import grants_in_force
from huiying.foundation.tables.columns import Cell, Column


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever the rows are for, with what they hold at `now`. `staff`: None for the administrator of the machine."""

    staff: Staff | None
    actor: Actor
    grants: tuple[Grant, ...]
    now: datetime
    today: date
    calendar: Calendar

    def holds(self, roles: Iterable[Role]) -> bool:
        """Whether one of `roles` is held somewhere."""
        wanted = {role.value for role in roles}
        return any(grant.role in wanted for grant in self.grants)


def reader_of(staff: Staff, now: datetime) -> Reader:
    """`staff` with the grants in force on the local day of `now`."""
    days = calendar()
    today = days.local_date(now)
    grants = tuple(grants_in_force(staff.pk, today=today))
    roles = frozenset(grant.role for grant in grants)
    return Reader(staff, Actor(ActorKind.STAFF, staff.pk, staff.unit_id, roles), grants, now, today, days)


def reader_of_machine(now: datetime) -> Reader:
    """Who works on the machine itself sees all that is not sealed, and nobody's identity."""
    days = calendar()
    tops = Unit.objects.filter(parent=None).order_by("pk")
    seeing = (Role.AUDITOR, Role.INSPECTOR, Role.LEADER)
    grants = tuple(Grant(role=role.value, unit=unit, place=None) for unit in tops for role in seeing)
    return Reader(None, SYSTEM, grants, now, days.local_date(now), days)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one list: their ids in order, and how some of them are drawn, each with its id.

    `rows` may leave out what the reader stopped seeing meanwhile.
    """

    ids: Sequence[int]
    rows: Callable[[Sequence[int]], Iterable[tuple[int, Sequence[Cell]]]]


@dataclass(frozen=True, slots=True)
class ListKind:
    """`name` stands in addresses and commands. `of_cases`: its ids are cases, so that identities may be asked for."""

    name: str
    title: Text
    roles: tuple[Role, ...]
    columns: tuple[Column, ...]
    find: Callable[[Reader, Mapping[str, Any]], Found]
    of_cases: bool = False
