"""A batch on one screen: the papers written down one after the other, and whether it adds up."""

from dataclasses import dataclass

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from huiying.core.codes import grouped_number
from huiying.core.errors import HuiyingError
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, staff_page
from huiying.faces.desk.boxes import words
from huiying.faces.desk.boxes.paper_forms import NO_VOICE, PaperForm, ReasonForm, Refusal, ScanForm, SecondForm
from huiying.faces.desk.nav import page
from huiying.faces.look.parts import Look
from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.errors import BatchNotFound
from huiying.listen.boxes.models import Batch, Paper
from huiying.listen.boxes.selectors.figures import figures_of
from huiying.listen.boxes.selectors.reach import EMPTIES, batch_for_viewer
from huiying.listen.boxes.services.papers import note_paper
from huiying.loop.empty_box import take_paper
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases

LOOKS: dict[str, Look] = {Became.WAITING: "wait", Became.VOICE: "done", Became.UNREADABLE: "stop", Became.EMPTY: "hold"}


@staff_page(*EMPTIES)
def batch(request: StaffRequest, batch_id: int) -> HttpResponse:
    """The screen; a post is the next paper. The same form posted twice is one paper."""
    try:
        found = batch_for_viewer(batch_id, request.viewer.grants)
    except BatchNotFound:
        return not_here(request)
    if request.method != "POST":
        return whole(request, found)
    form = PaperForm(request.POST, batch=found)
    return redirect("desk:box_batch", batch_id) if _kept(request, form) else whole(request, found, typing=form)


@staff_page(*EMPTIES)
def read(request: StaffRequest, batch_id: int, paper_id: int) -> HttpResponse:
    """A paper that was scanned, or could not be read at first."""
    try:
        found = batch_for_viewer(batch_id, request.viewer.grants)
    except BatchNotFound:
        return not_here(request)
    paper = found.papers.select_related("slip").filter(pk=paper_id).first()
    if paper is None or paper.voice_id is not None:
        return redirect("desk:box_batch", batch_id) if paper is not None else not_here(request)
    form = PaperForm(request.POST if request.method == "POST" else None, batch=found, paper=paper)
    if form.is_bound and _kept(request, form):
        return redirect("desk:box_batch", batch_id)
    context = {"batch": found, "paper": paper, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/boxes/read.html", page(request, "boxes") | context, status=status)


def _kept(request: StaffRequest, form: PaperForm) -> bool:
    """Whether the paper is on the list now; it says under which receipt."""
    if not form.is_valid():
        return False
    viewer = request.viewer
    try:
        paper = _written_down(form, viewer)
    except HuiyingError as err:
        form.refuse(err)
        return False
    success(request, _said(paper))
    return True


def _written_down(form: PaperForm, viewer: Viewer) -> Paper:
    if form.became in NO_VOICE:
        became = Became(form.became)
        return note_paper(
            form.batch.pk,
            form.sheet(),
            became,
            key=form.cleaned_data["key"],
            actor=viewer.actor,
            now=viewer.now,
            reason=form.why,
        )
    return take_paper(
        form.batch.pk,
        form.sheet(),
        form.written(),
        key=form.cleaned_data["key"],
        actor=viewer.actor,
        now=viewer.now,
        reason=form.why,
    )


def _said(paper: Paper) -> str:
    if paper.voice is None:
        return _("Paper %(position)s: %(became)s.") % {
            "position": paper.position,
            "became": paper.get_became_display(),
        }
    number = grouped_number(paper.voice.number)
    if paper.slip is None:
        said = _("Paper %(position)s is taken in under receipt %(number)s, which its writer cannot be told.")
        return said % {"position": paper.position, "number": number}
    return _("Slip %(slip)s is taken in under receipt %(number)s.") % {"slip": paper.slip.number, "number": number}


@dataclass(frozen=True, slots=True)
class Line:
    """One paper of the list. `case_id`: its case, where the viewer may see it."""

    paper: Paper
    look: Look
    case_id: int | None


def _lines(batch: Batch, viewer: Viewer) -> list[Line]:
    """The papers, the last written down on top."""
    papers = list(batch.papers.select_related("slip", "voice").order_by("-position"))
    voices = [paper.voice_id for paper in papers if paper.voice_id]
    seen = set(Case.objects.filter(visible_cases(viewer.grants), pk__in=voices).values_list("pk", flat=True))
    return [Line(paper, LOOKS[paper.became], paper.voice_id if paper.voice_id in seen else None) for paper in papers]


def whole(
    request: StaffRequest,
    batch: Batch,
    *,
    typing: PaperForm | None = None,
    explaining: ReasonForm | None = None,
    of_slips: bool = False,
    second: SecondForm | None = None,
    scanning: ScanForm | None = None,
    refused: HuiyingError | None = None,
) -> HttpResponse:
    """The page of a batch; 422 with the form that was refused. `of_slips`: which of the two explanations it was."""
    viewer = request.viewer
    batch.refresh_from_db(fields=["counted", "next_slip", "signed_by", "signed_at", "closed_by", "closed_at"])
    figures = figures_of(batch)
    bound: forms.Form | None = Refusal.of(refused) if refused else typing or explaining or second or scanning
    context = {
        "batch": batch,
        "figures": figures,
        "added_up": words.added_up(figures),
        "gap": words.gap_words(figures.gap),
        "lines": _lines(batch, viewer),
        "form": bound or Refusal(),
        "typing": typing or PaperForm(None, batch=batch),
        "of_gap": explaining if explaining and not of_slips else ReasonForm(auto_id="gap_%s"),
        "of_slips": explaining if explaining and of_slips else ReasonForm(auto_id="slips_%s"),
        "second": second or SecondForm(),
        "scanning": scanning or ScanForm(),
        "signed_here": batch.signed_by_id == viewer.staff.pk,
    }
    status = 200 if bound is None else 422
    return render(request, "desk/boxes/batch.html", page(request, "boxes") | context, status=status)
