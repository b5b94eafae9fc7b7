"""Papers from the scanner: each page finds its slip by its code and waits to be written down beside its picture."""

from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID, uuid5

from django.contrib.messages import success
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.paper import number_on_paper
from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.boxes.paper_forms import ScanForm
from huiying.faces.desk.boxes.papers import whole
from huiying.faces.desk.fields import refusal
from huiying.faces.look.downloads import original
from huiying.foundation.documents.scans import ScannedPage, scanned_pages
from huiying.foundation.files.errors import FileDamaged
from huiying.foundation.files.services import keep_file
from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.errors import BatchNotFound
from huiying.listen.boxes.models import Batch, Slip
from huiying.listen.boxes.selectors.reach import EMPTIES, batch_for_viewer
from huiying.listen.boxes.services.papers import Sheet, note_paper


@require_POST
@staff_page(*EMPTIES)
def scan(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Pictures or PDF. What could be read is on the list; each of the others gets its sentence."""
    try:
        batch = batch_for_viewer(batch_id, request.viewer.grants)
    except BatchNotFound:
        return not_here(request)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return whole(request, batch, scanning=form)
    count = 0
    for upload in form.cleaned_data["scans"]:
        for why in _listed(request, batch, upload, form.cleaned_data["key"]):
            count += why is None
            if why is not None:
                form.add_error("scans", refusal(why))
    if count:
        said = ngettext("%(count)s page is on the list.", "%(count)s pages are on the list.", count)
        success(request, said % {"count": count})
    return whole(request, batch, scanning=form) if form.errors else redirect("desk:box_batch", batch.pk)


def _listed(request: StaffRequest, batch: Batch, upload: UploadedFile, key: UUID) -> Iterator[HuiyingError | None]:
    """Put each page of this file on the list: None for one that is on it now, else what stands in the way.

    A page is known again by `key`, of the form, and by the file: another file in the same form is another paper.
    """
    data, media_type = upload.read(), upload.content_type or ""
    pages = scanned_pages(data, media_type)
    if not pages:
        yield FileDamaged()
    viewer, key = request.viewer, uuid5(key, sha256(data).hexdigest())
    name = "paper.png" if media_type == "application/pdf" else upload.name or ""
    for at, page in enumerate(pages):
        sheet, own = Sheet(receipt=_receipt(batch, page)), uuid5(key, str(at))
        try:
            kept = keep_file(page.picture, name, now=viewer.now)
            note_paper(batch.pk, sheet, Became.WAITING, key=own, actor=viewer.actor, now=viewer.now, scan=kept.pk)
        except HuiyingError as err:
            yield err
        else:
            yield None


def _receipt(batch: Batch, page: ScannedPage) -> str:
    """The receipt of the slip whose code stands on the page; "" where there is none, or it is nobody's of this box."""
    for text in page.codes:
        try:
            number = number_on_paper(text)
        except HuiyingError:
            continue
        if Slip.objects.filter(box=batch.box_id, receipt=number).exists():
            return number
    return ""


@require_safe
@staff_page(*EMPTIES)
def picture(request: StaffRequest, batch_id: int, paper_id: int) -> HttpResponse:
    """The scan beside the form, until the words are written down."""
    try:
        batch = batch_for_viewer(batch_id, request.viewer.grants)
    except BatchNotFound:
        return not_here(request)
    paper = batch.papers.select_related("scan").filter(pk=paper_id, scan__isnull=False).first()
    if paper is None or paper.scan is None:
        return not_here(request)
    return original(paper.scan, request.viewer.mark)
