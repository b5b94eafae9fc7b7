"""What led to an advice or a measure, as the address of its form names it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.supervision import words
from huiying.faces.look.parts import Link
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.rights import visible_issues
from huiying.serve.supervision.selectors.orders import orders_for


@dataclass(frozen=True, slots=True)
class Cause:
    """`ids`: for the service, by name; `words`: what the form begins with; `unit_id`: whose doing it is."""

    name: str = ""
    ids: dict[str, Any] = field(default_factory=dict)
    unit_id: int | None = None
    words: str = ""
    links: Sequence[Link] = ()


def cause_of(request: StaffRequest) -> Cause:
    """An empty one where the address names nothing that the viewer may read."""
    for name, find in (("order", _order), ("case", _case), ("issue", _issue)):
        if (pk := id_in(request.GET.get(name, ""))) and (found := find(request, pk)):
            return found
    return Cause()


def _order(request: StaffRequest, pk: int) -> Cause | None:
    found = orders_for(request.viewer.grants).filter(pk=pk).first()
    if found is None:
        return None
    link = Link(_("Order %(number)s") % {"number": pk}, reverse("desk:order", args=(pk,)))
    return Cause(f"order:{pk}", {"order_id": pk}, found.about_id, found.words, [link])


def _case(request: StaffRequest, pk: int) -> Cause | None:
    try:
        found = case_for_viewer(pk, request.viewer.grants)
    except CaseNotFound:
        return None
    about = words.subject(found, None)
    return Cause(f"case:{pk}", {"case_id": pk}, found.unit_id, "", [Link(about.title, about.url)])


def _issue(request: StaffRequest, pk: int) -> Cause | None:
    found = Issue.objects.filter(visible_issues(request.viewer.grants), pk=pk).first()
    if found is None:
        return None
    link = Link(str(found), reverse("desk:issue", args=(pk,)))
    return Cause(f"issue:{pk}", {"issue_id": pk}, found.owner_id, found.cause, [link])
