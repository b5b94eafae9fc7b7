"""Numbered slips: printed once, with codes that stand nowhere else, and voided when the printer failed."""

from django.conf import settings
from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiying.core.errors import HuiyingError
from huiying.core.paper import paper_address
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.boxes.forms import PrintForm, VoidForm
from huiying.faces.desk.boxes.poster_words import SLIP
from huiying.faces.desk.nav import page
from huiying.faces.look.qr import qr_svg
from huiying.foundation.office.selectors import office_profile
from huiying.listen.boxes.errors import BoxNotFound
from huiying.listen.boxes.models import Box
from huiying.listen.boxes.selectors.reach import EMPTIES, box_for_viewer
from huiying.listen.boxes.services.slips import Printed, print_slips, void_slips

ON_A_SHEET = 3


@staff_page(*EMPTIES)
def slips(request: StaffRequest, box_id: int) -> HttpResponse:
    """How many (GET); the sheet itself, once, as the answer to the form (POST)."""
    viewer = request.viewer
    try:
        box = box_for_viewer(box_id, viewer.grants, EMPTIES)
    except BoxNotFound:
        return not_here(request)
    form = PrintForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            printed = print_slips(
                box.pk, form.cleaned_data["count"], key=form.cleaned_data["key"], actor=viewer.actor, now=viewer.now
            )
        except HuiyingError as err:
            form.refuse(err)
        else:
            return _sheet(request, box, printed) if printed else _printed_before(request, box)
    return _asked(request, box, form, VoidForm(initial=_newest(box)))


def _printed_before(request: StaffRequest, box: Box) -> HttpResponse:
    warning(
        request,
        _("These slips were printed already, and their codes cannot be shown again. If the paper did not come out, "
          "void these numbers and print new ones."),
    )  # fmt: skip
    return redirect("desk:box_slips", box.pk)


def _newest(box: Box) -> dict[str, int]:
    """The numbers printed last: most likely those that went wrong."""
    newest = box.printings.order_by("-last").first()
    return {"first": newest.first, "last": newest.last} if newest else {}


def _asked(request: StaffRequest, box: Box, form: PrintForm, voiding: VoidForm) -> HttpResponse:
    context = {
        "box": box,
        "form": voiding if voiding.is_bound else form,
        "printing": form,
        "voiding": voiding,
        "printings": box.printings.select_related("printed_by").order_by("-last")[:20],
    }
    refused = form.is_bound or voiding.is_bound
    return render(request, "desk/boxes/slips.html", page(request, "boxes") | context, status=422 if refused else 200)


def _sheet(request: StaffRequest, box: Box, printed: list[Printed]) -> HttpResponse:
    root = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    follow = root + reverse("public:follow")
    rows = [{"slip": slip, "qr": qr_svg(paper_address(follow, slip.receipt))} for slip in printed]
    context = {
        "box": box,
        "sheets": [rows[at : at + ON_A_SHEET] for at in range(0, len(rows), ON_A_SHEET)],
        "words": SLIP,
        "office": office_profile(),
        "follow": follow.partition("//")[2],
    }
    return render(request, "desk/boxes/sheet.html", page(request, "boxes") | context)


@staff_page(*EMPTIES)
def void(request: StaffRequest, box_id: int) -> HttpResponse:
    """Numbers that nobody will hold in the hand."""
    viewer = request.viewer
    try:
        box = box_for_viewer(box_id, viewer.grants, EMPTIES)
    except BoxNotFound:
        return not_here(request)
    form = VoidForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("first", "last", "reason")}
        try:
            count = void_slips(box.pk, **given, actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.refuse(err)
        else:
            success(request, ngettext("%(count)s slip is void.", "%(count)s slips are void.", count) % {"count": count})
            return redirect("desk:box_slips", box.pk)
    return _asked(request, box, PrintForm(), form if form.is_bound else VoidForm(initial=_newest(box)))
