"""Taking a list out as a file: at once where it is small, else in the background; and what was taken out."""

from typing import Any
from uuid import uuid4

from django.contrib.messages import success
from django.db import IntegrityError
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.words import Text
from huiying.faces.desk.access import (
    StaffRequest,
    fresh_second_factor,
    not_here,
    not_open,
    staff_page,
    to_second_factor,
)
from huiying.faces.desk.export.forms import ExportForm
from huiying.faces.desk.export.wanted import asked_in, reader
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import page
from huiying.foundation.files.selectors import name_of as kept_name
from huiying.foundation.files.selectors import pieces_of
from huiying.foundation.people.errors import ReasonNeeded
from huiying.foundation.tables.enums import ExportFormat, ExportState
from huiying.foundation.tables.errors import (
    ExportBroke,
    ExportInterrupted,
    ExportNotThere,
    ParquetNotWritten,
    TooLongForSheet,
)
from huiying.foundation.tables.exporting import MEDIA_TYPES
from huiying.foundation.tables.models import ExportJob
from huiying.foundation.tables.selectors import export_with_file, exports_of
from huiying.foundation.tables.services import OPEN, ask_for_export, cancel_export
from huiying.loop.export_lists.at_once import SMALL_ROWS, export_now, is_small
from huiying.loop.export_lists.background import name_of
from huiying.loop.export_lists.errors import ExportNotOpen, IdentitiesNotOpen, TooManyIdentities
from huiying.loop.export_lists.kinds import KINDS, kind_for
from huiying.loop.export_lists.table import MOST_IDENTITIES, Wanted, may_ask_identities

MINE = "desk:exports"
LISTED = 30
LOOKS = {
    ExportState.WAITING: "wait",
    ExportState.RUNNING: "doing",
    ExportState.READY: "done",
    ExportState.FAILED: "stop",
    ExportState.CANCELLED: "hold",
    ExportState.EXPIRED: "hold",
}


_TROUBLES: tuple[type[HuiyingError], ...] = (
    ExportBroke,
    ExportInterrupted,
    ExportNotOpen,
    IdentitiesNotOpen,
    ParquetNotWritten,
    ReasonNeeded,
    TooLongForSheet,
    TooManyIdentities,
)


def _sentences() -> dict[str, Text]:
    """What an export that could not be made says, by the code of its trouble."""
    return {one.code: one.sentence for one in _TROUBLES}


@staff_page()
def export(request: StaffRequest) -> HttpResponse:
    """Choose a form for the list that the address names, with its filter; then the file, or its place in the queue."""
    who = reader(request.viewer)
    try:
        name, asked = asked_in(request)
        kind = kind_for(name, who)
    except ExportNotOpen:
        return not_open(request)
    except HuiyingError as err:
        return render(request, "desk/export/gone.html", page(request, "") | {"said": refusal(err)}, status=422)
    rows = len(kind.find(who, asked).ids)
    form = ExportForm(request.POST if request.method == "POST" else None, with_identities=may_ask_identities(kind, who))
    if form.is_valid():
        wanted = Wanted(kind, asked, form.cleaned_data["language"], form.wanted_reason)
        if wanted.reason and not fresh_second_factor(request):
            return to_second_factor(request)
        try:
            return _take_out(request, wanted, ExportFormat(form.cleaned_data["format"]), rows, form)
        except HuiyingError as err:
            form.add_error("reason" if wanted.reason else "format", refusal(err))
    context = {"kind": kind, "rows": rows, "form": form, "small": rows <= SMALL_ROWS, "most": SMALL_ROWS}
    status = 422 if form.is_bound else 200
    return render(request, "desk/export/ask.html", page(request, "") | context, status=status)


def _take_out(request: StaffRequest, wanted: Wanted, form: ExportFormat, rows: int, given: ExportForm) -> HttpResponse:
    viewer = request.viewer
    if is_small(wanted, form, rows):
        written = export_now(wanted, form, reader(viewer))
        return _file(HttpResponse(written.data), name_of(wanted.kind.name, form, viewer.now), MEDIA_TYPES[form])
    if wanted.reason and rows > MOST_IDENTITIES:
        raise TooManyIdentities(most=MOST_IDENTITIES, rows=rows)
    try:
        ask_for_export(
            viewer.staff,
            kind=wanted.kind.name,
            form=form,
            asked=wanted.asked,
            language=wanted.language,
            reason=wanted.reason,
            actor=viewer.actor,
            now=viewer.now,
            key=f"desk:{viewer.staff.pk}:export:{given.cleaned_data['key'] or uuid4()}",
        )
    except IntegrityError:
        return redirect(MINE)  # the same form was posted twice
    success(request, _("It is being made. You find it here as soon as it is ready."))
    return redirect(MINE)


def _file(response: Any, name: str, media_type: str) -> HttpResponse:
    response["Content-Type"] = media_type
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    made: HttpResponse = response
    return made


@require_safe
@staff_page()
def exports(request: StaffRequest) -> HttpResponse:
    """What the viewer asked for, the newest first, and how far it is; nobody else sees it."""
    jobs = list(exports_of(request.viewer.staff.pk)[:LISTED])
    context = {"rows": [_row(job) for job in jobs], "moving": any(job.state in OPEN for job in jobs)}
    return render(request, "desk/export/mine.html", page(request, "") | context)


def _row(job: ExportJob) -> dict[str, Any]:
    kind = KINDS.get(job.kind)
    return {
        "job": job,
        "title": kind.title if kind else job.kind,
        "look": LOOKS[ExportState(job.state)],
        "why": _sentences().get(job.trouble, ""),
        "percent": job.done * 100 // job.total if job.total else 0,
        "ready": job.state == ExportState.READY,
        "open": job.state in OPEN,
        "may_end": job.state in (*OPEN, ExportState.READY),
    }


@require_safe
@staff_page()
def fetch(request: StaffRequest, export_id: int) -> HttpResponse:
    """The file, for whoever asked for it, while it is kept and the list is still open to them."""
    viewer = request.viewer
    try:
        job = export_with_file(export_id, staff_id=viewer.staff.pk, now=viewer.now)
        kind_for(job.kind, reader(viewer))
    except ExportNotThere:
        return not_here(request)
    except ExportNotOpen:
        return not_open(request)
    assert job.file is not None  # of a ready one
    response = StreamingHttpResponse(pieces_of(job.file))
    response["Content-Length"] = str(job.file.size)
    return _file(response, kept_name(job.file), job.file.media_type)


@require_POST
@staff_page()
def cancel(request: StaffRequest, export_id: int) -> HttpResponse:
    """Stop it, or throw its file away."""
    viewer = request.viewer
    try:
        cancel_export(export_id, actor=viewer.actor, now=viewer.now)
    except ExportNotThere:
        return not_here(request)
    success(request, _("Cancelled; no file is kept."))
    return redirect(MINE)
