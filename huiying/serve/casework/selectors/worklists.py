"""The lists of cases by name, for whoever may have them: what a page shows is what an export of it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from huiying.core.procedures.model import Role
from huiying.core.workdays import Calendar
from huiying.foundation.people.models import Grant, Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.archive import cases_to_archive
from huiying.serve.casework.selectors.queues import Desk, Only
from huiying.serve.casework.selectors.visible import NOTHING

BOARD = (Role.DISPATCHER, Role.CALLBACK_OFFICER)
QUEUE = (
    Role.HANDLER,
    Role.UNIT_HEAD,
    Role.MEDIATOR,
    Role.INSPECTOR,
    Role.LEADER,
    Role.AUDITOR,
    Role.ADVISER,
)
SEALED = (Role.SEALED_OFFICER,)
ARCHIVE = (Role.ARCHIVIST,)
ROLES = {"queue": QUEUE, "board": BOARD, "sealed": SEALED, "archive": ARCHIVE}


@dataclass(frozen=True)
class Worklist:
    """A list as one viewer sees it, with one chip chosen."""

    name: str
    only: Only
    desk: Desk
    chips: dict[Only, Q]
    units: tuple[Unit, ...] = ()
    given: QuerySet[Case] | None = None
    """The cases themselves, where they are not those of a desk."""

    def cases(self) -> QuerySet[Case]:
        """Every case of the list, what is due first first; of the archive, what ended first."""
        return self.given if self.given is not None else queues.cases_on(self.desk, self.only, self.chips)


def worklist(
    name: str, only: str, *, grants: Sequence[Grant], staff_id: int, now: datetime, calendar: Calendar
) -> Worklist | None:
    """The list `name` (queue, board, sealed or archive), or None for someone whose `grants` do not open it.

    `only`: a chip; what is none is the whole list.
    """
    roles = ROLES.get(name)
    if roles is None or not any(grant.role in roles for grant in grants):
        return None
    if name == "archive":
        return Worklist(name, Only.ALL, Desk(NOTHING), {}, given=cases_to_archive(grants))
    units: list[Unit] = []
    if name == "sealed":
        desk, chips = queues.sealed_desk(grants), {}
    elif name == "board":
        desk, units = queues.office_desk(grants)
        chips = queues.board_filters(now, calendar, staff_id)
    else:
        desk, units = queues.unit_desk(grants)
        chips = queues.filters(now, calendar, staff_id)
    known = {*chips, *([Only.SUPPORTING] if desk.supporting else []), Only.ALL}
    chosen = Only(only) if only in set(Only) and Only(only) in known else Only.ALL
    return Worklist(name, chosen, desk, chips, tuple(units))
