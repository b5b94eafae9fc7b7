"""Beginning to empty a box, and counting again."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.boxes.forms import CorrectionForm, CountForm, StartForm
from huiying.faces.desk.nav import page
from huiying.listen.boxes.errors import BatchNotFound, BoxNotFound
from huiying.listen.boxes.models import Batch
from huiying.listen.boxes.selectors.reach import EMPTIES, batch_for_viewer, box_for_viewer
from huiying.listen.boxes.selectors.standing import standing_of
from huiying.listen.boxes.services.batches import correct_batch, count_again, start_batch


@staff_page(*EMPTIES)
def start(request: StaffRequest, box_id: int) -> HttpResponse:
    """When it was opened and how many papers were in it; one that is being emptied already goes on."""
    viewer = request.viewer
    try:
        box = box_for_viewer(box_id, viewer.grants, EMPTIES)
    except BoxNotFound:
        return not_here(request)
    standing = standing_of(box, today=viewer.today, days=viewer.calendar)
    form = StartForm(request.POST if request.method == "POST" else None, now=viewer.now)
    if standing.begun is not None and not form.is_bound:
        return redirect("desk:box_batch", standing.begun.pk)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("opened_at", "counted", "next_slip")}
        try:
            batch = start_batch(box.pk, key=form.cleaned_data["key"], **given, actor=viewer.actor, now=viewer.now)
        except HuiyingError as err:
            form.refuse(err)
        else:
            return redirect("desk:box_batch", batch.pk)
    context = {"box": box, "form": form, "standing": standing}
    return render(request, "desk/boxes/start.html", page(request, "boxes") | context, status=_status(form))


@staff_page(*EMPTIES)
def count(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Another count; after both have signed, a correction with its reason."""
    viewer = request.viewer
    try:
        batch = batch_for_viewer(batch_id, viewer.grants)
    except BatchNotFound:
        return not_here(request)
    form = _form(request, batch)
    if form.is_valid():
        try:
            _keep(batch, form.cleaned_data, request)
        except HuiyingError as err:
            form.refuse(err)
        else:
            return redirect("desk:box_batch", batch.pk)
    context = {"batch": batch, "form": form}
    return render(request, "desk/boxes/count.html", page(request, "boxes") | context, status=_status(form))


def _form(request: StaffRequest, batch: Batch) -> CountForm:
    kind = CorrectionForm if batch.is_closed else CountForm
    initial = {"counted": batch.counted, "next_slip": batch.next_slip}
    return kind(request.POST if request.method == "POST" else None, initial=initial)


def _keep(batch: Batch, given: dict[str, Any], request: StaffRequest) -> None:
    who: dict[str, Any] = {"actor": request.viewer.actor, "now": request.viewer.now}
    if batch.is_closed:
        correct_batch(batch.pk, counted=given["counted"], reason=given["reason"], **who)
    else:
        count_again(batch.pk, counted=given["counted"], next_slip=given["next_slip"], **who)


def _status(form: CountForm) -> int:
    return 422 if form.is_bound else 200
