"""Which list a case was opened from: it stands in the address, so that J and K walk that list."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.nav import ARCHIVE, BOARD, QUEUE, SEALED
from huiying.foundation.people.models import Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.archive import cases_to_archive
from huiying.serve.casework.selectors.queues import Desk, Only
from huiying.serve.casework.selectors.visible import NOTHING

ROLES = {"queue": QUEUE, "board": BOARD, "sealed": SEALED, "archive": ARCHIVE}


@dataclass(frozen=True)
class CaseList:
    """A list as one viewer sees it, with one chip chosen."""

    name: str
    only: Only
    desk: Desk
    chips: dict[Only, Q]
    units: tuple[Unit, ...] = ()
    given: QuerySet[Case] | None = None
    """The cases themselves, where they are not those of a desk."""

    @property
    def url(self) -> str:
        """The list itself."""
        return self.url_of(self.only)

    def url_of(self, only: Only, **more: str) -> str:
        """The list with another chip."""
        asked = ({} if only is Only.ALL else {"only": only.value}) | more
        return _address(f"desk:{self.name}") + (f"?{urlencode(asked)}" if asked else "")

    def case_url(self, case_id: int, name: str = "desk:case", *args: Any) -> str:
        """A case, remembering this list."""
        asked = {"in": self.name} | ({} if self.only is Only.ALL else {"only": self.only.value})
        return _address(name, 0, *args).replace("/0/", f"/{case_id}/", 1) + f"?{urlencode(asked)}"

    def cases(self) -> QuerySet[Case]:
        """Every case of the list, what is due first first; of the archive, what ended first."""
        return self.given if self.given is not None else queues.cases_on(self.desk, self.only, self.chips)


@cache
def _address(name: str, *args: Any) -> str:
    """Looked up once: for each row and chip of a list it would take longer than drawing them."""
    return reverse(name, args=args)


def list_called(name: str, viewer: Viewer, only: str) -> CaseList | None:
    """The list `name` (queue, board, sealed or archive), or None when it is not the viewer's."""
    roles = ROLES.get(name)
    if roles is None or not viewer.holds(*roles):
        return None
    if name == "archive":
        return CaseList(name, Only.ALL, Desk(NOTHING), {}, given=cases_to_archive(viewer.grants))
    units: list[Unit] = []
    days, staff_id = viewer.calendar, viewer.staff.pk
    if name == "sealed":
        desk, chips = queues.sealed_desk(viewer.grants), {}
    elif name == "board":
        desk, units = queues.office_desk(viewer.grants)
        chips = queues.board_filters(viewer.now, days, staff_id)
    else:
        desk, units = queues.unit_desk(viewer.grants)
        chips = queues.filters(viewer.now, days, staff_id)
    known = {*chips, *([Only.SUPPORTING] if desk.supporting else []), Only.ALL}
    chosen = Only(only) if only in set(Only) and Only(only) in known else Only.ALL
    return CaseList(name, chosen, desk, chips, tuple(units))


def list_behind(request: HttpRequest, viewer: Viewer) -> CaseList | None:
    """The list that the address of this page names."""
    return list_called(request.GET.get("in", ""), viewer, request.GET.get("only", ""))
