"""Which list a case was opened from: it stands in the address, so that J and K walk that list."""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from huiying.faces.desk.access import Viewer
from huiying.serve.casework.selectors.queues import Only
from huiying.serve.casework.selectors.worklists import Worklist, worklist


class CaseList(Worklist):
    """A list of cases with its addresses."""

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


@cache
def _address(name: str, *args: Any) -> str:
    """Looked up once: for each row and chip of a list it would take longer than drawing them."""
    return reverse(name, args=args)


def list_called(name: str, viewer: Viewer, only: str) -> CaseList | None:
    """The list `name` (queue, board, sealed or archive), or None when it is not the viewer's."""
    found = worklist(
        name, only, grants=viewer.grants, staff_id=viewer.staff.pk, now=viewer.now, calendar=viewer.calendar
    )
    return CaseList(**vars(found)) if found else None


def list_behind(request: HttpRequest, viewer: Viewer) -> CaseList | None:
    """The list that the address of this page names."""
    return list_called(request.GET.get("in", ""), viewer, request.GET.get("only", ""))
