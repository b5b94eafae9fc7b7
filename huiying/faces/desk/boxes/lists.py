"""The boxes: which should have been opened, and one box with its slips and every time it was emptied."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.boxes import words
from huiying.faces.desk.nav import page
from huiying.faces.look.parts import Step
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.registry import event_type
from huiying.listen.boxes.errors import BoxNotFound
from huiying.listen.boxes.events import ACTS
from huiying.listen.boxes.models import Box
from huiying.listen.boxes.selectors.reach import EMPTIES, KEEPS, OF_BOXES, box_for_viewer, boxes_open_to, may_empty
from huiying.listen.boxes.selectors.standing import standing_of, standings

MOST_EVENTS = 40


@require_safe
@staff_page(*OF_BOXES)
def boxes(request: StaffRequest) -> HttpResponse:
    """Every box of the viewer, those that should have been opened on top."""
    viewer = request.viewer
    found = standings(boxes_open_to(viewer.grants), today=viewer.today, days=viewer.calendar)
    context = {
        "rows": [{"standing": one, "late": words.late(one), "last": words.last_emptied(one)} for one in found],
        "overdue": sum(one.overdue for one in found),
        "keeps": viewer.holds(*KEEPS),
        "empties": viewer.holds(*EMPTIES),
    }
    return render(request, "desk/boxes/list.html", page(request, "boxes") | context)


@require_safe
@staff_page(*OF_BOXES)
def box(request: StaffRequest, box_id: int) -> HttpResponse:
    """One box: what is said about it, what can be done, what was in it."""
    viewer = request.viewer
    try:
        found = box_for_viewer(box_id, viewer.grants)
    except BoxNotFound:
        return not_here(request)
    standing = standing_of(found, today=viewer.today, days=viewer.calendar)
    context = {
        "box": found,
        "standing": standing,
        "late": words.late(standing),
        "facts": words.facts(standing, box_address(request, found)),
        "batches": found.batches.order_by("-opened_at", "-pk"),
        "empties": may_empty(found, viewer.grants),
        "keeps": _keeps(found, viewer),
        "steps": history(found),
    }
    return render(request, "desk/boxes/box.html", page(request, "boxes") | context)


def _keeps(box: Box, viewer: Viewer) -> bool:
    return boxes_open_to(viewer.grants, KEEPS).filter(pk=box.pk).exists()


def box_address(request: HttpRequest, box: Box) -> str:
    """The public page of the box, as it stands in its QR code."""
    root = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return root + reverse("public:box", args=[box.code])


def history(box: Box) -> list[Step]:
    """What happened to the box itself, newest first; what was in it stands with each emptying."""
    events = Event.objects.filter(subject_kind="box", subject_id=box.pk).order_by("-pk")[:MOST_EVENTS]
    return [Step(_said(event), at=event.at) for event in events]


def _said(event: Event) -> Text:
    if event.type == "box.changed":
        return ACTS[event.public["act"]]
    says = event_type(event.type).says
    return Text(says.zh.format(**event.public), says.en.format(**event.public))
