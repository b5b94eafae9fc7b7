"""Who is to be asked to a meeting: the units that it is about, and every mass organisation of the place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from huiying.core.words import Text
from huiying.foundation.people.enums import UnitKind
from huiying.foundation.people.models import Unit
from huiying.serve.coordination.models import AgendaItem, Invitation, Meeting
from huiying.serve.coordination.selectors.disputes import sides_of

OWNS_ISSUE = Text(zh="牵头解决这个共性问题", en="in charge of the issue")
IS_SIDE = Text(zh="受理争议的一方", en="a side of the dispute")
BROUGHT = Text(zh="提出了议题", en="brought the item")
ORGANISATION = Text(zh="群团组织，请或者写明不请的原因", en="a mass organisation: invite it, or say why not")


@dataclass(frozen=True, slots=True)
class Concerned:
    """A unit that should come, and why. `organisation`: it must be invited or left out with a reason."""

    unit: Unit
    why: Text
    organisation: bool = False


def organisations(office: Unit) -> QuerySet[Unit]:
    """Active mass organisations of the place that the office works for: those of its tree."""
    top = "/".join(office.path.split("/")[:2]) + "/"
    found = Unit.objects.filter(kind=UnitKind.MASS_ORGANISATION.value, active=True, path__startswith=top)
    return found.exclude(pk=office.pk).order_by("path")


def unsaid_organisations(meeting: Meeting) -> list[Unit]:
    """Those of which nothing is said yet: neither invited nor left out with a reason."""
    said = Invitation.objects.filter(Q(invited=True) | ~Q(reason=""), meeting=meeting)
    return list(organisations(meeting.office).exclude(pk__in=said.values("unit")))


def units_concerned(meeting: Meeting) -> list[Concerned]:
    """Who is not invited yet and should be: by the items first, then the mass organisations. Each unit once."""
    there = set(meeting.invitations.values_list("unit_id", flat=True)) | {meeting.office_id}
    found: dict[int, Concerned] = {}
    for unit, why in _by_items(meeting.items.select_related("issue__owner", "case__unit", "brought_by")):
        if unit.pk not in there and unit.active:
            found.setdefault(unit.pk, Concerned(unit, why, unit.kind == UnitKind.MASS_ORGANISATION))
    for unit in organisations(meeting.office):
        if unit.pk not in there:
            found.setdefault(unit.pk, Concerned(unit, ORGANISATION, organisation=True))
    return list(found.values())


def _by_items(items: Iterable[AgendaItem]) -> Iterable[tuple[Unit, Text]]:
    for item in items:
        if item.issue is not None and item.issue.owner is not None:
            yield item.issue.owner, OWNS_ISSUE
        if item.case is not None:
            yield from ((side, IS_SIDE) for side in sides_of([item.case])[item.case.pk])
        yield item.brought_by, BROUGHT
