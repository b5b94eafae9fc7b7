"""The poster kit: one poster for each box that was ticked, or one of the whole office, on A3, A4 or A5."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from huiying.core.procedures import procedure
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, Viewer, staff_page
from huiying.faces.desk.boxes import poster_words
from huiying.faces.desk.boxes.lists import box_address
from huiying.faces.desk.nav import page
from huiying.faces.look.qr import qr_svg
from huiying.foundation.office.selectors import intake_choices, office_profile
from huiying.listen.boxes.models import Box
from huiying.listen.boxes.selectors.reach import OF_BOXES, boxes_open_to
from huiying.listen.voices.enums import Channel, Kind
from huiying.serve.casework.presenters.receipt import Ahead, ahead
from huiying.serve.casework.selectors.intake import usual_procedure
from huiying.serve.casework.selectors.named import id_in

SIZES = ("a4", "a3", "a5")


@dataclass(frozen=True, slots=True)
class Poster:
    """`box` None: that of the whole office. `address` without its scheme, as people type it."""

    box: Box | None
    qr: SafeString
    address: str
    rhythm: Text | None
    limits: list[Ahead]


@require_safe
@staff_page(*OF_BOXES)
def choose(request: StaffRequest) -> HttpResponse:
    """Which posters, and how large."""
    found = _open(request.viewer).order_by("spot")
    ticked = set(request.GET.getlist("box"))
    context = {"boxes": [(box, str(box.pk) in ticked) for box in found], "sizes": SIZES}
    return render(request, "desk/boxes/posters.html", page(request, "boxes") | context)


@require_safe
@staff_page(*OF_BOXES)
def posters(request: StaffRequest) -> HttpResponse:
    """The posters, one a page; without a box ticked that of the office."""
    asked = request.GET.get("size", "")
    boxes = _ticked(request)
    made = [_of_box(request, box) for box in boxes]
    if "office" in request.GET or not made:
        made.append(_of_office(request))
    context = {
        "posters": made,
        "size": asked if asked in SIZES else SIZES[0],
        "said": poster_words,
        "office": office_profile(),
    }
    return render(request, "desk/boxes/poster.html", page(request, "boxes") | context)


def _ticked(request: StaffRequest) -> list[Box]:
    wanted = [number for typed in request.GET.getlist("box") if (number := id_in(typed)) is not None]
    return list(_open(request.viewer).filter(pk__in=wanted[:200]).order_by("spot"))


def _open(viewer: Viewer) -> QuerySet[Box]:
    return boxes_open_to(viewer.grants).filter(active=True)


def _of_box(request: StaffRequest, box: Box) -> Poster:
    address = box_address(request, box)
    rhythm = poster_words.RHYTHMS[box.rhythm]
    return Poster(box, qr_svg(address), address.partition("//")[2], rhythm, _limits(Channel.SUGGESTION_BOX))


def _of_office(request: StaffRequest) -> Poster:
    root = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    address = root + reverse("public:speak")
    return Poster(None, qr_svg(address), address.partition("//")[2], None, _limits(Channel.WEB))


def _limits(channel: Channel) -> list[Ahead]:
    """What follows until the answer, by the procedure that voices of this channel follow."""
    return ahead(procedure(intake_choices().get(channel, "") or usual_procedure(channel)), Kind.REQUEST)
