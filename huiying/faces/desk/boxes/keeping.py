"""Hanging up, changing and taking down a box."""

from typing import Any

from django.contrib.messages import success
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.boxes.forms import BoxForm
from huiying.faces.desk.nav import page
from huiying.listen.boxes.errors import BoxNotFound
from huiying.listen.boxes.models import Box
from huiying.listen.boxes.selectors.reach import KEEPS, box_for_viewer
from huiying.listen.boxes.services.keeping import add_box, change_box, switch_box


@staff_page(*KEEPS)
def new(request: StaffRequest) -> HttpResponse:
    """Hang up a box. The same form posted twice is one box."""
    viewer = request.viewer
    form = BoxForm(request.POST if request.method == "POST" else None, viewer=viewer)
    if form.is_valid():
        try:
            box = add_box(form.data_of_box(), actor=viewer.actor, now=viewer.now, key=form.key_of(viewer, "new"))
        except HuiyingError as err:
            form.refuse(err)
        except IntegrityError:
            return redirect("desk:boxes")
        else:
            success(request, _("The box is on the list. Print its poster and slips next."))
            return redirect("desk:box", box.pk)
    return _shown(request, {"form": form, "box": None})


@staff_page(*KEEPS)
def change(request: StaffRequest, box_id: int) -> HttpResponse:
    """Another spot, unit or rhythm."""
    viewer = request.viewer
    try:
        box = box_for_viewer(box_id, viewer.grants, KEEPS)
    except BoxNotFound:
        return not_here(request)
    form = BoxForm(request.POST if request.method == "POST" else None, viewer=viewer, box=box)
    if form.is_valid() and _changed(form, box, request):
        success(request, _("Kept. A new poster is needed where the old one says something else."))
        return redirect("desk:box", box.pk)
    return _shown(request, {"form": form, "box": box})


def _changed(form: BoxForm, box: Box, request: StaffRequest) -> bool:
    viewer = request.viewer
    key = form.key_of(viewer, f"change:{box.pk}")
    try:
        change_box(box.pk, form.data_of_box(), actor=viewer.actor, now=viewer.now, key=key)
    except HuiyingError as err:
        form.refuse(err)
        return False
    except IntegrityError:
        return True
    return True


def _shown(request: StaffRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].is_bound else 200
    return render(request, "desk/boxes/edit.html", page(request, "boxes") | context, status=status)


@require_POST
@staff_page(*KEEPS)
def switch(request: StaffRequest, box_id: int) -> HttpResponse:
    """Take it down, or hang it up again."""
    viewer, active = request.viewer, request.POST.get("to") == "up"
    try:
        box_for_viewer(box_id, viewer.grants, KEEPS)
        switch_box(box_id, active=active, actor=viewer.actor, now=viewer.now)
    except BoxNotFound:
        return not_here(request)
    said = _("The box hangs again.") if active else _("The box is taken down. Whoever scans its code is told so.")
    success(request, said)
    return redirect("desk:box", box_id)
